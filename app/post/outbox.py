"""Putting a message in the outbox, in the transaction of its cause: neither happens without the other."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex
from typing import Any

from flask import current_app, render_template

from app.store.database import db
from app.store.message import Message


def put(kind: str, *, to_email: str, to_name: str, at: datetime, **context: Any) -> Message:
    """Write the mail ``templates/mail/<kind>.txt`` (its first line is the subject) and keep it for the worker.

    The addressee's name and address come from people, so line ends in them are refused by becoming spaces.
    """
    text = render_template(
        f"mail/{kind}.txt", to_name=to_name, base_url=current_app.config["SETTINGS"].base_url, **context
    )
    subject, _, body = text.strip().partition("\n")
    message = Message(
        kind=kind,
        message_id=f"<{token_hex(16)}@{current_app.config['SETTINGS'].host}>",
        to_email=_one_line(to_email),
        to_name=_one_line(to_name),
        subject=_one_line(subject)[:300],
        body=body.strip() + "\n",
        created_at=at,
        due_at=at,
    )
    db.session.add(message)
    return message


def _one_line(text: str) -> str:
    return " ".join(text.split())
