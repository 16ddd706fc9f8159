"""What is said: nothing that must not be asked, nothing twice, nothing that the library has given up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from app.engines.questions import Library
from app.engines.questions.lint import repeats
from app.engines.questions.lint.item import view
from app.engines.questions.lint.lawful import unlawful
from app.question_sets.plan_check.fault import (
    COULD_BE_BETTER,
    MUST_CHANGE,
    WEAKENS,
    PlanFault,
    called,
    is_own,
    of_question,
    of_stage,
)
from app.question_sets.rules import is_kept

Numbered = tuple[Any, int, Any]  # a stage, a question's number in it, the question


def check(plan: Any, library: Library) -> Iterator[PlanFault]:
    numbered = [(stage, number, q) for stage in plan.stages for number, q in enumerate(stage.questions, 1)]
    for stage in plan.stages:
        told = [
            ("instructions", stage.instructions),
            ("preparation", stage.preparation),
            ("name", stage.name),
        ]
        for place, text in told:
            for topic, found in _topics(text):
                what = f"The {place} of “{stage.name}” touch{'es' * (place[-1] != 's')} {topic}: “{found}”."
                yield of_stage(MUST_CHANGE, stage, "stage", what)
    for stage, number, question in numbered:
        for topic, found in _unlawful_in(question):
            what = f"{called(stage, number)} touches {topic}, which must not be asked about: “{found}”."
            yield of_question(MUST_CHANGE, question, "edit", what)
        if not question.responsibilities:
            what = f"{called(stage, number)} serves no responsibility, so its rating counts for none."
            yield of_question(WEAKENS, question, "edit" if is_own(question) else "swap", what)
        if stage.focus and question.competency not in stage.focus:
            what = f"{called(stage, number)} is about something that this stage does not ask about."
            yield of_question(COULD_BE_BETTER, question, "edit" if is_own(question) else "swap", what)
    yield from _of_library(numbered, library)
    yield from _repeats(numbered)


def _unlawful_in(question: Any) -> list[tuple[str, str]]:
    texts = [question.text, question.material or "", *question.probes, *question.anchors.values()]
    found = (one for text in texts for one in _topics(text))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=8192)  # a plan has some 400 texts, the same ones at each look: a tenth of a second
def _topics(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(unlawful(text))


def _of_library(numbered: list[Numbered], library: Library) -> Iterator[PlanFault]:
    """What the library gave up; and what it says in newer words, which generating takes unless it is kept."""
    older = []
    for stage, number, question in numbered:
        if question.library_id is None:
            continue
        shipped = library.find(question.library_id, question.level)
        if shipped is None:
            what = f"{called(stage, number)} is no longer in the library at this level."
            yield of_question(WEAKENS, question, "edit" if is_own(question) else "swap", what)
        elif not question.is_edited and not says_the_same(question, shipped):
            if is_kept(question):
                what = f"The library has newer words for question {number} of “{stage.name}”."
                yield of_question(COULD_BE_BETTER, question, "renew", what)
            else:
                older.append(question)
    if older:
        many = f"{len(older)} questions" if len(older) > 1 else "a question"
        what = f"The library has newer words for {many} of this plan; generating again takes them."
        yield of_question(COULD_BE_BETTER, older[0], "generate", what)


def says_the_same(question: Any, shipped: Any) -> bool:
    """Whether a planned question still has the library's words and minutes."""
    return (
        question.text == shipped.text
        and question.minutes == shipped.minutes
        and list(question.probes) == list(shipped.probes)
        and dict(question.anchors) == {str(point): words for point, words in shipped.anchors.items()}
        and (question.material or None) == (shipped.material or None)
        and (question.key or None) == (shipped.key or None)
    )


def _repeats(numbered: list[Numbered]) -> Iterator[PlanFault]:
    """The later of two that ask the same, by what the library says of them or by their words."""
    first: dict[str, Numbered] = {}
    told: set[int] = set()
    for one in numbered:
        question = one[2]
        for name, verb in _names(question):
            other = first.setdefault(name, one)
            if other is not one and question.id not in told:
                told.add(question.id)
                yield _repeated(one, verb, other)
    for one in numbered:
        # The library's own words are compared where they are written; here, those that a person has changed.
        if is_own(one[2]) and one[2].id not in told:
            alike = _like(one, [other for other in numbered if other is not one])
            if alike is not None:
                yield _repeated(one, "asks the same as", alike)


def _names(question: Any) -> list[tuple[str, str]]:
    names = [(f"text {question.text.casefold()}", "asks the same as")]
    if question.library_id:
        names.append((f"id {question.library_id}", "is the same as"))
    if question.paraphrase_group:
        names.append((f"paraphrase {question.paraphrase_group}", "asks the same as"))
    if question.scenario_family:
        names.append((f"scene {question.scenario_family}", "plays in the same scene as"))
    return names


def _like(one: Numbered, others: list[Numbered]) -> Numbered | None:
    """The first of ``others`` that the rubric calls a paraphrase of ``one``."""
    asked = _item(one[2])
    pairs = ((other, repeats.check_all([_item(other[2]), asked])) for other in others)
    return next((other for other, faults in pairs if any(fault.rule == "R11" for fault in faults)), None)


def _item(question: Any) -> Any:
    return view({"id": f"q{question.id}", "competency": question.competency, "text": question.text})


def _repeated(one: Numbered, verb: str, other: Numbered) -> PlanFault:
    mend = "edit" if is_own(one[2]) else "swap"
    where = f"question {other[1]}" + (f" of “{other[0].name}”" if other[0] is not one[0] else "")
    return of_question(WEAKENS, one[2], mend, f"{called(one[0], one[1])} {verb} {where}.")
