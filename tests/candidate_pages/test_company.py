"""Whose interviews they are."""

from __future__ import annotations

from dataclasses import replace

from app.candidates import actions as candidates
from app.store.database import db, saving
from app.store.message import Message
from tests.factories import NOW, make_application


def test_the_letter_and_its_mail_name_the_company_where_it_is_set(app, browser, cast):
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, company="Tidewater Ferries")
    application = make_application(cast.cleo)
    with app.test_request_context(), saving():
        _, token = candidates.make_link(
            application, address="http://localhost/c/{token}", mail=True, by=cast.rita, at=NOW
        )
    visitor = browser()
    visitor.get(f"/c/{token}")
    assert visitor.follow().texts(".from") == ["Tidewater Ferries, for Cleo Clarke"]
    subjects = [message.subject for message in db.session.query(Message)]
    assert subjects == [f"Your interviews for {application.role.title} at Tidewater Ferries"]
