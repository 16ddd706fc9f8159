"""The tests' browser: signed in as one person, it sees pages as a person would, and audits each of them."""

from __future__ import annotations

import contextvars
import logging
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from app.store.database import db
from tests import audit
from tests.audit import words_of
from tests.databases import BASE_URL, Database
from tests.typed import fields_of


class Page:
    """An answer of the portal, parsed. ``statements`` is the SQL that was run to make it."""

    def __init__(self, response: TestResponse, url: str, statements: list[str]) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.data = response.data
        self.url = url
        self.statements = statements
        self.is_html = response.mimetype == "text/html"
        self.text = response.get_data(as_text=True) if _is_text(response.mimetype) else ""
        self.soup = BeautifulSoup(self.text if self.is_html else "", "html.parser")

    def __repr__(self) -> str:
        return f"<Page {self.status} {self.url}: {self.words[:200]}>"

    @property
    def location(self) -> str | None:
        """Where it sends the browser: a redirect's address or htmx's, without this site's own name."""
        place = self.headers.get("Location") or self.headers.get("HX-Redirect")
        return place.removeprefix(BASE_URL) if place else None

    @property
    def h1(self) -> str:
        return words_of(self.one("h1"))

    @property
    def title(self) -> str:
        return words_of(self.one("title"))

    @property
    def words(self) -> str:
        """Everything written on it, with single spaces."""
        return words_of(self.soup.body or self.soup)

    def all(self, css: str) -> list[Tag]:
        return list(self.soup.select(css))

    def texts(self, css: str) -> list[str]:
        """The words of each element that ``css`` selects, in order."""
        return [words_of(tag) for tag in self.all(css)]

    def one(self, css: str) -> Tag:
        found = self.all(css)
        assert len(found) == 1, f"{len(found)} of {css!r}, not one, on {self!r}"
        return found[0]

    def has(self, css: str) -> bool:
        return self.soup.select_one(css) is not None

    def links(self) -> dict[str, str]:
        """Address by words, of every link."""
        return {words_of(tag): str(tag["href"]) for tag in self.all("a[href]")}

    def fields(self, css: str = "main form") -> dict[str, list[str]]:
        """What the one form that ``css`` selects would send if nothing were touched."""
        return fields_of(self.one(css))


class Browser:
    """One person's browser: its own cookies, the last page it saw, and the person's name for messages."""

    def __init__(self, database: Database, user: Any = None) -> None:
        self.database = database
        self.client = database.app.test_client()
        self.page: Page | None = None
        self.who = user.name if user is not None else "nobody"
        if user is not None:
            session_id = user.get_id()
            _afresh(self._sign_in, session_id)

    def _sign_in(self, session_id: str) -> None:
        with self.client.session_transaction() as session:
            session.update(_user_id=session_id, _fresh=True)

    def get(self, url: str, **query: Any) -> Page:
        return self.open("GET", url, query_string=query or None)

    def post(self, url: str, data: dict[str, Any] | None = None, *, csrf: bool = True) -> Page:
        """Post fields as a form does. The CSRF token is the last page's; ``csrf=False`` leaves it out."""
        return self.open("POST", url, data=self._with_token(data, csrf))

    def htmx_get(self, url: str, **query: Any) -> Page:
        return self.open("GET", url, query_string=query or None, headers=self._htmx_headers())

    def htmx_post(self, url: str, data: dict[str, Any] | None = None, *, csrf: bool = True) -> Page:
        return self.open("POST", url, data=self._with_token(data, csrf), headers=self._htmx_headers())

    def follow(self) -> Page:
        """Go where the last answer sent us, as often as it takes to see a page."""
        for _ in range(5):
            assert self.page is not None and self.page.location, f"{self.page!r} sends nowhere"
            page = self.get(self.page.location)
            if not page.location:
                return page
        raise AssertionError(f"{page!r} goes round in circles")

    def submit(
        self, css: str = "main form", *, htmx: bool = False, button: str | None = None, **values: Any
    ) -> Page:
        """Send the last page's one form that ``css`` selects, with ``values`` typed into fields that it has.

        None leaves a field out, as an unticked box does; a list sends several. ``button`` is the words of the
        one to press, where there are several.
        """
        assert self.page is not None, "no page has been seen yet"
        form = self.page.one(css)
        data = fields_of(form)
        address = str(form.get("action") or self.page.url)
        names = {str(tag.get("name")) for tag in form.select("[name]")}
        unknown = set(values) - names
        assert not unknown, f"the form has no field {sorted(unknown)}, only {sorted(names)}"
        for name, value in values.items():
            data[name] = value
        if button is not None:
            pressed = next((tag for tag in form.select("button") if words_of(tag) == button), None)
            assert pressed is not None, (
                f"no button {button!r} in {[words_of(tag) for tag in form.select('button')]}"
            )
            address = str(pressed.get("formaction") or address)
            if pressed.get("name"):
                data[str(pressed["name"])] = [str(pressed.get("value", ""))]
        sent = {name: value for name, value in data.items() if value is not None}
        headers = self._htmx_headers() if htmx else None
        if str(form.get("method", "get")).lower() == "post":
            return self.open("POST", address, data=sent, headers=headers)
        return self.open("GET", address, query_string=sent, headers=headers)

    def open(self, method: str, url: str, **request: Any) -> Page:
        """Send one request and audit the answer. Raises the error behind a 500."""
        assert not (db.session.new or db.session.dirty), "the test changed things that it did not commit"
        db.session.rollback()
        broken = _Broken()
        with self.database.recording() as statements, broken:
            response = _afresh(self.client.open, url, method=method, base_url=BASE_URL, **request)
        db.session.rollback()  # what the request wrote is read afresh by the test
        if broken.error is not None:
            raise AssertionError(f"{method} {url} as {self.who} broke") from broken.error
        page = Page(response, _path_of(url), statements)
        headers = request.get("headers") or {}
        _check(page, f"{method} {url} as {self.who}", is_fragment="HX-Request" in headers)
        if method == "GET" or page.is_html or page.location:
            self.page = page
        return page

    def _with_token(self, data: dict[str, Any] | None, wanted: bool) -> dict[str, Any]:
        data = dict(data or {})
        if wanted and "csrf_token" not in data:
            data["csrf_token"] = self._token()
        return data

    def _token(self) -> str:
        field = self.page.soup.select_one("input[name=csrf_token]") if self.page is not None else None
        return str(field["value"]) if field is not None else _afresh(self._new_token)

    def _new_token(self) -> str:
        """A token for this browser's session, where no page with a form was looked at before."""
        app: Flask = self.database.app
        with self.client.session_transaction() as session:
            raw = session.get("csrf_token")
        with app.test_request_context(base_url=BASE_URL):
            from flask import session as made

            if raw:
                made["csrf_token"] = raw
            token = generate_csrf()
            raw = made["csrf_token"]
        with self.client.session_transaction() as session:
            session["csrf_token"] = raw
        return token

    def _htmx_headers(self) -> dict[str, str]:
        here = BASE_URL + (self.page.url if self.page is not None else "/")
        return {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Current-URL": here}


class _Broken(logging.Handler):
    """Catches the exception that the portal turned into an error page."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.error: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            self.error = record.exc_info[1]

    def __enter__(self) -> None:
        logging.getLogger("app.web.errors").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("app.web.errors").removeHandler(self)


def _afresh(function: Any, *arguments: Any, **named: Any) -> Any:
    """Call it without the test's own application context, which the request would share, session and all."""
    return contextvars.Context().run(function, *arguments, **named)


def _check(page: Page, what: str, *, is_fragment: bool) -> None:
    is_static = page.url.startswith(("/static/", "/assets/"))
    faults = list(audit.faults_of_headers(page.headers, is_static=is_static))
    if page.is_html and page.data and not page.headers.get("Location"):
        faults += audit.faults_of_markup(page.soup)
        if not is_fragment:
            faults += audit.faults_of_page(page.soup)
    assert not faults, f"{what}:\n  " + "\n  ".join(faults)


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_text(mimetype: str) -> bool:
    return mimetype.startswith("text/") or mimetype in ("application/json", "application/javascript")
