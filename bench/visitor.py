"""A visitor of a running portal: one connection that stays open, its cookies, and forms read from pages."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True)
class Answer:
    """``seconds`` from sending the request to having read the whole answer."""

    status: int
    body: bytes
    location: str | None
    seconds: float

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")


class Visitor:
    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, url: str, **headers: str) -> Answer:
        return self._send("GET", url, None, headers)

    def post(self, url: str, fields: dict[str, Any], **headers: str) -> Answer:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._send("POST", url, urlencode(fields, doseq=True), headers)

    def _send(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> Answer:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        started = time.perf_counter()
        self.connection.request(method, path, body, sent)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, content, response.headers.get("Location"), seconds)

    def sign_in(self, email: str, password: str) -> Answer:
        """Sign in through the form; the answer to the post."""
        self.cookies.clear()
        fields = fields_of(self.get("/sign-in").soup, "/sign-in")
        return self.post("/sign-in", fields | {"email": email, "password": password})


def fields_of(soup: BeautifulSoup, action: str) -> dict[str, Any]:
    """What the first form whose action matches the pattern would send; LookupError where there is none."""
    for form in soup.select("form[method=post]"):
        if re.search(action, str(form.get("action", ""))):
            return values_in(form)
    raise LookupError(f"no form to {action}")


def values_in(part: Tag) -> dict[str, Any]:
    """The fields inside a form, or a part of one, as they stand."""
    fields: dict[str, Any] = {}
    for tag in part.select("input[name], textarea[name]"):
        kind = tag.get("type")
        if kind in ("checkbox", "radio") and not tag.has_attr("checked"):
            continue
        fields[str(tag["name"])] = tag.get_text() if tag.name == "textarea" else str(tag.get("value", ""))
    return fields


def token_of(soup: BeautifulSoup) -> str:
    """The page's CSRF token."""
    field = soup.select_one("input[name=csrf_token]")
    if field is None:
        raise LookupError("no CSRF token on the page")
    return str(field["value"])
