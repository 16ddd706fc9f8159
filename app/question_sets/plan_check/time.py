"""Minutes, the number of questions and their kinds: what a stage can hold and what the loop should show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.engines.questions import reserved_minutes
from app.question_sets.plan_check.fault import (
    COULD_BE_BETTER,
    MUST_CHANGE,
    WEAKENS,
    PlanFault,
    of_stage,
)

LONG_STAGE = 45  # minutes, from which two kinds of question are asked for
HOLDS_THREE = 27  # minutes for questions, in which three can be asked
MOST_SLACK = 15  # per cent of a stage
FEWEST_KINDS = 3  # in a whole plan
MOST_OF_ONE_KIND = 70  # per cent of a plan's questions
IN_WORDS = {
    "past_behaviour": "past behaviour",
    "situational": "situational",
    "knowledge": "knowledge",
    "work_sample": "work sample",
}


def check(plan: Any, *, has_work_samples: bool) -> Iterator[PlanFault]:
    """``has_work_samples``: whether the library has one for what this role asks for."""
    for stage in plan.stages:
        yield from _of_stage(stage)
    kinds = Counter(question.kind for stage in plan.stages for question in stage.questions)
    if not kinds:
        return
    widest = max(plan.stages, key=lambda stage: len(stage.questions))
    count = kinds.total()
    kind, most = kinds.most_common(1)[0]
    if count >= FEWEST_KINDS and len(kinds) < FEWEST_KINDS:
        what = f"The plan asks in {len(kinds)} of four ways; {FEWEST_KINDS} show more sides of a person."
        yield of_stage(COULD_BE_BETTER, widest, "add", what)
    if count > FEWEST_KINDS and most * 100 > count * MOST_OF_ONE_KIND:
        what = f"{most} of the plan's {count} questions are of one kind ({IN_WORDS[kind]})."
        yield of_stage(COULD_BE_BETTER, widest, "add", what)
    if has_work_samples and "work_sample" not in kinds:
        what = "No question lets the candidate work on something; the library has work samples for this role."
        yield of_stage(COULD_BE_BETTER, widest, "add", what)


def _of_stage(stage: Any) -> Iterator[PlanFault]:
    count = len(stage.questions)
    if not count:
        yield of_stage(MUST_CHANGE, stage, "add", f"“{stage.name}” has no questions.")
        return
    room = stage.minutes - reserved_minutes(stage.minutes)
    free = room - sum(question.minutes for question in stage.questions)
    if free < 0:
        what = f"“{stage.name}” is {-free} minutes too long, with opening and closing: {stage.minutes - free}"
        yield of_stage(MUST_CHANGE, stage, "stage", f"{what} of {stage.minutes}.")
    if room >= HOLDS_THREE and count < 3:
        what = f"“{stage.name}” has time for three questions or more, and asks {count}."
        yield of_stage(WEAKENS, stage, "add", what)
    elif free * 100 > stage.minutes * MOST_SLACK:
        what = f"“{stage.name}” leaves {free} of its {stage.minutes} minutes unused."
        yield of_stage(COULD_BE_BETTER, stage, "add", what)
    kinds = {question.kind for question in stage.questions}
    if stage.minutes >= LONG_STAGE and count > 1 and len(kinds) == 1:
        what = f"All questions of “{stage.name}” are of one kind ({IN_WORDS[kinds.pop()]})."
        yield of_stage(WEAKENS, stage, "add", f"{what} A second kind shows another side.")
