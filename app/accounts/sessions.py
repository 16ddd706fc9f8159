"""Who is signed in. A session's cookie carries the person's id and session version; raising the version,
as disabling a person or changing a password does, ends every session."""

from __future__ import annotations

from flask import Flask

from app.accounts import queries
from app.extensions import login_manager
from app.store.user import User
from app.web.doors import to_sign_in


def load_user(session_id: str) -> User | None:
    user_id, _, version = session_id.partition(".")
    if not user_id.isdecimal():
        return None
    user = queries.get_person(int(user_id))
    if user is None or not user.is_active or str(user.session_version) != version:
        return None
    return user


def install(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.user_loader(load_user)
    login_manager.unauthorized_handler(to_sign_in)
