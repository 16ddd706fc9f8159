"""What comes in from outside, before any view sees it: text without characters that nobody can type,
and numbers that a database can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict

# Tabs, line ends and page ends are typed or pasted. The other control characters break databases (NUL), mail and
# calendar files. What turns the direction of letters shows a reviewer other words than those that are kept; scripts
# from right to left need none of it.
_NEVER_TYPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
FILE = "file"  # the name of every field that takes one


class Fields(ImmutableMultiDict[str, Any]):
    """The fields of a form or of an address, each as it could have been typed."""

    def __init__(self, pairs: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__([(name, typed(value)) for name, value in pairs])


class PortalRequest(Request):
    parameter_storage_class = Fields

    def _load_form_data(self) -> None:
        """Keep only the files that a form asks for: forms would read any other in place of text."""
        super()._load_form_data()
        for name in {*self.files} - {FILE}:
            for unwanted in self.files.getlist(name):
                unwanted.close()
        self.__dict__["files"] = Fields((FILE, file) for file in self.files.getlist(FILE))


def typed(value: Any) -> Any:
    return _NEVER_TYPED.sub("", value) if isinstance(value, str) else value


def number(text: Any) -> int | None:
    """An id, a place or a page as it stands in an address or a form: up to nine digits. None for anything else."""
    text = str(text)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def install(app: Flask) -> None:
    app.request_class = PortalRequest
