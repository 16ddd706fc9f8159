"""The machine tests of the rubric, R2 to R11, over a list of questions; a file for each family of rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.engines.questions.lint import anchors, asks, grammar, kinds, lawful, levels, probes, repeats
from app.engines.questions.lint.item import Fault, Item, view

__all__ = ["Fault", "lint"]

_FAMILIES = (asks, grammar, lawful, kinds, levels, probes, anchors)


def lint(
    questions: Iterable[Mapping[str, Any]], beside: Iterable[Mapping[str, Any]] = ()
) -> tuple[Fault, ...]:
    """Every fault of the questions, in their order; keys may be missing, nothing raises on odd values.

    `beside` are others, such as the library, that are not judged themselves but must not be repeated; one with
    the id of a question is taken for an earlier state of it.
    """
    items = _views(questions)
    own = {item.id for item in items}
    others = [item for item in _views(beside) if item.id not in own]
    found = [fault for item in items for family in _FAMILIES for fault in family.check(item)]
    found += repeats.check_all(items, others)
    place = {item.id: at for at, item in reversed(list(enumerate(items)))}
    ordered = sorted(dict.fromkeys(found), key=lambda fault: (place[fault.question], int(fault.rule[1:])))
    return tuple(ordered)


def _views(questions: Iterable[Mapping[str, Any]]) -> list[Item]:
    readable = (question for question in questions if isinstance(question, Mapping))
    return [view(question, place) for place, question in enumerate(readable, 1)]
