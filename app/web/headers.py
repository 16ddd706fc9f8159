"""Headers that every answer carries."""

from __future__ import annotations

from flask import Flask, Response, request

CSP = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    )
)
A_YEAR = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CSP)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.endpoint in ("static", "web.htmx") and response.status_code in (200, 304):
            # The address carries the content's hash, so it may be kept for ever; without one it may not.
            headers["Cache-Control"] = A_YEAR if request.args.get("v") else "no-cache"
        else:
            headers["Cache-Control"] = "no-store"
            response.vary.add("HX-Request")
        return response
