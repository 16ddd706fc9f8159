"""The exposure ledger: which questions a candidate has met in interviews for other roles.

A question counts as met where its kit was booked for an interview that was not cancelled, and with it every
paraphrase of it; a question of one's own by its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from app.engines import questions as engine
from app.store.candidate import Application, Candidate
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.kit import KitQuestion


@dataclass(frozen=True)
class Ledger:
    """Names of candidates, by what names a question: its id, its paraphrase group, its words."""

    met: Mapping[str, tuple[str, ...]]

    def who_met(self, question: Any) -> tuple[str, ...]:
        """The candidates who have met a question of a plan."""
        return self._of(question.library_id, question.paraphrase_group, question.text)

    def among(self, questions: Sequence[engine.Question]) -> dict[str, tuple[str, ...]]:
        """The questions of the library that somebody has met, by id."""
        if not self.met:
            return {}
        who = {one.id: self._of(one.id, one.paraphrase_group, one.text) for one in questions}
        return {id: names for id, names in who.items() if names}

    def _of(self, id: str | None, group: str | None, text: str) -> tuple[str, ...]:
        found = (self.met.get(key, ()) for key in _keys(id, group, text))
        return tuple(dict.fromkeys(name for names in found for name in names))


def met_by_applicants(role_id: int, library: engine.Library) -> Ledger:
    """What those with an open application for this role have met. For generating, the check and the search."""
    decided = select(Decision.id).where(Decision.application_id == Application.id).exists()
    is_open = and_(Application.role_id == role_id, Application.withdrawn_at.is_(None), ~decided)
    applicants = select(Application.candidate_id).where(is_open).scalar_subquery()
    return _ledger(Candidate.id.in_(applicants), role_id, library)


def met_by(application: Application, stage: Stage, library: engine.Library) -> list[str]:
    """The words of this stage's questions that one candidate has met. For booking them."""
    ledger = _ledger(Candidate.id == application.candidate_id, application.role_id, library)
    return [question.text for question in stage.questions if ledger.who_met(question)]


def _ledger(who: ColumnElement[bool], role_id: int, library: engine.Library) -> Ledger:
    """Of interviews for other roles than this one: the questions of one's own are those to be asked."""
    rows = db.session.execute(
        select(Candidate.name, KitQuestion.library_id, KitQuestion.text)
        .join(Application, Application.candidate_id == Candidate.id)
        .join(Interview, Interview.application_id == Application.id)
        .join(KitQuestion, KitQuestion.kit_id == Interview.kit_id)
        .where(who, Application.role_id != role_id, Interview.cancelled_at.is_(None))
        .order_by(Candidate.name, KitQuestion.id)
    )
    groups = {entry.id: entry.paraphrase_group for entry in library.entries}
    met: dict[str, tuple[str, ...]] = {}
    for name, library_id, text in rows:
        for key in _keys(library_id, groups.get(library_id or ""), text):
            if name not in met.get(key, ()):
                met[key] = (*met.get(key, ()), name)
    return Ledger(met)


def _keys(id: str | None, group: str | None, text: str) -> list[str]:
    keys = [f"text {text.casefold()}"]
    if id:
        keys.append(f"id {id}")
    if group:
        keys.append(f"paraphrase {group}")
    return keys
