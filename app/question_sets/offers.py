"""What a stage could ask besides or instead, with what each question would do, and why it was not chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.engines import competencies
from app.engines import questions as engine
from app.engines.questions.effect import Effect, effect
from app.engines.questions.why_not import Offer, WhyNot, offers
from app.question_sets import arrangement, rules
from app.store.interview_plan import InterviewPlan, Stage
from app.store.planned_question import PlannedQuestion

MOST_SHOWN = 12


@dataclass(frozen=True)
class Wish:
    """What someone looks for: words, and a competency and a kind by their codes; empty means any."""

    words: str = ""
    competency: str = ""
    kind: str = ""

    def fits(self, question: engine.Question) -> bool:
        if self.competency and question.competency != self.competency:
            return False
        if self.kind and question.kind != self.kind:
            return False
        known = competencies.get(question.competency)
        said = f"{question.text} {known.name if known else ''} {question.material or ''}".casefold()
        return all(word in said for word in self.words.casefold().split())


@dataclass(frozen=True)
class Offered:
    """A question with what it would do; ``against`` is a sentence, ``beside`` what stands in its way.

    ``can_go_in`` is false for a question that is in the plan already.
    """

    question: engine.Question
    about: str
    gains: tuple[str, ...]
    losses: tuple[str, ...]
    time: str
    is_too_long: bool
    against: str | None
    beside: PlannedQuestion | None
    can_go_in: bool


def offered_to(
    stage: Stage,
    plan: InterviewPlan,
    wish: Wish,
    library: engine.Library,
    *,
    replacing: PlannedQuestion | None = None,
    met: Mapping[str, Sequence[str]] | None = None,
) -> tuple[int, list[Offered]]:
    """How many questions fit the wish, and the best of them."""
    wanted, stages = arrangement.wanted_of(plan), arrangement.stages_of(plan)
    asked = arrangement.asked_in(plan)
    out = arrangement.id_of(replacing) if replacing else None
    ranked = offers(
        wanted, stages, plan.role.level, asked, stage.id, out, plan.seed, library=library, met=met
    )
    fitting = [offer for offer in ranked if wish.fits(offer.question)]
    shown = []
    for offer in fitting[:MOST_SHOWN]:
        found = effect(wanted, stages, asked, stage.id, out=out, put=offer.question)
        shown.append(_offered(offer, found, stage, plan))
    return len(fitting), shown


def effect_in_words(
    plan: InterviewPlan, row: PlannedQuestion, put: engine.Question
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """What ``put`` in the place of ``row`` would gain and lose, and the stage's time then."""
    wanted, stages = arrangement.wanted_of(plan), arrangement.stages_of(plan)
    asked = arrangement.asked_in(plan)
    found = effect(wanted, stages, asked, row.stage_id, out=arrangement.id_of(row), put=put)
    names = {r.id: rules.short(r.name) for r in plan.role.responsibilities}
    return *in_words(found, names), time_in_words(found, row.stage.minutes)


def _offered(offer: Offer, found: Effect, stage: Stage, plan: InterviewPlan) -> Offered:
    names = {r.id: rules.short(r.name) for r in plan.role.responsibilities}
    gains, losses = in_words(found, names)
    against = offer.against
    is_said = bool(gains) or not offer.serves or (against is not None and against.reason == "adds_less")
    return Offered(
        offer.question,
        "" if is_said else rules.named(f"Asks about {rules.listed(offer.serves)} once more.", names),
        gains,
        losses,
        time_in_words(found, stage.minutes),
        found.planned > stage.minutes,
        rules.named(against.why, names) if against else None,
        _beside(against, plan) if against else None,
        against is None or against.reason != "asked",
    )


def _beside(against: WhyNot, plan: InterviewPlan) -> PlannedQuestion | None:
    asked = (question for stage in plan.stages for question in stage.questions)
    return next((q for q in asked if (q.stage_id, arrangement.id_of(q)) == against.other), None)


def in_words(found: Effect, names: Mapping[int, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a change gains and what it loses, each as sentences."""
    gains = [
        ("Covers {}, not asked about yet.", found.covers),
        ("Asks about {} in a second stage.", found.seconds),
    ]
    losses = [("Leaves {} unasked.", found.leaves), ("Leaves {} to one stage alone.", found.thins)]
    one_kind = (
        ("Leaves one kind of question in this stage.",) if found.lost_kind and len(found.kinds) == 1 else ()
    )
    return _said(gains, names), _said(losses, names) + one_kind


def _said(pairs: list[tuple[str, tuple[str, ...]]], names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(rules.named(said.format(rules.listed(ids)), names) for said, ids in pairs if ids)


def time_in_words(found: Effect, minutes: int) -> str:
    """ "2 min more: 58 of 60 min"."""
    planned = f"{found.planned} of {minutes} min"
    if not found.minutes:
        return f"As long: {planned}"
    return f"{abs(found.minutes)} min {'more' if found.minutes > 0 else 'less'}: {planned}"
