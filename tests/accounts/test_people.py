"""Invitations, joining, what people do here, disabling."""

import pytest

from app.accounts.passwords import is_right
from app.store.database import db
from app.store.event import Event
from app.store.message import Message
from app.store.user import Invitation, User
from tests.factories import make_person


def invite(browser, email="nora@example.com", kinds=("interviewer",)):
    browser.get("/people/invitations/new")
    page = browser.submit(email=email, name="Nora Nowak", kinds=list(kinds))
    return page, page.one("#link")["value"].removeprefix("http://localhost") if page.has("#link") else None


@pytest.fixture
def link(cast, browser):
    return invite(browser(cast.ada))[1].replace("http://127.0.0.1:8000", "")


def join(browser, link, name="Nora Nowak", zone="Europe/Warsaw", password="seven green bicycles"):
    browser.get(link)
    return browser.submit(name=name, zone=zone, password=password)


def test_an_invitation_becomes_a_person_with_their_kinds_zone_and_password(link, browser):
    theirs = browser()
    assert join(theirs, link).location == "/"
    nora = db.session.query(User).filter_by(email="nora@example.com").one()
    assert (nora.name, nora.zone, nora.kinds) == ("Nora Nowak", "Europe/Warsaw", ("interviewer",))
    assert is_right("seven green bicycles", nora.password_hash)
    assert theirs.get("/profile").status == 200


def test_an_invitation_works_once(link, browser):
    join(browser(), link)
    assert browser().get(link).status == 410


def test_looking_at_the_link_uses_nothing_up(link, browser):
    for _ in range(3):
        assert browser().get(link).status == 200


def test_a_withdrawn_invitation_is_gone(link, cast, browser):
    hers = browser(cast.ada)
    hers.get("/people")
    hers.submit("form[action$='/withdrawal']")
    assert browser().get(link).status == 410


def test_an_invitation_lasts_seven_days(link, clock, browser):
    clock.move(days=7, minutes=-1)
    assert browser().get(link).status == 200
    clock.move(minutes=1)
    assert browser().get(link).status == 410


def test_an_unknown_invitation_says_so(app, browser):
    page = browser().get("/join/nonsense")
    assert page.status == 410
    assert "This invitation is not known here." in page.words


def test_only_the_links_hash_is_kept(link):
    token = link.rpartition("/")[2]
    invitation = db.session.query(Invitation).one()
    assert token not in (invitation.token_hash, invitation.email, invitation.name)


def test_the_invitation_leaves_a_mail_and_an_event(link, cast):
    message = db.session.query(Message).one()
    assert (message.to_email, message.subject) == ("nora@example.com", "Your invitation to Colloquy")
    assert link in message.body
    event = db.session.query(Event).one()
    assert (event.name, event.by_id, event.details["kinds"]) == (
        "invitation.made",
        cast.ada.id,
        ["interviewer"],
    )


def test_a_second_invitation_of_a_member_is_refused_beside_the_field(cast, browser):
    page, link = invite(browser(cast.ada), email="RITA.REYES@example.com")
    assert (page.status, link) == (422, None)
    assert page.texts("#email-error") == ["Someone with this email address is already here."]


@pytest.mark.parametrize(
    "email", ["", "rita", "a@b@c.example", "a b@example.com", "x@example.com\r\nBcc: y@example.com"]
)
def test_a_bad_address_is_refused(cast, browser, email):
    assert invite(browser(cast.ada), email=email)[0].status == 422


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("zone", "Mars/Olympus", "There is no time zone of this name. Choose one from the list."),
        ("password", "short", "Use at least 12 characters; a few plain words will do."),
        ("password", "nora@example.com", "This password is too easy to guess. Use a few plain words."),
        ("password", "aaaaaaaaaaaaaa", "This password is too easy to guess. Use a few plain words."),
        ("name", "  ", "Write a name."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(link, browser, field, value, error):
    theirs = browser()
    theirs.get(link)
    typed = {"name": "Nora N", "zone": "Europe/Warsaw", "password": "seven green bicycles"} | {field: value}
    page = theirs.submit(**typed)
    assert (page.status, page.texts(f"#{field}-error")) == (422, [error])
    if field != "name":
        assert page.fields()["name"] == ["Nora N"]


def test_a_person_can_be_several(cast, browser):
    hers = browser(cast.ada)
    hers.get(f"/people/{cast.ivo.id}")
    hers.submit(f"form[action='/people/{cast.ivo.id}']", kinds=["coordinator", "interviewer"])
    db.session.refresh(cast.ivo)
    assert cast.ivo.kinds == ("coordinator", "interviewer")


def test_disabling_ends_the_session_at_once(cast, browser):
    his = browser(cast.ivo)
    assert his.get("/profile").status == 200
    browser(cast.ada).post(f"/people/{cast.ivo.id}/disabling")
    assert his.get("/profile").location == "/sign-in?next=/profile"


def test_a_session_from_before_disabling_stays_ended_after_enabling(cast, browser):
    his, hers = browser(cast.ivo), browser(cast.ada)
    hers.post(f"/people/{cast.ivo.id}/disabling")
    hers.post(f"/people/{cast.ivo.id}/enabling")
    assert his.get("/profile").status == 302


def test_the_last_administrator_stays(cast, browser):
    hers = browser(cast.ada)
    assert hers.post(f"/people/{cast.ada.id}/disabling").status == 422
    hers.get(f"/people/{cast.ada.id}")
    assert hers.submit(f"form[action='/people/{cast.ada.id}']", kinds=["interviewer"]).status == 422
    db.session.refresh(cast.ada)
    assert (cast.ada.is_active, cast.ada.is_administrator) == (True, True)


def test_a_second_administrator_may_leave(cast, browser):
    second = make_person("Bea Brandt", "administrator")
    assert browser(cast.ada).post(f"/people/{second.id}/disabling").status == 303


@pytest.mark.parametrize("who", ["rita", "ivo", "hugo"])
def test_only_administrators_see_people(cast, browser, who):
    theirs = browser(getattr(cast, who))
    assert [
        theirs.get(url).status for url in ("/people", "/people/invitations/new", f"/people/{cast.ada.id}")
    ] == [
        403,
        403,
        404,
    ]


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(cast, browser, more):
    hers = browser(cast.ada)
    for number in range(more):
        invite(hers, email=f"guest{number}@example.com")
        make_person(f"Interviewer {number}", "interviewer")
    assert len(hers.get("/people").statements) == 3
