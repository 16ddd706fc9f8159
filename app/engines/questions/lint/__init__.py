"""The machine tests of the rubric, R2 to R11, over a list of questions; a file for each family of rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.engines.questions.lint import anchors, asks, grammar, kinds, lawful, levels, probes, repeats
from app.engines.questions.lint.item import Fault, view

__all__ = ["Fault", "lint"]

_FAMILIES = (asks, grammar, lawful, kinds, levels, probes, anchors)


def lint(questions: Iterable[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """Every fault of the questions, in their order; keys may be missing, nothing raises on odd values."""
    readable = (question for question in questions if isinstance(question, Mapping))
    items = [view(question, place) for place, question in enumerate(readable, 1)]
    found = [fault for item in items for family in _FAMILIES for fault in family.check(item)]
    found += repeats.check_all(items)
    place = {item.id: at for at, item in reversed(list(enumerate(items)))}
    ordered = sorted(dict.fromkeys(found), key=lambda fault: (place[fault.question], int(fault.rule[1:])))
    return tuple(ordered)
