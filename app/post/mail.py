"""Sending what is in the outbox: lease, send, mark, in this order.

A worker that dies after sending and before marking sends again, with the same Message-ID, so the receiver's
mail program shows one mail. The other order would lose mail.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import unquote, urlsplit

from sqlalchemy import or_, select

from app.config import Settings
from app.store.database import db, saving
from app.store.message import Message

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 12  # over about two days


def retry_after(attempts: int) -> timedelta:
    """How long to wait after so many failed tries: 1, 2, 4, ... minutes, six hours at most."""
    return min(timedelta(minutes=2 ** max(attempts - 1, 0)), timedelta(hours=6))


def deliver_due(settings: Settings, at: datetime, limit: int = 50) -> int:
    """Send what is due; returns how many were sent. Sends nothing where no mail server is set or in the demo."""
    if settings.smtp_url is None or settings.demo:
        return 0
    sent = 0
    for message_id in _lease(at, limit):
        message = db.session.get(Message, message_id)
        assert message is not None
        try:
            _send(settings, message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            _mark_failed(message, at, error)
        else:
            with saving():
                message.sent_at, message.leased_until = at, None
            sent += 1
    return sent


def _lease(at: datetime, limit: int) -> list[int]:
    """Take messages that are due and nobody holds, so that two workers do not send the same one."""
    with saving():
        due = (
            select(Message)
            .where(Message.sent_at.is_(None), Message.failed_at.is_(None), Message.due_at <= at)
            .where(or_(Message.leased_until.is_(None), Message.leased_until < at))
            .order_by(Message.due_at, Message.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        messages = db.session.scalars(due).all()
        for message in messages:
            message.leased_until = at + LEASE
            message.attempts += 1
        return [message.id for message in messages]


def _mark_failed(message: Message, at: datetime, error: Exception) -> None:
    log.warning("mail %s was not sent: %s", message.id, error)
    with saving():
        message.leased_until = None
        message.last_error = str(error)[:500]
        message.due_at = at + retry_after(message.attempts)
        if message.attempts >= MOST_ATTEMPTS:
            message.failed_at = at


def letter(settings: Settings, message: Message) -> EmailMessage:
    """The mail as it leaves the building."""
    mail = EmailMessage()
    mail["Message-ID"] = message.message_id
    mail["Date"] = format_datetime(message.created_at)
    mail["From"] = formataddr(("Colloquy", settings.mail_from))
    mail["To"] = formataddr((message.to_name, message.to_email))
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body)
    return mail


def _send(settings: Settings, message: Message) -> None:
    server = urlsplit(settings.smtp_url or "")
    host, secure = server.hostname or "localhost", server.scheme == "smtps"
    context = ssl.create_default_context()
    if secure:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, server.port or 465, timeout=30, context=context)
    else:
        connection = smtplib.SMTP(host, server.port or 25, timeout=30)
    with connection:
        if not secure and connection.has_extn("starttls"):
            connection.starttls(context=context)
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(letter(settings, message))
