"""The outbox: every message once, with one Message-ID, whatever fails on the way."""

from __future__ import annotations

import smtplib
from dataclasses import replace
from datetime import timedelta

import pytest

from app.post import mail, outbox
from app.store.database import db, saving
from app.store.message import Message
from tests.factories import NOW


class Server:
    """A mail server: it keeps what it gets, and fails where it is told to."""

    def __init__(self) -> None:
        self.letters: list = []
        self.fails: list[Exception] = []

    def send(self, settings, message) -> None:
        if self.fails:
            raise self.fails.pop()
        self.letters.append(mail.letter(settings, message))


@pytest.fixture
def server(monkeypatch):
    server = Server()
    monkeypatch.setattr(mail, "_send", server.send)
    return server


@pytest.fixture
def settings(app):
    return replace(app.config["SETTINGS"], smtp_url="smtp://mail.example", demo=False)


@pytest.fixture
def message(app):
    with app.test_request_context(), saving():
        return outbox.put(
            "invitation",
            to_email="nora@example.com",
            to_name="Nora\r\nBcc: everyone@example.com",
            at=NOW,
            inviter="Ada",
            link="https://colloquy.example/join/abc",
            expires_at=NOW + timedelta(days=7),
        )


def test_a_message_is_sent_once(message, server, settings):
    assert [mail.deliver_due(settings, NOW) for _ in range(3)] == [1, 0, 0]
    letter = server.letters[0]
    assert (letter["Subject"], letter["Message-ID"]) == ("Your invitation to Colloquy", message.message_id)
    assert "https://colloquy.example/join/abc" in letter.get_content()


def test_a_line_end_in_a_name_makes_no_header(message, server, settings):
    mail.deliver_due(settings, NOW)
    assert server.letters[0]["Bcc"] is None
    assert server.letters[0]["To"] == '"Nora Bcc: everyone@example.com" <nora@example.com>'


def test_a_failure_is_tried_again_later_with_the_same_message_id(message, server, settings):
    server.fails = [smtplib.SMTPServerDisconnected("gone")]
    assert mail.deliver_due(settings, NOW) == 0
    assert (message.last_error, message.due_at) == ("gone", NOW + timedelta(minutes=1))
    assert mail.deliver_due(settings, NOW) == 0
    assert mail.deliver_due(settings, NOW + timedelta(minutes=1)) == 1
    assert [letter["Message-ID"] for letter in server.letters] == [message.message_id]


def test_a_worker_that_dies_before_marking_leaves_the_message_to_the_next(message, server, settings):
    mail._lease(NOW, 50)  # and dies
    assert mail.deliver_due(settings, NOW + timedelta(minutes=1)) == 0
    assert mail.deliver_due(settings, NOW + timedelta(minutes=6)) == 1


def test_a_message_is_given_up_in_the_end(message, server, settings):
    server.fails = [OSError("no route")] * 99
    at = NOW
    for _ in range(40):
        mail.deliver_due(settings, at)
        at += timedelta(hours=7)
    assert (message.attempts, message.failed_at is not None) == (mail.MOST_ATTEMPTS, True)


def test_nothing_is_sent_in_the_demo_or_without_a_server(message, server, settings):
    assert mail.deliver_due(replace(settings, demo=True), NOW) == 0
    assert mail.deliver_due(replace(settings, smtp_url=None), NOW) == 0
    assert (server.letters, db.session.query(Message).one().sent_at) == ([], None)


def test_a_change_that_fails_leaves_no_mail(app, server):
    with pytest.raises(ZeroDivisionError), app.test_request_context(), saving():
        outbox.put(
            "invitation", to_email="a@example.com", to_name="", at=NOW, inviter="Ada", link="", expires_at=NOW
        )
        1 / 0  # noqa: B018
    assert db.session.query(Message).count() == 0
