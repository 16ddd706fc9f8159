"""What changes a role's responsibilities. Each verb carries what the page had ``seen``, so that of two people
who change the same thing at once the second is told, and nothing of the first's is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.history.record import record
from app.refusals import Conflict, Refused
from app.roles import proposing, queries, rules
from app.store.database import db, lock
from app.store.responsibility import LeftOutLine, Responsibility
from app.store.role import Role
from app.store.user import User

_KEPT = ("label", "text", "source_text", "lines", "importance", "competencies", "competencies_confirmed")


def words_seen(one: Responsibility) -> str:
    """The fingerprint of a responsibility's words and competencies."""
    return rules.fingerprint(one.label, one.text, one.competencies)


def order_seen(role: Role) -> str:
    """The fingerprint of which responsibilities the role has, in which order."""
    return rules.fingerprint([one.id for one in role.responsibilities])


def add(role: Role, label: str | None, text: str, *, by: User, at: datetime) -> Responsibility:
    """Write a responsibility by hand, at the end."""
    _hold(role)
    text = rules.check_text(text)
    one = Responsibility(label=label or None, text=text, lines=[], importance=3)
    one.competencies = proposing.competencies_for(text, label, role.title)
    _insert(role, one, len(role.responsibilities))
    record("responsibility.added", one, **_about(one, by, at))
    return one


def edit(
    one: Responsibility,
    label: str | None,
    text: str,
    competencies: Sequence[str],
    *,
    seen: str | None,
    by: User,
    at: datetime,
) -> None:
    """Set words and competencies (ids, best first). Competencies nobody has chosen follow the words."""
    _hold(one.role)
    rules.check_unchanged(seen, words_seen(one), "this responsibility")
    label, text = label or None, rules.check_text(text)
    chosen = list(dict.fromkeys(competencies))[: rules.MOST_COMPETENCIES]
    is_reworded = (label, text) != (one.label, one.text)
    is_rechosen = chosen != one.competencies
    if is_reworded:
        record("responsibility.worded", one, **_about(one, by, at), after=rules.short(text))
        one.label, one.text = label, text
    if is_rechosen:
        one.competencies, one.competencies_confirmed = chosen, True
        record("responsibility.competencies_set", one, **_about(one, by, at), competencies=chosen)
    elif is_reworded and not one.competencies_confirmed:
        one.competencies = proposing.competencies_for(text, label, one.role.title)


def confirm_competencies(
    one: Responsibility, first: str | None = None, *, seen: str | None, by: User, at: datetime
) -> None:
    """A person agrees with the competencies that were read, or says which one comes ``first``."""
    _hold(one.role)
    rules.check_unchanged(seen, words_seen(one), "this responsibility")
    chosen = rules.with_first(first, one.competencies)
    if one.competencies_confirmed and chosen == one.competencies:
        return
    one.competencies, one.competencies_confirmed = chosen, True
    record("responsibility.competencies_set", one, **_about(one, by, at), competencies=chosen)


def weigh(one: Responsibility, importance: int, *, seen: int, by: User, at: datetime) -> None:
    """Set the importance, 1 to 5. ``seen`` is the one that the page showed."""
    _hold(one.role)
    if importance == one.importance:
        return
    rules.check_unchanged(str(seen), str(one.importance), "this importance")
    one.importance = importance
    record("responsibility.weighed", one, **_about(one, by, at), importance=importance)


def move(one: Responsibility, to: int, *, seen: str | None, by: User, at: datetime) -> None:
    """Put it at place ``to``, counted from 1."""
    role = one.role
    _hold(role)
    rules.check_unchanged(seen, order_seen(role), "the order")
    to = min(max(1, to), len(role.responsibilities))
    if to == one.position:
        return
    rest = [other for other in role.responsibilities if other is not one]
    _number([*rest[: to - 1], one, *rest[to - 1 :]])
    record("responsibility.moved", one, **_about(one, by, at), to=to)


def merge(one: Responsibility, other_id: int, *, seen: str | None, by: User, at: datetime) -> None:
    """Make one responsibility of two: the words and lines of both, the higher importance."""
    role = one.role
    _hold(role)
    rules.check_unchanged(seen, words_seen(one), "this responsibility")
    other = next((other for other in role.responsibilities if other.id == other_id), None)
    if other is None or other is one:
        raise Conflict("The other responsibility is no longer there.", field="other")
    text = rules.merged_text(one.text, other.text)
    if len(text) > rules.LONGEST_TEXT:
        raise Refused(f"Together they are longer than {rules.LONGEST_TEXT} characters.", field="other")
    record("responsibility.merged", one, **_about(one, by, at), other=rules.short(other.text))
    one.text = text
    one.label = one.label or other.label
    one.source_text = "\n".join(filter(None, (one.source_text, other.source_text))) or None
    one.lines = sorted({*one.lines, *other.lines})
    one.importance = max(one.importance, other.importance)
    chosen_first = sorted((one, other), key=lambda each: not each.competencies_confirmed)
    one.competencies = rules.joined_competencies(*(each.competencies for each in chosen_first))
    one.competencies_confirmed = one.competencies_confirmed or other.competencies_confirmed
    for question in queries.questions_serving(other):  # they serve what the two have become
        question.responsibilities = [r for r in question.responsibilities if r not in (one, other)] + [one]
    role.responsibilities.remove(other)
    _number(role.responsibilities)


def divide(
    one: Responsibility, parts: str, *, seen: str | None, by: User, at: datetime
) -> list[Responsibility]:
    """Make several of one, each a line of ``parts``. The first keeps the questions that serve it.

    What a person chose for the whole stays with the first, and comes first where it is read in another part.
    """
    role = one.role
    _hold(role)
    rules.check_unchanged(seen, words_seen(one), "this responsibility")
    texts = rules.parts_of(parts)
    record("responsibility.divided", one, **_about(one, by, at), count=len(texts))
    place = role.responsibilities.index(one)
    one.text = texts[0]
    if not one.competencies_confirmed:
        one.competencies = proposing.competencies_for(one.text, one.label, role.title)
    rest = [
        Responsibility(
            label=one.label,
            text=text,
            source_text=one.source_text,
            lines=list(one.lines),
            importance=one.importance,
            competencies=rules.chosen_ones_first(
                proposing.competencies_for(text, None, role.title),
                one.competencies if one.competencies_confirmed else [],
            ),
        )
        for text in texts[1:]
    ]
    for number, new in enumerate(rest, 1):
        _insert(role, new, place + number)
    return [one, *rest]


def remove(one: Responsibility, *, seen: str | None, by: User, at: datetime) -> None:
    """Leave it out. All of it is kept, so that it can be taken back."""
    role = one.role
    _hold(role)
    rules.check_unchanged(seen, words_seen(one), "this responsibility")
    kept = {name: getattr(one, name) for name in _KEPT} | {"position": one.position}
    role.left_out_lines.append(
        LeftOutLine(line=one.lines[0] if one.lines else 0, text=one.text, why="removed", kept=kept)
    )
    record("responsibility.removed", one, **_about(one, by, at))
    role.responsibilities.remove(one)
    _number(role.responsibilities)


def take_in(role: Role, line_id: int, *, by: User, at: datetime) -> Responsibility:
    """Make a responsibility of a line that was left out; one that was removed comes back as it was."""
    _hold(role)
    left = queries.get_left_out_line(role, line_id)
    if left is None:
        raise Conflict("This line has been taken in already.")
    if left.kept:
        kept: dict[str, Any] = {name: left.kept[name] for name in _KEPT}
        one, place = Responsibility(**kept), left.kept["position"] - 1
    else:
        one = Responsibility(text=left.text, source_text=left.text, lines=[left.line], importance=3)
        one.competencies = proposing.competencies_for(left.text, None, role.title)
        place = rules.place_for(left.line, [other.lines for other in role.responsibilities])
    _insert(role, one, place)
    role.left_out_lines.remove(left)
    record("responsibility.taken_in", one, **_about(one, by, at))
    return one


def _hold(role: Role) -> None:
    lock(role)
    rules.check_open(role)


def _insert(role: Role, one: Responsibility, place: int) -> None:
    role.responsibilities.insert(place, one)
    _number(role.responsibilities)
    db.session.flush()


def _number(ordered: Sequence[Responsibility]) -> None:
    for position, one in enumerate(ordered, 1):
        one.position = position


def _about(one: Responsibility, by: User, at: datetime) -> dict[str, Any]:
    """What every event of ``one`` carries: its words as they are before the change."""
    return {"by": by, "at": at, "role_id": one.role_id, "text": rules.short(one.label or one.text)}
