"""Many candidates, to measure with: rows made in bulk, the same for the same seed, never two bookings at once.

Each candidate has three interviews with two interviewers each; most are over, with both scorecards handed in.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import func, insert, select, text

from app.accounts.passwords import hashed
from app.engines import competencies
from app.engines.questions import library
from app.store.candidate import Application, Availability, Candidate, CandidateLink
from app.store.database import db, saving
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import InterviewPlan, Stage
from app.store.kit import Kit, KitQuestion
from app.store.occupancy import CANDIDATE, USER, Occupancy
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility
from app.store.role import Role
from app.store.scorecard import Rating, Scorecard
from app.store.user import User

PASSWORD = "load data is no secret"  # noqa: S105  refused on anything but a local address
CHUNK = 1000  # candidates written together
STAGES = (("First conversation", 45), ("Technical", 60), ("Working together", 45))
ZONES = ("Europe/Berlin", "Europe/Lisbon", "Europe/London", "America/New_York", "Asia/Kolkata")
FIRST = (
    "Ana Bo Chidi Dana Eli Femi Gita Hugo Ines Jun Kaya Leo Mira Noor Otto Pia Quim Rosa Sven Tara".split()
)
LAST = "Adler Bakker Costa Diaz Ek Fofana Gruber Haddad Ito Jansen Kaur Lund Meyer Nowak Okafor Park Quist".split()
ROLE_COUNT = 8
SESSIONS_PER_DAY = 6  # of one interviewer, each with an hour of its own


def plant(*, size: int, seed: int, at: datetime, base_url: str) -> dict[str, Any]:
    """Fill an empty database with ``size`` candidates; gives the manifest of what the measurements need."""
    chance = random.Random(seed)  # noqa: S311  no secret
    people = _people(size, at)
    kits = _roles(people, at, chance)
    start = at.replace(hour=8, minute=0, second=0, microsecond=0)
    links: list[str] = []
    for first in range(0, size, CHUNK):
        numbers = range(first, min(first + CHUNK, size))
        _Chunk(numbers, people, kits, start, chance, seed, links, base_url).write()
    _advance_sequences()
    return _manifest(people, links, size)


def _people(size: int, at: datetime) -> list[User]:
    """A coordinator, a hiring manager, an administrator and enough interviewers for everybody's hours."""
    secret = hashed(PASSWORD)
    count = max(40, size // 50)
    special = ("coordinator", "hiring_manager", "administrator")
    with saving():
        people = [
            User(
                name=f"{FIRST[n % 20]} {LAST[n % 17]} {n}",
                email=f"person{n}@load.example",
                zone=ZONES[n % 5],
                password_hash=secret,
                created_at=at,
                **{f"is_{special[n] if n < 3 else 'interviewer'}": True},
            )
            for n in range(count + 3)
        ]
        db.session.add_all(people)
    return people


def _roles(people: list[User], at: datetime, chance: random.Random) -> list[list[Kit]]:
    """Roles with a plan each; gives the kits of their stages, by role."""
    entries = [entry for entry in library().entries if "mid" in entry.levels]
    made = []
    with saving():
        for n in range(ROLE_COUNT):
            asked = chance.sample(entries, 12)
            role = Role(
                title=f"Role {n + 1} of the load", level="mid", hiring_manager=people[1], created_at=at
            )
            role.responsibilities = [
                Responsibility(
                    position=position,
                    text=competencies.get(entry.competency).definition,
                    lines=[position],
                    competencies=[entry.competency],
                )
                for position, entry in enumerate(asked, 1)
            ]
            plan = InterviewPlan(role=role, created_at=at)
            db.session.add(plan)
            db.session.flush()
            kits = []
            for position, (name, minutes) in enumerate(STAGES):
                stage = Stage(plan=plan, position=position + 1, name=name, minutes=minutes)
                kit = Kit(
                    stage=stage,
                    version=1,
                    name=name,
                    minutes=minutes,
                    content_hash=f"{n}-{position}",
                    frozen_at=at,
                )
                for place in range(4):
                    entry, served = asked[position * 4 + place], role.responsibilities[position * 4 + place]
                    words = {
                        "position": place + 1,
                        "library_id": entry.id,
                        "competency": entry.competency,
                        "kind": entry.kind,
                        "level": "mid",
                        "minutes": entry.minutes,
                        "text": entry.text,
                        "material": entry.material,
                        "key": entry.key,
                        "probes": list(entry.probes),
                        "anchors": {str(point): said for point, said in entry.anchors.items()},
                    }
                    stage.questions.append(PlannedQuestion(**words, responsibilities=[served]))
                    row = {
                        "id": served.id,
                        "label": None,
                        "text": served.text,
                        "lines": served.lines,
                        "importance": 3,
                    }
                    kit.questions.append(KitQuestion(**words, responsibilities=[row]))
                db.session.add(kit)
                kits.append(kit)
            made.append(kits)
    return made


class _Chunk:
    """Some candidates with all that hangs on them. Ids are counted here, so that nothing is read back."""

    def __init__(
        self,
        numbers: range,
        people: list[User],
        kits: list[list[Kit]],
        start: datetime,
        chance: random.Random,
        seed: int,
        links: list[str],
        base_url: str,
    ) -> None:
        self.numbers, self.start, self.chance, self.seed = numbers, start, chance, seed
        self.links, self.base_url = links, base_url
        self.interviewers = [person.id for person in people[3:]]
        self.coordinator = people[0].id
        self.kits = [
            [(kit.id, kit.stage_id, kit.minutes, [q.id for q in kit.questions]) for kit in k] for k in kits
        ]
        self.role_ids = [kit[0].stage.plan.role_id for kit in kits]
        self.rows: dict[type, list[dict[str, Any]]] = {
            model: []
            for model in (
                Candidate,
                Application,
                Availability,
                CandidateLink,
                Interview,
                PanelSeat,
                Scorecard,
                Rating,
                Occupancy,
            )
        }

    def write(self) -> None:
        for number in self.numbers:
            self._candidate(number)
        with saving():
            for model, rows in self.rows.items():
                if rows:
                    db.session.execute(insert(model), rows)

    def _candidate(self, number: int) -> None:
        role, candidate = number % ROLE_COUNT, number + 1
        name = f"{FIRST[number % 20]} {LAST[number % 17]} {number}"
        self.rows[Candidate].append(
            {
                "id": candidate,
                "name": name,
                "email": f"candidate{number}@load.example",
                "zone": ZONES[number % 5],
                "phone": "",
                "notes": "",
                "created_at": self.start - timedelta(days=30),
            }
        )
        self.rows[Application].append(
            {
                "id": candidate,
                "candidate_id": candidate,
                "role_id": self.role_ids[role],
                "applied_at": self.start - timedelta(days=30),
            }
        )
        self.rows[Availability].append(
            {
                "candidate_id": candidate,
                "starts_at": self.start + timedelta(days=1),
                "ends_at": self.start + timedelta(days=1, hours=8),
            }
        )
        if number < 100:
            token = f"load-{self.seed}-{number}-" + sha256(f"{self.seed}/{number}".encode()).hexdigest()[:24]
            self.links.append(f"{self.base_url}/c/{token}")
            self.rows[CandidateLink].append(
                {
                    "application_id": candidate,
                    "token_hash": sha256(token.encode()).hexdigest(),
                    "made_by_id": self.coordinator,
                    "created_at": self.start,
                    "expires_at": self.start + timedelta(days=60),
                }
            )
        for stage, (kit, stage_id, minutes, question_ids) in enumerate(self.kits[role]):
            self._interview(number, stage, kit, stage_id, minutes, question_ids)

    def _interview(
        self, number: int, stage: int, kit: int, stage_id: int, minutes: int, question_ids: list[int]
    ) -> None:
        """Pairs of interviewers take turns: candidate n meets pair n + s in the s-th hour of turn n // pairs.

        So neither a candidate nor a pair is ever booked twice in one hour.
        """
        interview = number * len(STAGES) + stage + 1
        pairs = len(self.interviewers) // 2
        pair, turn = (number + stage) % pairs, number // pairs
        panel = self.interviewers[pair * 2 : pair * 2 + 2]
        # The first turns are still to come; the others lie further and further back.
        day, hour = divmod(turn * len(STAGES) + stage, SESSIONS_PER_DAY)
        starts_at = self.start + timedelta(days=1 - day, hours=hour)
        ends_at = starts_at + timedelta(minutes=minutes)
        is_over = day > 1
        self.rows[Interview].append(
            {
                "id": interview,
                "application_id": number + 1,
                "stage_id": stage_id,
                "kit_id": kit,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "place": "",
                "video_url": f"https://meet.load.example/{interview}",
                "calendar_uid": f"load-{self.seed}-{interview}@load.example",
                "revision": 0,
                "booked_at": starts_at - timedelta(days=5),
            }
        )
        for party_kind, party in ((CANDIDATE, number + 1), *((USER, person) for person in panel)):
            self.rows[Occupancy].append(
                {
                    "party_kind": party_kind,
                    "party_id": party,
                    "interview_id": interview,
                    "starts_at": starts_at,
                    "ends_at": ends_at,
                }
            )
        for place, person in enumerate(panel):
            card = interview * 2 - 1 + place
            self.rows[PanelSeat].append({"interview_id": interview, "user_id": person})
            self.rows[Scorecard].append(
                {
                    "id": card,
                    "interview_id": interview,
                    "user_id": person,
                    "recommendation": self.chance.randint(1, 4) if is_over else None,
                    "summary": "",
                    "started_at": starts_at if is_over else None,
                    "saved_at": ends_at if is_over else None,
                    "submitted_at": ends_at if is_over else None,
                }
            )
            if is_over:
                self.rows[Rating] += [
                    {
                        "scorecard_id": card,
                        "kit_question_id": question,
                        "value": self.chance.randint(2, 5),
                        "not_enough_evidence": False,
                        "evidence": "Gave one example from the last year, with what it cost and what came of it.",
                        "saved_at": ends_at,
                    }
                    for question in question_ids
                ]


def _advance_sequences() -> None:
    """PostgreSQL counts ids itself and has not seen ours."""
    if db.engine.dialect.name != "postgresql":
        return
    with saving():
        for model in (Candidate, Application, Interview, Scorecard):
            table = model.__tablename__
            db.session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608
            )


def _manifest(people: list[User], links: list[str], size: int) -> dict[str, Any]:
    open_cards = db.session.execute(
        select(Scorecard.id, User.email)
        .join(User)
        .where(Scorecard.submitted_at.is_(None))
        .order_by(Scorecard.id)
        .limit(100)
    ).all()
    return {
        "note": "Invented data to measure with.",
        "people": [
            {"name": p.name, "email": p.email, "password": PASSWORD, "kinds": list(p.kinds)}
            for p in people[:100]
        ],
        "candidate_links": links,
        "scorecards": [{"id": card, "interviewer_email": email, "open": True} for card, email in open_cards],
        "interviews": list(db.session.scalars(select(Interview.id).order_by(Interview.id).limit(100))),
        "applications": list(db.session.scalars(select(Application.id).order_by(Application.id).limit(100))),
        "candidates": size,
        "counts": {
            model.__tablename__: db.session.scalar(select(func.count()).select_from(model))
            for model in (Candidate, Interview, Scorecard, Rating)
        },
    }
