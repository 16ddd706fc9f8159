"""What people do with questions of the library. Shipped words are never changed: a version lies over them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.engines import questions as engine
from app.engines.questions.lint.words import words
from app.history.record import record
from app.library import queries, rules
from app.library.exchange import Arrival
from app.library.queries import Question
from app.library.wording import judge
from app.refusals import Conflict, Refused
from app.store.database import db, lock
from app.store.library_question import DRAFT, IN_REVIEW, IN_USE, REPLACED, LibraryQuestion, LibraryVersion
from app.store.user import User

FASTER = "Someone changed this version while you were writing. Your words are still here."
LONGEST_ID = 90
KEPT = (
    "paraphrase_group",
    "scenario_family",
    "setting",
)  # what a version takes over from the one before: no form asks for it


def write(table: Mapping[str, Any], note: str, *, by: User, at: datetime) -> LibraryVersion:
    """Begin a question of the company's own, as a draft. Its id is made from its words and stays."""
    row = LibraryQuestion(library_id=_free_id(table), competency=table["competency"], is_own=True)
    db.session.add(row)
    return _begin(row, _whole(table, row.library_id), note, based_on=None, by=by, at=at)


def rewrite(
    question: Question, table: Mapping[str, Any], note: str, *, read: str, by: User, at: datetime
) -> LibraryVersion:
    """Change the open version, or begin one over the words in use. One that was in review is a draft again.

    ``read`` is :func:`reading_of` as the form was opened. Raises Conflict where that is older.
    """
    row = _held(question)
    version = row.open_version
    if read != reading_of(version):
        raise Conflict(FASTER)
    kept = {name: value for name in KEPT if (value := question.table.get(name))}
    content = _whole({**table, **kept, "competency": question.competency}, question.id)
    if version is None:
        based_on = engine.edition(question.shipped) if question.shipped else None
        return _begin(row, content, note, based_on=based_on, by=by, at=at)
    lock(version)
    if version.content != content or version.note != note.strip():
        version.content, version.note, version.state = content, note.strip(), DRAFT
        if by not in version.writers:
            version.writers.append(by)
        record("library_question.redrafted", row, by=by, at=at, **_told(version))
    return version


def send(version: LibraryVersion, *, by: User, at: datetime) -> None:
    """Ask for a review. Raises Refused where something is still to be written."""
    lock(version)
    if version.state != DRAFT:
        raise Conflict("This version was sent already, or is no draft any more.")
    _check_entry(version)
    version.state, version.sent_at, version.returned_reason = IN_REVIEW, at, None
    record("library_question.sent", version.question, by=by, at=at, **_told(version))


def give_back(version: LibraryVersion, reason: str, *, by: User, at: datetime) -> None:
    """Ask its writers to change it, with the reason."""
    lock(version)
    if version.state != IN_REVIEW:
        raise Conflict("This version is not in review any more.")
    rules.check_reason(reason)
    version.state, version.returned_reason = DRAFT, reason.strip()
    record(
        "library_question.returned", version.question, by=by, at=at, reason=reason.strip(), **_told(version)
    )


def approve(
    version: LibraryVersion,
    *,
    is_accepted: bool = False,
    faults_reason: str = "",
    alone_reason: str = "",
    by: User,
    at: datetime,
) -> None:
    """Put a version into use, in the place of the one before. Four eyes; nothing unlawful; other faults by a reason."""
    lock(version.question)
    lock(version)
    if not version.is_open:
        raise Conflict("This version is no draft any more.")
    writer_ids = {writer.id for writer in version.writers}
    rules.check_four_eyes(by.id, writer_ids, queries.coordinators_other_than(by.id), alone_reason)
    entry = _check_entry(version)
    judgement = judge(version.content, queries.neighbours(entry.competency, entry.id))
    unlawful = [remark.what for remark in judgement.unlawful]
    rules.check_faults(unlawful, len(judgement.remarks), is_accepted, faults_reason)
    for other in version.question.versions:
        if other.state == IN_USE:
            other.state = REPLACED
    db.session.flush()  # one version in use at a time, at each moment
    version.state, version.reviewed_by, version.reviewed_at = IN_USE, by, at
    version.returned_reason = None
    version.edition = engine.edition(entry)
    version.alone_reason = alone_reason.strip() if by.id in writer_ids else None
    version.faults_reason = faults_reason.strip() if judgement.remarks else None
    reasons = [reason for reason in (version.alone_reason, version.faults_reason) if reason]
    record(
        "library_question.approved",
        version.question,
        by=by,
        at=at,
        reason=" ".join(reasons) or None,
        how=", approved by its own writer" if version.alone_reason else "",
        **_told(version),
    )


def drop(version: LibraryVersion, *, by: User, at: datetime) -> bool:
    """Throw an open version away. True where nothing of the question is left: it was never more than this draft."""
    row = version.question
    lock(row)
    lock(version)
    if not version.is_open:
        raise Conflict("This version is no draft any more.")
    if by not in version.writers and not by.is_coordinator:
        raise Refused("Its writers and coordinators may throw it away.")
    record("library_question.dropped", row, by=by, at=at, **_told(version))
    row.versions.remove(version)
    is_gone = row.is_own and not row.versions
    if is_gone:
        db.session.flush()
        db.session.delete(row)
    return is_gone


def bring_in(arrivals: Sequence[Arrival], *, by: User, at: datetime) -> list[LibraryVersion]:
    """Make a draft of every question of a file that is new, or says something else than what is here."""
    made = []
    for arrival in arrivals:
        if not arrival.is_taken:
            continue
        entry, question = arrival.entry, queries.get_question(arrival.entry.id)
        if question is not None:
            row = _held(question)
            based_on = engine.edition(question.shipped) if question.shipped else None
        else:
            row, based_on = (
                LibraryQuestion(library_id=entry.id, competency=entry.competency, is_own=True),
                None,
            )
            db.session.add(row)
        content = queries.table_of(entry)
        made.append(_begin(row, content, "From a file", based_on=based_on, by=by, at=at))
    return made


def retire(question: Question, reason: str, *, by: User, at: datetime) -> None:
    """Offer the question to no plan any more. Plans and kits that hold it keep it."""
    rules.check_reason(reason)
    row = _held(question)
    if row.retired_at is not None:
        raise Conflict("This question is retired already.")
    row.retired_at, row.retired_by, row.retired_reason = at, by, reason.strip()
    record("library_question.retired", row, by=by, at=at, reason=reason.strip())


def restore(question: Question, *, by: User, at: datetime) -> None:
    """Take a retired question up again."""
    row = _held(question)
    if row.retired_at is not None:
        row.retired_at = row.retired_by = row.retired_reason = None
        record("library_question.restored", row, by=by, at=at)


def pass_over(question: Question, *, by: User, at: datetime) -> None:
    """Keep the company's words although the product's have changed: the page asks no more until the next change."""
    row = _held(question)
    if question.shipped is not None and question.has_new_edition:
        row.passed_over = engine.edition(question.shipped)
        record("library_question.passed_over", row, by=by, at=at)


def take_shipped(question: Question, reason: str, *, by: User, at: datetime) -> None:
    """Go back to the product's words: the company's version in use is replaced by none."""
    rules.check_reason(reason)
    row = _held(question)
    if question.shipped is None or row.in_use is None:
        raise Conflict("The product's words are in use already.")
    row.in_use.state = REPLACED
    record("library_question.given_up", row, by=by, at=at, reason=reason.strip())


def reading_of(version: LibraryVersion | None) -> str:
    """What a person who opened the form of a version has read."""
    if version is None:
        return ""
    return json.dumps([version.number, version.note, version.content], sort_keys=True)


def _begin(
    row: LibraryQuestion,
    content: dict[str, Any],
    note: str,
    *,
    based_on: str | None,
    by: User,
    at: datetime,
) -> LibraryVersion:
    number = max((version.number for version in row.versions), default=0) + 1
    version = LibraryVersion(
        question=row, number=number, state=DRAFT, content=content, based_on=based_on, note=note.strip()
    )
    version.writers, version.written_at = [by], at
    db.session.add(version)
    db.session.flush()
    record("library_question.drafted", row, by=by, at=at, **_told(version))
    return version


def _held(question: Question) -> LibraryQuestion:
    """The company's row for a question, held until the end of saving; made where there is none yet."""
    if question.row is not None:
        lock(question.row)
        return question.row
    row = LibraryQuestion(library_id=question.id, competency=question.competency)
    db.session.add(row)
    db.session.flush()
    return row


def _check_entry(version: LibraryVersion) -> engine.Entry:
    rules.check_whole(judge(version.content).missing)
    content = dict(version.content)
    try:
        return engine.entry_of(content, str(content.pop("competency", "")), "question")
    except engine.Misshapen as slip:
        said = str(slip).partition("): ")[2] or str(slip)
        raise Refused(f"{said[:1].upper()}{said[1:]}.") from slip


def _whole(table: Mapping[str, Any], library_id: str) -> dict[str, Any]:
    """What a version holds of what was typed. A question of no other's group is the first of its own."""
    return {**table, "id": library_id, "paraphrase_group": table.get("paraphrase_group") or library_id}


def _free_id(table: Mapping[str, Any]) -> str:
    """An id that says whose the question is and begins as it does: api-integration-own-think-of-the-last."""
    said = "-".join(re.sub(r"[^a-z0-9]", "", word.lower()) for word in words(table["text"])[:6])
    stem = re.sub("-+", "-", f"{table['competency']}-own-{said}")[:LONGEST_ID].strip("-")
    free = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 10_000))
    return next(id for id in free if queries.get_question(id) is None)


def _told(version: LibraryVersion) -> dict[str, Any]:
    return {"number": version.number}
