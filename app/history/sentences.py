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
    "interviewer.terms_set": "set when and how much {whose} can be asked",
    "interviewer.paused": "noted that {whose} is away {when}",
    "interviewer.pause_removed": "removed that {whose} is away {when}",
    "candidate.added": "added this candidate",
    "candidate.edited": "changed the candidate's {changed}",
    "candidate.availability_added": "noted when the candidate is free",
    "candidate.availability_removed": "removed a time at which the candidate was free",
    "application.made": "made the application of {candidate} for {role}",
    "application.withdrawn": "withdrew the application of {candidate} for {role}",
    "application.taken_up": "took up the application of {candidate} for {role} again",
    "candidate_link.made": "made a private link for {candidate}",
    "candidate_link.mailed": "mailed the private link to {email}",
    "candidate_link.revoked": "revoked a private link of {candidate}",
    "interview.booked": "booked {stage} with {candidate} for {when}",
    "interview.moved": "moved {stage} with {candidate} from {before} to {when}",
    "interview.cancelled": "cancelled {stage} with {candidate} on {when}",
    "interview.panel_changed": "replaced {before} by {after} in {stage} with {candidate}",
    "interview.place_changed": "changed the place of {stage} with {candidate}",
    "interview_plan.made": "made the interview plan with a first proposal of {count} stages",
    "interview_plan.copied": "copied the stages of “{source}” into the plan",
    "stage.added": "added the stage “{stage}” of {minutes} minutes",
    "stage.changed": "changed the stage “{stage}”, now {minutes} minutes",
    "stage.moved": "moved the stage “{stage}”",
    "stage.removed": "removed the stage “{stage}” and its questions",
    "stage.seats_set": "set who sits in “{stage}”: {who_sits}",
    "schedule.asked": "asked for a schedule of {count} candidates",
    "schedule.booked": "booked a proposal of {count} interviews",
    "role.made": "made the role{source}",
    "role.changed": "changed the {what}",
    "role.archived": "archived the role",
    "role.reopened": "opened the role again",
    "responsibility.added": "added “{text}”",
    "responsibility.worded": "reworded “{text}”: “{after}”",
    "responsibility.competencies_set": "chose the competencies of “{text}”",
    "responsibility.weighed": "set the importance of “{text}” to {importance}",
    "responsibility.moved": "moved “{text}” to place {to}",
    "responsibility.merged": "merged “{text}” with “{other}”",
    "responsibility.divided": "split “{text}” into {count}",
    "responsibility.removed": "removed “{text}”",
    "responsibility.taken_in": "took in “{text}”",
    "interview_plan.generated": "generated questions for the plan: {count} in all, {kept} of them kept",
    "interview_plan.went_back": "went back to the {count} questions before the plan was last generated",
    "planned_question.added": "added a question of the library to “{stage}”: {question}",
    "planned_question.swapped": "swapped a question in “{stage}”",
    "planned_question.restored": "went back to the library's words for a question in “{stage}”",
    "planned_question.locked": "locked a question in “{stage}”: {question}",
    "planned_question.unlocked": "unlocked a question in “{stage}”: {question}",
    "planned_question.moved": "moved a question in “{stage}”: {question}",
    "planned_question.moved_to_stage": "moved a question to “{stage}”: {question}",
    "planned_question.edited": "edited a question in “{stage}”: {question}",
    "planned_question.written": "wrote a question for “{stage}”: {question}",
    "planned_question.removed": "removed a question from “{stage}”: {question}",
    "planned_question.weighted": "gave a question in “{stage}” the weight {weight}: {question}",
    "library_question.drafted": "began version {number}",
    "library_question.redrafted": "changed the draft of version {number}",
    "library_question.sent": "sent version {number} to be reviewed",
    "library_question.returned": "gave version {number} back to its writers",
    "library_question.approved": "put version {number} into use{how}",
    "library_question.dropped": "threw the draft of version {number} away",
    "library_question.retired": "retired the question",
    "library_question.restored": "took the question up again",
    "library_question.passed_over": "kept the company's words beside the product's newer ones",
    "library_question.given_up": "went back to the product's words",
    "kit.frozen": "froze the questions of “{stage}” as version {version}",
    "scorecard.started": "started their scorecard for “{stage}”",
    "scorecard.submitted": "handed in their scorecard for “{stage}”",
    "debrief.opened": "opened the debrief of {candidate} for {role} early",
    "decision.recorded": "recorded the decision on {candidate} for {role}",
    "candidate.zone_chosen": "chose to see times in {zone}",
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
