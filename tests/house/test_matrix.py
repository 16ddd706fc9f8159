"""Every route of the URL map, every kind of person, their own things and others': the answer is the access table's.

What is expected is worked out from the row that the address names, not by the route's own loader, so a loader that
gives another thing, or a route that asks about something else than its address names, is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, Response
from flask_login import current_user

from app.access import TABLE, can
from app.store.database import db
from app.store.interview import Interview
from app.web import doors
from tests.databases import Database, open_portal
from tests.factories import Cast
from tests.house.crawl import Walker, undone
from tests.house.whole_hire import TABLES, Hire, make_hire, things
from tests.page import Browser

# What an address with this parameter may be asked about.
NOUNS = {
    "application_id": {"application", "debrief", "decision", "interview"},
    "candidate_id": {"candidate"},
    "document_id": {"document"},
    "interview_id": {"interview"},
    "invitation_id": {"invitation"},
    "kit_id": {"kit"},
    "kit_question_id": {"scorecard"},
    "link_id": {"candidate_link"},
    "person_id": {"person", "interviewer"},
    "plan_id": {"interview_plan"},
    "question_id": {"planned_question"},
    "responsibility_id": {"responsibility"},
    "role_id": {"role"},
    "run_id": {"schedule"},
    "scorecard_id": {"scorecard"},
    "seat_id": {"seat"},
    "library_id": {"library_question"},
    "stage_id": {"stage"},
    "version_id": {"library_version"},
}
UNKNOWN = 999_999
SIGN_IN = "sent to the sign-in page"
IN = "let in"
WRITES = ("INSERT", "UPDATE", "DELETE")

Row = dict[str, Any]


@pytest.fixture
def hire(cast: Cast) -> Hire:
    return make_hire(cast)


def parameters_of(app: Flask, row: Row) -> list[str]:
    return sorted(app.url_map._rules_by_endpoint[row["endpoint"]][0].arguments)


def samples(parameter: str, every_card: bool = False) -> list[Any]:
    """The first and the last, one of each hire; and one that does not exist."""
    every = things(parameter)
    assert every, f"no sample of {parameter}"
    if not (every_card and parameter == "scorecard_id"):
        every = [every[place] for place in sorted({0, len(every) - 1})]
    return [*every, SimpleNamespace(id=UNKNOWN)]


def thing_of(row: Row, rows: dict[str, Any]) -> Any:
    """What the access table is to be asked about, for these rows behind the address; None where there is none."""
    if not rows or any(one.id == UNKNOWN for one in rows.values()):
        return None
    if "kit_question_id" in rows:
        card = rows["scorecard_id"]
        return card if card.interview.kit_id == rows["kit_question_id"].kit_id else None
    (thing,) = rows.values()
    noun = row["action"].partition(".")[0]
    if noun == "interview" and not isinstance(thing, Interview):
        return SimpleNamespace(application=thing, panel=())
    return thing


def expected(row: Row, user: Any, rows: dict[str, Any]) -> str | int:
    if user is None:
        return SIGN_IN
    thing = thing_of(row, rows)
    see = row["action"].partition(".")[0] + ".see"
    if rows and (thing is None or (see in TABLE and not can(user, see, thing))):
        return 404
    return IN if can(user, row["action"], thing) else 403


def answered(answer: Any) -> str | int:
    where = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or ""
    if "/sign-in" in where:
        return SIGN_IN
    return answer.status_code if answer.status_code in (403, 404) or answer.status_code >= 500 else IN


def faults(
    app: Flask, database: Database, walkers: dict[str, tuple[Walker, Any]], only: str = ""
) -> Iterator[str]:
    """Where the portal answers otherwise than the access table, or writes though it refuses."""
    for row in doors.policy():
        if row["door"] != "allow" or not row["endpoint"].startswith(only):
            continue
        names = parameters_of(app, row)
        noun = row["action"].partition(".")[0]
        for name in names:
            if noun not in NOUNS.get(name, ()):
                yield f"{row['rule']} asks about {row['action']}, but its address names {name}"
        choices = [samples(name, every_card=names == ["scorecard_id"]) for name in names]
        picks = [dict(zip(names, those, strict=True)) for those in product(*choices)]
        cases = [
            (who, rows, expected(row, user, rows))
            for who, (_, user) in walkers.items()
            for rows in (picks if user is not None else picks[:1])
        ]
        urls = [rule_url(app, row, rows) for _, rows, _ in cases]
        for (who, _, wanted), url in zip(cases, urls, strict=True):
            for method in row["methods"]:
                yield from _faults_of_one(database, walkers[who][0], who, method, url, wanted)


def rule_url(app: Flask, row: Row, rows: dict[str, Any]) -> str:
    return app.url_map.bind("localhost").build(row["endpoint"], {name: one.id for name, one in rows.items()})


def _faults_of_one(
    database: Database, walker: Walker, who: str, method: str, url: str, wanted: str | int
) -> Iterator[str]:
    form = {"csrf_token": walker.token} if method == "POST" else None
    with undone(database), database.recording() as statements:
        got = answered(walker.send(method, url, data=form))
    if got != wanted:
        yield f"{who}: {method} {url} is {got}, not {wanted}"
    if wanted != IN and (written := [s for s in statements if s.startswith(WRITES)]):
        yield f"{who}: {method} {url} is refused, and wrote {written}"


def walkers_of(browser: Callable[..., Browser], hire: Hire) -> dict[str, tuple[Walker, Any]]:
    """Everybody by name, with the user they are; nobody is signed in as "nobody" and as the candidate."""
    walkers: dict[str, tuple[Walker, Any]] = {
        who: (Walker(browser(user)), user) for who, user in hire.people.items()
    }
    walkers["nobody"] = (Walker(browser()), None)
    cleo = browser()
    cleo.get(f"/c/{hire.link_token}")
    walkers["cleo's link"] = (Walker(cleo), None)
    return walkers


def test_every_route_answers_everybody_as_the_access_table_says(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> None:
    assert list(faults(app, database, walkers_of(browser, hire))) == []


def test_who_is_not_signed_in_is_sent_on_by_htmx_without_an_answer_to_swap(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> None:
    nobody = Walker(browser())
    answers = set()
    for row in doors.policy():
        if row["door"] == "allow":
            url = rule_url(app, row, dict.fromkeys(parameters_of(app, row), SimpleNamespace(id=1)))
            for method in row["methods"]:
                form = {"csrf_token": nobody.token} if method == "POST" else None
                answer = nobody.send(method, url, data=form, headers={"HX-Request": "true"})
                answers.add((answer.status_code, answer.headers["HX-Redirect"].partition("?")[0]))
    assert answers == {(204, "/sign-in")}


def test_a_private_link_opens_its_own_application_and_nothing_else(
    app: Flask, browser: Callable[..., Browser], hire: Hire
) -> None:
    urls = [row["rule"] for row in doors.policy() if row["door"] == "link" and "<" not in row["rule"]]
    cleo, rita = browser(), browser(hire.cast.rita)
    cleo.get(f"/c/{hire.link_token}")
    assert {cleo.get(url).status for url in urls} == {200}
    assert {rita.get(url).status for url in urls} == {410}
    with_id = [row["rule"] for row in doors.policy() if row["door"] == "link" and "<" in row["rule"]]
    assert with_id == ["/your-interviews/<int:interview_id>/calendar.ics"]
    each = with_id[0].replace("<int:interview_id>", "{}")
    own = [interview.id for interview in hire.application.interviews]
    every = [interview.id for interview in things("interview_id")]
    assert [i for i in every if cleo.get(each.format(i)).status == 200] == own
    assert {cleo.get(each.format(i)).status for i in {*every, UNKNOWN} - {*own}} == {404}


def test_no_form_is_taken_without_its_token(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> None:
    walkers = walkers_of(browser, hire)
    taken = []
    for row in doors.policy():
        if "POST" in row["methods"]:
            url = row["rule"].replace("<token>", hire.invitation_token)
            for name in parameters_of(app, row):
                sample = str(samples(name)[0].id) if name in NOUNS else name
                url = url.replace(f"<int:{name}>", sample).replace(f"<slug:{name}>", sample)
            for who in ("rita", "nobody", "cleo's link"):
                with undone(database), database.recording() as statements:
                    answer = walkers[who][0].send("POST", url, data={"name": "x"})
                if answer.status_code not in (400, 410, 422) or any(s.startswith(WRITES) for s in statements):
                    taken.append((who, url, answer.status_code))
    assert taken == []


# Controls: what the matrix must catch


@contextmanager
def _leaky(database: Database, add: Callable[[Flask], None]) -> Iterator[Any]:
    """A portal on the same database with a route added, as a Database for browsers."""
    outer = db.session()
    portal = open_portal(database.url, database.data_dir)
    add(portal)
    with portal.app_context():
        yield SimpleNamespace(app=portal, engine=database.engine, recording=database.recording)
        outer.rollback()  # what the test itself read meanwhile went through this portal's engine
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def _own_card_whatever_is_asked(portal: Flask) -> None:
    def load(scorecard_id: int) -> Any:
        return next((c for c in things("scorecard_id") if c.user_id == current_user.id), None)

    view = doors.allow("scorecard.see", load=load)(lambda card: Response("your card"))
    portal.add_url_rule("/leaky/<int:scorecard_id>", "leaky", view)


def _asks_about_something_else(portal: Flask) -> None:
    view = doors.allow(
        "home.see", load=lambda candidate_id: db.session.get(TABLES["candidate_id"], candidate_id)
    )
    portal.add_url_rule(
        "/leaky/<int:candidate_id>", "leaky", view(lambda candidate: Response(candidate.name))
    )


def _asks_nothing(portal: Flask) -> None:
    def view(interview_id: int) -> Response:
        return Response(db.session.get(Interview, interview_id).application.candidate.name)

    view.door = doors.Door("allow", "interview.see")  # type: ignore[attr-defined]
    portal.add_url_rule("/leaky/<int:interview_id>", "leaky", view)


def _writes_before_it_asks(portal: Flask) -> None:
    def load(role_id: int) -> Any:
        db.session.execute(db.text("UPDATE role SET title = title"))
        return db.session.get(TABLES["role_id"], role_id)

    view = doors.allow("role.edit", load=load)(lambda role: Response("edited"))
    portal.add_url_rule("/leaky/<int:role_id>", "leaky", view, methods=["POST"])


@pytest.mark.parametrize(
    ("add", "fault"),
    [
        (_own_card_whatever_is_asked, "ines: GET /leaky/{scorecard} is let in, not 404"),
        (_asks_about_something_else, "/leaky/<int:candidate_id> asks about home.see"),
        (_asks_nothing, "otto: GET /leaky/{interview} is let in, not 404"),
        (_writes_before_it_asks, "hugo: POST /leaky/{role} is refused, and wrote"),
    ],
)
def test_a_leaky_route_is_caught(
    app: Flask, database: Database, hire: Hire, add: Callable[[Flask], None], fault: str
) -> None:
    ids = {"scorecard": things("scorecard_id")[0].id, "interview": hire.held.id, "role": hire.role.id}
    wanted = fault
    for name, number in ids.items():
        wanted = wanted.replace(f"{{{name}}}", str(number))
    with _leaky(database, add) as leaky:
        walkers = walkers_of(lambda user=None: Browser(leaky, user), hire)
        found = list(faults(leaky.app, leaky, walkers, only="leaky"))
    assert any(line.startswith(wanted) for line in found), found


def test_a_route_without_a_sample_is_caught(app: Flask, database: Database, hire: Hire) -> None:
    def add(portal: Flask) -> None:
        view = doors.allow("home.see", load=lambda unheard_of_id: 1)(lambda one: Response("one"))
        portal.add_url_rule("/leaky/<int:unheard_of_id>", "leaky", view)

    with _leaky(database, add) as leaky, pytest.raises(KeyError, match="unheard_of_id"):
        list(faults(leaky.app, leaky, {}, only="leaky"))
