"""Making a hire by the same actions that people's clicks call, at the times they would have been."""

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
from app.question_sets import generation
from app.roles import actions as roles
from app.roles.reading import profiles_of
from app.scorecards import actions as scorecards
from app.scorecards.rules import Answer, Change
from app.seeds.days import Days
from app.seeds.evidence import SUMMARIES, evidence
from app.seeds.stages import StageWords
from app.store.candidate import Application
from app.store.database import saving
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.role import Role
from app.store.scorecard import Scorecard
from app.store.user import User

ACCEPTED = "early-or-late no-windows outside past stage-booked"
VIDEO = "https://meet.tidewater.example/{}"


@dataclass
class Talk:
    """An interview to be booked: which stage, when, by whom, how it was rated (None: not handed in)."""

    stage: int
    starts_at: datetime
    panel: Sequence[str]
    ratings: Mapping[str, str] | None = (
        None  # by first name: a digit for each question in turn, "n" for not enough
    )


class Hire:
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

    def hold(self, application: Application, stages: Sequence[Stage], talk: Talk, booked: int) -> Interview:
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

    def decide(self, application: Application, outcome: str, reasons: str, at: datetime) -> None:
        seen = fingerprint(snapshot_of(sheet_of(application)))
        with saving():
            debriefs.decide(application, outcome, reasons, seen=seen, by=self.hugo, at=at)
