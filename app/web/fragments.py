"""One template, one URL, two deliveries: the whole page to a browser, the named block to htmx.

The only file that reads HX- headers (with the sign-in door, which reads where one was).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, redirect, render_template, request
from jinja2_fragments.flask import render_block

from app.extensions import htmx


def wants_fragment() -> bool:
    """True where htmx asks for a part of the page; false for a browser and for htmx's whole-page requests."""
    return bool(htmx) and request.headers.get("HX-Request-Type", "partial") != "full"


def page(template: str, block: str | None = None, status: int = 200, **context: Any) -> Response:
    """The template to a browser; to htmx, ``block`` of it (or all of it where no block is named)."""
    if block and wants_fragment():
        return make_response(render_block(template, block, **context), status)
    return make_response(render_template(template, **context), status)


def accepted(to: str, show: Callable[[], Response] | None = None) -> Response:
    """The answer to a change that was made: a browser goes ``to`` the page; htmx gets ``show()``'s block.

    Without ``show`` the place changes for htmx too.
    """
    if show is not None and wants_fragment():
        return show()
    return goes_elsewhere(to)


def on_top(notice: Response) -> Response:
    """Have htmx put the notice above the page, in view: in its usual place it would replace what was typed."""
    notice.headers["HX-Retarget"] = "#flashes"
    notice.headers["HX-Reswap"] = "innerHTML show:top"
    return notice


def goes_elsewhere(to: str) -> Response:
    """303 to a browser (302 after a read); 204 with HX-Redirect to htmx, which would swap a followed page in."""
    if htmx:
        return Response(status=204, headers={"HX-Redirect": to})
    return make_response(redirect(to, code=302 if request.method == "GET" else 303))
