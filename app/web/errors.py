"""An error becomes a page for a browser, or a small notice for htmx. Each says what is safe and what to do."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from app.refusals import Refused
from app.store.database import db
from app.web.fragments import on_top, wants_fragment

log = logging.getLogger(__name__)

WORDS: dict[int, tuple[str, str]] = {
    400: ("That request was not understood", "Nothing was changed. Go back, and try again."),
    403: (
        "You may not do that",
        "You can see this, but changing it belongs to someone else. Nothing was changed.",
    ),
    404: ("There is nothing here", "The address may be mistyped, or the thing is gone or not yours to see."),
    405: ("That is not possible here", "Nothing was changed. Go back, and try again."),
    409: ("Someone was faster", "Nothing was changed. Reload the page to see the newer state."),
    410: ("This link is no longer valid", "Ask the person who sent it for a new one."),
    413: ("That is too large", "Nothing was saved. Send less, or split it."),
    422: ("That could not be accepted", "Nothing was changed."),
    429: ("Too many tries", "Wait a minute, then try again."),
    500: (
        "Something broke on our side",
        "What you typed may not be saved. Go back to find it, and try again.",
    ),
    503: ("The portal is busy", "Nothing was changed. Try again in a moment."),
}
_PAGES = (403, 404, 409, 410, 500)


def error_answer(status: int, message: str | None = None, reference: str | None = None) -> Response:
    """The page or the notice for ``status``; ``message`` replaces the general sentence."""
    title, words = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    name = f"errors/{status if status in _PAGES else 'any'}.html"
    template = "errors/_notice.html" if wants_fragment() else name
    body = render_template(
        template, status=status, title=title, message=message or words, reference=reference
    )
    answer = make_response(body, status)
    return on_top(answer) if wants_fragment() else answer


def typed_here() -> list[tuple[str, str]]:
    """What a form of ours held that may be sent again; nothing where another site sent it, or it held a secret.

    A file cannot be sent again by the page, so a form with one has to be gone back to.
    """
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    is_ours = request.headers.get("Origin") == request.host_url.rstrip("/")
    is_secret = any("password" in name for name, _ in fields)
    return fields if is_ours and not is_secret and not request.files else []


def install(app: Flask) -> None:
    @app.errorhandler(Refused)
    def _refused(error: Refused) -> Response:
        return error_answer(error.status, error.message)

    @app.errorhandler(CSRFError)
    def _csrf(error: CSRFError) -> Response:
        if (typed := typed_here()) and not wants_fragment():
            return make_response(render_template("errors/interrupted.html", typed=typed), 400)
        return error_answer(
            400,
            "You signed out or in again since this page was opened. Nothing was changed. If you are signed out, "
            "sign in in another tab; then send it once more.",
        )

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        if error.response is not None or error.code is None or error.code < 400:
            return error.get_response()  # type: ignore[return-value]
        if isinstance(error, SecurityError):  # a strange Host: no address of ours can be written for it
            return Response("This portal does not go by that name.\n", 400, mimetype="text/plain")
        return error_answer(error.code)

    @app.errorhandler(Exception)
    def _broken(error: Exception) -> Response:
        db.session.rollback()
        reference = secrets.token_hex(4)
        log.error("error %s", reference, exc_info=error)
        return error_answer(500, reference=reference)
