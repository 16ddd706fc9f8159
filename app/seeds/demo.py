"""A believable hire in progress, made by the same actions that people's clicks call, at the times they would have been.

Two roles read from documents, plans with questions, eight candidates from "just applied" to "decided".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from app.candidates import actions as candidates
from app.candidates.windows import LocalWindow
from app.debriefs import actions as debriefs
from app.debriefs.sheet import sheet_of
from app.debriefs.snapshot import fingerprint, snapshot_of
from app.engines import competencies
from app.interview_plans import actions as plans
from app.interviews import actions as interviews
from app.question_sets import actions as questions
from app.question_sets import generation
from app.roles import actions as roles
from app.roles.reading import profiles_of
from app.scorecards import actions as scorecards
from app.scorecards.rules import Answer, Change
from app.seeds import people as cast
from app.seeds.days import Days
from app.seeds.evidence import SUMMARIES, evidence
from app.seeds.stages import DEVELOPER_STAGES, SUPPORT_STAGES, StageWords
from app.store.candidate import Application
from app.store.database import saving
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.role import Role
from app.store.scorecard import Scorecard
from app.store.user import User

ACCEPTED = "early-or-late no-windows outside past stage-booked"
VIDEO = "https://meet.tidewater.example/{}"


def plant(*, at: datetime, base_url: str) -> dict[str, Any]:
    """Plant the demo; gives the manifest: everybody's password and the candidates' private links."""
    with saving():
        people, passwords = cast.plant(at - timedelta(days=60))
    hire = _Hire(people, Days(at), at, base_url)
    developer, support = hire.roles()
    hire.developers(developer)
    hire.support(support)
    return {
        "note": "Demo data: everybody here is invented.",
        "people": [
            {"name": p.name, "email": p.email, "password": passwords[first], "kinds": list(p.kinds)}
            for first, p in people.items()
        ],
        "candidate_links": hire.links,
        "roles": [developer.id, support.id],
        "interviews": hire.interview_ids,
        "scorecards": hire.cards,
    }


@dataclass
class _Talk:
    """An interview to be booked: which stage, when, by whom, how it was rated (None: not handed in)."""

    stage: int
    starts_at: datetime
    panel: Sequence[str]
    ratings: Mapping[str, str] | None = (
        None  # by first name: a digit for each question in turn, "n" for not enough
    )


class _Hire:
    def __init__(self, people: dict[str, User], days: Days, at: datetime, base_url: str) -> None:
        self.people, self.days, self.at, self.base_url = people, days, at, base_url
        self.rita, self.hugo, self.marit = people["rita"], people["hugo"], people["marit"]
        self.links: list[str] = []
        self.interview_ids: list[int] = []
        self.cards: list[dict[str, Any]] = []

    # roles and plans

    def roles(self) -> tuple[Role, Role]:
        made = []
        for name, level, manager in (
            ("back-end-developer", "mid", self.hugo),
            ("passenger-support-lead", "senior", self.marit),
        ):
            at = self.at - timedelta(days=32)
            text = files("app.seeds").joinpath(f"documents/{name}.md").read_text("utf-8")
            profile = profiles_of(text)[0]
            with saving():
                document = roles.add_document(f"{name}.md", text, by=self.rita, at=at)
                made.append(
                    roles.make_from(document, profile, profile.title, level, manager, by=self.rita, at=at)
                )
        return made[0], made[1]

    def plan(self, role: Role, stages: Sequence[StageWords]) -> list[Stage]:
        """A plan with these stages: name, minutes, instructions, preparation, seats as (count, first names)."""
        at = self.at - timedelta(days=31)
        with saving():
            plan = plans.make(role, by=self.rita, at=at, propose=False)
            for name, minutes, instructions, preparation, seats in stages:
                stage = plans.add_stage(plan, name, minutes, instructions, preparation, by=self.rita, at=at)
                for count, members in seats:
                    pool = [self.people[first] for first in members.split()]
                    plans.add_seat(stage, count, pool, by=self.rita, at=at)
        chosen = generation.choose(plan)
        with saving():
            generation.generate(plan, by=self.rita, at=at, chosen=chosen)
        return list(plan.stages)

    # candidates

    def apply(
        self,
        name: str,
        role: Role,
        zone: str,
        days_ago: int,
        free: Sequence[int] = (),
        phone: str = "",
        notes: str = "",
    ) -> Application:
        at = self.at - timedelta(days=days_ago)
        plain = (
            unicodedata.normalize("NFKD", name.lower()).replace("ø", "o").encode("ascii", "ignore").decode()
        )
        email = f"{plain.replace(' ', '.')}@post.example"
        with saving():
            candidate = candidates.add(name, email, phone, zone, notes, role, by=self.rita, at=at)
            if free:
                windows = [LocalWindow(*window) for window in self.days.windows(*free)]
                candidates.add_availability(candidate, windows, by=self.rita, at=at)
        return candidate.applications[0]

    def link(self, application: Application) -> None:
        with saving():
            address = self.base_url + "/c/{token}"
            _, token = candidates.make_link(
                application, address=address, mail=False, by=self.rita, at=self.at
            )
        self.links.append(address.format(token=token))

    # interviews and cards

    def hold(self, application: Application, stages: Sequence[Stage], talk: _Talk, booked: int) -> Interview:
        """Book an interview so many days before it starts; where it was rated, hand the cards in afterwards."""
        stage = stages[talk.stage]
        at = min(talk.starts_at - timedelta(days=booked), self.at - timedelta(hours=3))
        panel: dict[int, list[int]] = {seat.id: [] for seat in stage.seats}
        for first in talk.panel:
            user = self.people[first]
            seat = next(s for s in stage.seats if user in s.members and len(panel[s.id]) < s.count)
            panel[seat.id].append(user.id)
        wanted = interviews.Wanted(
            starts_at=talk.starts_at,
            minutes=stage.minutes,
            panel=panel,
            video_url=VIDEO.format(f"{application.id}-{stage.position}"),
            accepted=ACCEPTED,
        )
        host = urlsplit(self.base_url).hostname or "localhost"
        with saving():
            interview = interviews.book(application, stage, wanted, host=host, by=self.rita, at=at)
        self.interview_ids.append(interview.id)
        for card in interview.scorecards:
            ratings = (talk.ratings or {}).get(card.user.email.partition("@")[0])
            if ratings is not None:
                self.rate(card, ratings)
            self.cards.append({"id": card.id, "interviewer_email": card.user.email, "open": ratings is None})
        return interview

    def rate(self, card: Scorecard, ratings: str) -> None:
        """Write the card as the interview goes and hand it in half an hour after. The last digit is the overall."""
        by, ends_at = card.user, card.interview.ends_at
        changes, blank = [], Answer().revision
        for number, question in enumerate(card.interview.kit.questions):
            given = ratings[:-1][number % (len(ratings) - 1)]
            group = next(c.group for c in competencies.ALL if c.id == question.competency)
            words = "" if given == "n" else evidence(group, int(given), number + card.id)
            changes.append(Change(question, Answer("none" if given == "n" else given, words), blank))
        changes.append(Change(None, Answer(ratings[-1], SUMMARIES[int(ratings[-1])]), blank))
        with saving():
            scorecards.save(card, changes, by=by, at=ends_at)
            scorecards.submit(card, by=by, at=ends_at + timedelta(minutes=30))

    # the two hires

    def developers(self, role: Role) -> None:
        stages = self.plan(role, DEVELOPER_STAGES)
        self.touch_up(stages)
        days = self.days
        decided = self.apply("Emil Sørensen", role, "Europe/Copenhagen", 30)
        for talk in (
            _Talk(0, days.on(-17, "10:00"), ["tomasz"], {"tomasz": "332"}),
            _Talk(
                1,
                days.on(-15, "13:00"),
                ["ivo", "priya", "sefa"],
                {"ivo": "2332", "priya": "3222", "sefa": "2n32"},
            ),
            _Talk(2, days.on(-14, "10:00"), ["ines", "marit"], {"ines": "3242", "marit": "2332"}),
        ):
            self.hold(decided, stages, talk, booked=4)
        self.decide(
            decided,
            "no_offer",
            "Careful on small changes. For this role we need somebody who has looked after a live system; three of "
            "five interviewers found no example of it.",
            days.on(-12, "16:00"),
        )
        ready = self.apply("Dara Whitfield", role, "Europe/Dublin", 21, phone="+353 20 910 0000")
        for talk in (
            _Talk(0, days.on(-8, "11:00"), ["noor"], {"noor": "443"}),
            _Talk(
                1,
                days.on(-5, "13:00"),
                ["ivo", "otto", "sefa"],
                {"ivo": "4453", "otto": "4234", "sefa": "45n4"},
            ),
            _Talk(2, days.on(-3, "10:00"), ["ines", "marit"], {"ines": "4344", "marit": "4334"}),
        ):
            self.hold(ready, stages, talk, booked=3)
        self.link(ready)
        cleo = self.apply("Cleo Marchand", role, "Europe/Lisbon", 12, free=range(6))
        self.hold(cleo, stages, _Talk(0, days.on(-2, "15:00"), ["tomasz"], {"tomasz": "343"}), booked=3)
        self.hold(cleo, stages, _Talk(1, days.soon(), ["ivo", "ines", "noor"]), booked=2)
        self.hold(cleo, stages, _Talk(2, days.on(3, "15:00"), ["sefa", "otto"]), booked=4)
        self.link(cleo)
        goran = self.apply("Goran Ilić", role, "Europe/Belgrade", 9, free=range(1, 5))
        self.hold(goran, stages, _Talk(0, days.on(-1, "09:00"), ["tomasz"]), booked=2)
        hana = self.apply("Hana Kobayashi", role, "Asia/Tokyo", 8, free=range(1, 8))
        self.move_hana(hana, stages)
        self.link(hana)
        self.apply(
            "Farah Siddiqui-Montgomery",
            role,
            "Europe/London",
            1,
            free=range(2, 7),
            notes="Recommended by a harbour master. Prefers mornings.",
        )

    def touch_up(self, stages: Sequence[Stage]) -> None:
        """What a coordinator does after generating: one question kept for good, one said in their own words."""
        at = self.at - timedelta(days=30)
        first, second = stages[1].questions[0], stages[2].questions[0]
        with saving():
            questions.set_lock(first, True, by=self.rita, at=at)
            words = {
                name: getattr(second, name) for name in ("text", "minutes", "material", "key", "anchors")
            }
            words["probes"] = [*second.probes[:-1], "What would the others in that team say about your part?"]
            serves = list(second.responsibilities)
            questions.edit(second, words, serves, read=questions.reading_of(second), by=self.rita, at=at)

    def decide(self, application: Application, outcome: str, reasons: str, at: datetime) -> None:
        seen = fingerprint(snapshot_of(sheet_of(application)))
        with saving():
            debriefs.decide(application, outcome, reasons, seen=seen, by=self.hugo, at=at)

    def move_hana(self, application: Application, stages: Sequence[Stage]) -> None:
        """Her first conversation was called off and booked anew; the second has a time already."""
        first = self.hold(application, stages, _Talk(0, self.days.on(-1, "10:00"), ["noor"]), booked=4)
        reason = "The candidate's flight was moved; she asked for another day."
        with saving():
            interviews.cancel(first, first.revision, reason, by=self.rita, at=self.at - timedelta(days=2))
        self.cards = [card for card in self.cards if card["id"] not in {c.id for c in first.scorecards}]
        self.hold(application, stages, _Talk(0, self.days.on(1, "09:00"), ["noor"]), booked=2)
        self.hold(
            application, stages, _Talk(1, self.days.on(2, "10:00"), ["otto", "priya", "sefa"]), booked=2
        )

    def support(self, role: Role) -> None:
        stages = self.plan(role, SUPPORT_STAGES)
        ilse = self.apply("Ilse Verhoeven", role, "Europe/Amsterdam", 6, free=range(1, 6))
        self.hold(ilse, stages, _Talk(0, self.days.on(4, "11:00"), ["marit", "sefa"]), booked=5)
        self.link(ilse)
        self.apply("Jonas Adeleke", role, "Africa/Lagos", 2)
