"""The people, roles, plans and kits of the load."""

from __future__ import annotations

import random
from datetime import datetime

from app.accounts.passwords import hashed
from app.engines import competencies
from app.engines.questions import library
from app.store.database import db, saving
from app.store.interview_plan import InterviewPlan, Stage
from app.store.kit import Kit, KitQuestion
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility
from app.store.role import Role
from app.store.user import User

PASSWORD = "load data is no secret"  # noqa: S105  refused on anything but a local address
STAGES = (("First conversation", 45), ("Technical", 60), ("Working together", 45))
ZONES = ("Europe/Berlin", "Europe/Lisbon", "Europe/London", "America/New_York", "Asia/Kolkata")
FIRST = (
    "Ana Bo Chidi Dana Eli Femi Gita Hugo Ines Jun Kaya Leo Mira Noor Otto Pia Quim Rosa Sven Tara".split()
)
LAST = "Adler Bakker Costa Diaz Ek Fofana Gruber Haddad Ito Jansen Kaur Lund Meyer Nowak Okafor Park Quist".split()
ROLE_COUNT = 8


def add_people(size: int, at: datetime) -> list[User]:
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


def add_roles(people: list[User], at: datetime, chance: random.Random) -> list[list[Kit]]:
    """Roles with a plan each; gives the kits of their stages, by role."""
    definitions = {each.id: each.definition for each in competencies.ALL}
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
                    text=definitions[entry.competency],
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
