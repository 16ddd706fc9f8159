"""Walking the portal's pages as one person: the addresses that links lead to, and the forms that stand there."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine
from werkzeug.test import TestResponse

from app.store.database import db
from tests.databases import BASE_URL, Database
from tests.page import Browser

_shared: dict[Engine, Connection] = {}  # the connection of an outermost ``undone``


@dataclass
class Form:
    """A form as it stands on a page: what it would send if nothing were touched."""

    endpoint: str
    method: str
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class Walker:
    """One person who sends requests as fast as can be. ``error`` is what broke behind the last answer."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.who = browser.who
        self.app = browser.database.app
        self.token = browser._token()
        self.urls = self.app.url_map.bind("localhost")

    def send(self, method: str, url: str, **request: Any) -> TestResponse:
        client = self.browser.client
        cookies = dict(client._cookies or {})  # signing out, or a token of its own, holds for one request
        try:
            return contextvars.Context().run(client.open, url, method=method, base_url=BASE_URL, **request)
        finally:
            client._cookies = cookies

    def endpoint_of(self, url: str, method: str = "GET") -> str | None:
        try:
            return self.urls.match(urlsplit(url).path, method)[0]
        except Exception:
            return None

    def crawl(self, *starts: str, most: int = 4) -> tuple[dict[str, bytes], list[Form]]:
        """The pages that are reached from ``starts``, and every form on them; ``most`` pages of one kind."""
        pages: dict[str, bytes] = {}
        forms: list[Form] = []
        waiting, seen = list(starts), set(starts)
        counts: dict[tuple[str, tuple[str, ...]], int] = {}
        while waiting:
            url = waiting.pop(0)
            endpoint = self.endpoint_of(url)
            if endpoint is None or endpoint == "static":
                continue
            kind = (endpoint, tuple(sorted(parse_qs(urlsplit(url).query))))
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] > most:
                continue
            answer = self.send("GET", url)
            pages[url] = answer.data
            if answer.mimetype != "text/html" or not answer.data:
                continue
            tree = lxml.html.document_fromstring(answer.data)
            forms += self._forms_of(tree, url)
            for link in [*tree.xpath("//@href"), *tree.xpath("//@hx-get")]:
                there = str(link).split("#")[0].removeprefix(BASE_URL)
                if there.startswith("/") and there not in seen:
                    seen.add(there)
                    waiting.append(there)
        return pages, forms

    def _forms_of(self, tree: Any, url: str) -> Iterator[Form]:
        for form in tree.iter("form"):
            fields: dict[str, list[str]] = {}
            files: list[str] = []
            outside = tree.xpath("//*[@form=$id]", id=form.get("id")) if form.get("id") else []
            doors = {(form.get("method", "get").upper(), form.get("action") or url)}
            for tag in [*form.iter("input", "select", "textarea", "button"), *outside]:
                if where := tag.get("formaction") or tag.get("hx-post"):
                    doors.add(("POST", where))
                if tag.get("type") == "file":
                    files.append(tag.get("name"))
                elif tag.get("name"):
                    fields.setdefault(tag.get("name"), []).extend(_values_of(tag))
            for method, action in doors:
                endpoint = self.endpoint_of(action, method)
                if endpoint is not None:
                    yield Form(endpoint, method, action, fields, files)


def _values_of(tag: Any) -> list[str]:
    if tag.tag == "textarea":
        return [tag.text or ""]
    if tag.tag == "select":
        chosen = tag.xpath(".//option[@selected]/@value")
        return [str(value) for value in chosen or tag.xpath(".//option[@value != '']/@value")[:1]]
    if tag.get("type") in ("checkbox", "radio") and tag.get("checked") is None:
        return []
    return [tag.get("value") or ""]


@contextmanager
def undone(database: Database) -> Iterator[None]:
    """Whatever is committed inside is gone at the end: every request meets the same world. May be nested.

    All sessions share one connection whose outer transaction is rolled back; their own commits end savepoints.
    """
    db.session.rollback()  # the test's own session holds no connection meanwhile
    if database.engine in _shared:
        inner = _shared[database.engine].begin_nested()
        try:
            yield
        finally:
            db.session.rollback()
            inner.rollback()
        return
    with database.engine.connect() as connection, pytest.MonkeyPatch.context() as patch:
        outer = connection.begin()
        connection.begin_nested()
        patch.setattr(Session, "get_bind", lambda *_, **__: connection)
        _shared[database.engine] = connection
        try:
            yield
        finally:
            db.session.rollback()
            outer.rollback()
            del _shared[database.engine]
