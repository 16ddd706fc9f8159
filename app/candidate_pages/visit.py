"""A visit: the private link's token in a cookie of its own, so that no address shows it after the first.

There is no session. A page of another site cannot send the one form there is: the cookie is SameSite=Lax, and
the form carries a token made from the cookie's. (Flask-WTF's would start a session, and would ask for the
Referer that these pages tell the browser never to send.)
"""

from __future__ import annotations

import hmac

from flask import Response, current_app, request

from app import clock
from app.candidate_pages import queries, rules
from app.refusals import Gone, Refused
from app.store.candidate import CandidateLink
from app.store.interview import Interview

COOKIE = "your-interviews"
PATH = "/your-interviews"

NO_LINK = (
    "Open the link in the message you were sent. If it does not work, ask the person who wrote to you "
    "for a new one."
)


def good_link(token: str) -> CandidateLink:
    """The link of this token. Raises Gone, saying whom to ask, where it is unknown, revoked or out of date."""
    link = queries.get_link(token) if token else None
    if link is None:
        raise Gone(NO_LINK)
    if not rules.is_good(link, clock.now()):
        contact = queries.contact_of(link)
        whom = f"{contact.name} ({contact.email})" if contact else "the person who wrote to you"
        raise Gone(f"This link no longer opens your page. Ask {whom} for a new one.")
    return link


def visit() -> CandidateLink:
    """The load behind every door here: checked afresh at each request."""
    return good_link(request.cookies.get(COOKIE, ""))


def visited_interview(interview_id: int) -> tuple[CandidateLink, Interview] | None:
    """One interview of the visit's own application; None for anybody else's."""
    link = visit()
    return next(((link, i) for i in link.application.interviews if i.id == interview_id), None)


def remember(response: Response, token: str, link: CandidateLink) -> Response:
    """Keep the token in this browser until the link runs out."""
    response.set_cookie(
        COOKIE,
        token,
        path=PATH,
        max_age=link.expires_at - clock.now(),  # right on a device whose clock is wrong, too
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SETTINGS"].is_https,
    )
    return response


def form_token() -> str:
    """HMAC-SHA-256 of the visit's token under the portal's secret key, in hexadecimal."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{PATH} {request.cookies.get(COOKIE, '')}".encode(), "sha256").hexdigest()


def check_form_token() -> None:
    """Raises Refused where the form did not come from this visit's own page."""
    if not hmac.compare_digest(request.form.get("csrf_token", "").encode(), form_token().encode()):
        raise Refused(
            "This page was too old to be trusted. Nothing was changed: open it again and choose once more."
        )
