"""The rows of some candidates of the load, with all that hangs on them.

Ids are counted here, so that nothing is read back; nobody is ever booked twice in one hour.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import insert

from app.seeds.load_plans import FIRST, LAST, ROLE_COUNT, STAGES, ZONES
from app.store.candidate import Application, Availability, Candidate, CandidateLink
from app.store.database import db, saving
from app.store.interview import Interview, PanelSeat
from app.store.kit import Kit
from app.store.occupancy import CANDIDATE, USER, Occupancy
from app.store.scorecard import Rating, Scorecard
from app.store.user import User

SESSIONS_PER_DAY = 6  # of one interviewer, each with an hour of its own


class Chunk:
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
