"""Events as sentences. One line for each name an event can have; the person stands before it on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any

from app.store.event import Event

# {key} is taken from the event's details; a key that is missing reads as nothing.
SENTENCES: dict[str, str] = {
    "invitation.made": "invited {email}",
    "invitation.withdrawn": "withdrew the invitation of {email}",
    "person.joined": "joined",
    "person.kinds_set": "set what {name} does here",
    "person.disabled": "disabled the account of {name}",
    "person.enabled": "enabled the account of {name}",
    "person.profile_set": "changed their name or time zone",
    "person.password_set": "changed their password",
    "interview_plan.made": "made the interview plan with a first proposal of {count} stages",
    "interview_plan.copied": "copied the stages of “{source}” into the plan",
    "stage.added": "added the stage “{stage}” of {minutes} minutes",
    "stage.changed": "changed the stage “{stage}”, now {minutes} minutes",
    "stage.moved": "moved the stage “{stage}”",
    "stage.removed": "removed the stage “{stage}” and its questions",
    "stage.seats_set": "set who sits in “{stage}”: {who_sits}",
    "kit.frozen": "froze the questions of “{stage}” as version {version}",
}


@dataclass(frozen=True)
class Entry:
    """One line of a history: ``who`` is None where the portal or the candidate did it."""

    what: str
    who: str | None
    at: datetime
    why: str | None


class _Forgiving(Formatter):
    def get_value(self, key: Any, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "")


def entries(events: Iterable[Event]) -> list[Entry]:
    """What the history macro shows. ``reason`` among the details becomes the words below."""
    tell = _Forgiving()
    return [
        Entry(
            what=tell.vformat(SENTENCES[event.name], (), event.details).strip(),
            who=event.by.name if event.by else event.details.get("who"),
            at=event.at,
            why=event.details.get("reason") or None,
        )
        for event in events
    ]
