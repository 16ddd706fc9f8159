"""A question to write, free of faults, and the steps of its way into use."""

from __future__ import annotations

from typing import Any

from app.library import actions, queries
from app.store.database import db, saving
from app.store.library_question import LibraryVersion
from app.store.user import User
from tests.factories import NOW

TABLE: dict[str, Any] = {
    "competency": "inventory-logistics",
    "kind": "past_behaviour",
    "levels": ["junior", "mid"],
    "minutes": 8,
    "text": "Think of the last delivery that reached you with parcels missing. What did you do?",
    "probes": [
        "How did you notice it?",
        "Which choices did you have?",
        "How did you check that the stock was right afterwards?",
    ],
    "anchors": {
        "1": "Signed for the delivery and told nobody that parcels were missing from it.",
        "2": "Told a colleague about the missing parcels and waited for somebody else to act.",
        "3": "Counted the parcels against the note, wrote the gap on it and called the carrier.",
        "4": "Counted, called the carrier, and moved stock so that waiting customers were served first.",
        "5": "Served the waiting customers, and changed how deliveries are counted so that a gap is seen at the door.",
    },
}


def written(by: User, **changes: Any) -> LibraryVersion:
    with saving():
        return actions.write(TABLE | changes, "", by=by, at=NOW)


def in_use(by: User, approver: User, **changes: Any) -> LibraryVersion:
    version = written(by, **changes)
    with saving():
        actions.send(version, by=by, at=NOW)
        actions.approve(version, by=approver, at=NOW)
    return version


def adapted(id: str, by: User, approver: User, **changes: Any) -> LibraryVersion:
    """A version of a shipped question, put into use."""
    with saving():
        question = asked(id)
        version = actions.rewrite(question, {**question.table, **changes}, "", read="", by=by, at=NOW)
        actions.approve(version, by=approver, at=NOW)
    return version


def asked(id: str) -> queries.Question:
    question = queries.get_question(id)
    assert question is not None
    return question


def ids() -> set[str]:
    """What plans draw on."""
    db.session.rollback()
    return {entry.id for entry in queries.in_use().entries}
