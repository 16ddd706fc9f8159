"""The board on which questions are put into stages: what fits, and what an arrangement is worth.

Worth is submodular coverage with fixed bonuses, in whole numbers so that no order of sums can change it:
each responsibility earns importance x fit, fully for the first question that serves it and less for a second
(more from a stage that other people can hold: they are what makes ratings reliable). So a competency that many
important responsibilities ask for stands in two stages before a minor one is asked about at all.
"""

from collections.abc import Iterable, Sequence

from app.engines.questions.plan import Kept, Stage, Wanted, can_differ, keys_of, reserved_minutes
from app.engines.questions.question import Question

FIT = (10, 6, 2)  # by the place of the competency among a responsibility's own
FIRST, OTHER_STAGE, SAME_STAGE = 10, 3, 1  # worth of the first question and of a second one
HIGH_IMPORTANCE = 4
HIGH_COVERED = 10_000  # times importance: these come first
TWO_KINDS = 60_000  # a long stage asks in at least two ways
LONG_STAGE = 45  # minutes
TOO_FEW = 1_500  # for each question under three in a stage that holds three
HOLDS_THREE = 27  # scored minutes
EACH_KIND = 100  # up to three kinds over the plan
WORK_SAMPLE = 300
ONE_SIDED = 500  # more than 70 % of the questions are of one kind
PER_QUESTION = 30  # time that is used, by one more answer rather than a longer one
MOST_PER_COMPETENCY = 3


class Board:
    def __init__(self, wanted: Sequence[Wanted], stages: Sequence[Stage], kept: Iterable[Kept] = ()) -> None:
        self.wanted = tuple(wanted)
        self.stages = tuple(stages)
        self.free = [stage.minutes - reserved_minutes(stage.minutes) for stage in self.stages]
        self._room = tuple(self.free)
        self._others = [
            {there for there, other in enumerate(self.stages) if there != here and can_differ(stage, other)}
            for here, stage in enumerate(self.stages)
        ]
        self.placed: list[list[Question]] = [[] for _ in self.stages]
        self.kept: list[list[Kept]] = [[] for _ in self.stages]
        self._used: set[str] = set()
        self._stages_of: dict[str, list[int]] = {}
        self._served_by_kept: dict[str, list[int]] = {}
        self._asking: dict[str, list[int]] = {}
        for place, responsibility in enumerate(self.wanted):
            for competency in responsibility.competencies[: len(FIT)]:
                self._asking.setdefault(competency, []).append(place)
        for one in kept:
            self._keep(one)
        self._values = [self._value(responsibility) for responsibility in self.wanted]

    def _keep(self, one: Kept) -> None:
        keys = keys_of(self.stages)
        if one.stage not in keys:
            return
        stage = keys.index(one.stage)
        self.kept[stage].append(one)
        self.free[stage] -= one.question.minutes
        self._used.update(_names(one.question))
        if one.serves is None:
            self._stages_of.setdefault(one.question.competency, []).append(stage)
            return
        for id in one.serves:
            self._served_by_kept.setdefault(id, []).append(stage)

    def count(self, competency: str) -> int:
        kept = (one.question for row in self.kept for one in row)
        placed = (question for row in self.placed for question in row)
        return sum(question.competency == competency for question in (*kept, *placed))

    def is_new(self, question: Question) -> bool:
        """Neither it nor a paraphrase nor its scene is on the board, and its competency has a place left."""
        return (
            self._used.isdisjoint(_names(question)) and self.count(question.competency) < MOST_PER_COMPETENCY
        )

    def fits(self, question: Question, stage: int) -> bool:
        return (
            question.minutes <= self.free[stage]
            and self.stages[stage].may_ask(question.competency)
            and self.is_new(question)
        )

    def put(self, question: Question, stage: int) -> None:
        self.placed[stage].append(question)
        self.free[stage] -= question.minutes
        self._used.update(_names(question))
        self._stages_of.setdefault(question.competency, []).append(stage)
        self._revalue(question.competency)

    def take(self, question: Question, stage: int) -> None:
        self.placed[stage].remove(question)
        self.free[stage] += question.minutes
        self._used.difference_update(_names(question))
        self._stages_of[question.competency].remove(stage)
        self._revalue(question.competency)

    def worth(self) -> int:
        return sum(self._values) + self._of_stages() + self._of_the_whole()

    def worth_with(self, question: Question, stage: int) -> int:
        self.put(question, stage)
        worth = self.worth()
        self.take(question, stage)
        return worth

    def _revalue(self, competency: str) -> None:
        for place in self._asking.get(competency, ()):
            self._values[place] = self._value(self.wanted[place])

    def _value(self, responsibility: Wanted) -> int:
        served = [(FIT[0], stage) for stage in self._served_by_kept.get(responsibility.id, ())]
        for fit, competency in zip(FIT, responsibility.competencies, strict=False):
            served += [(fit, stage) for stage in self._stages_of.get(competency, ())]
        if not served:
            return 0
        first = max(fit for fit, _ in served)
        second = max((
            other * (OTHER_STAGE if elsewhere in self._others[stage] else SAME_STAGE)
            for at, (fit, stage) in enumerate(served) if fit == first
            for before, (other, elsewhere) in enumerate(served) if before != at
        ), default=0)  # fmt: skip
        value = responsibility.importance * (FIRST * first + second)
        if responsibility.importance >= HIGH_IMPORTANCE:
            value += HIGH_COVERED * responsibility.importance
        return value

    def _on(self, stage: int) -> list[Question]:
        return [one.question for one in self.kept[stage]] + self.placed[stage]

    def _of_stages(self) -> int:
        worth = 0
        for place, stage in enumerate(self.stages):
            asked = self._on(place)
            if stage.minutes >= LONG_STAGE and len({question.kind for question in asked}) >= 2:
                worth += TWO_KINDS
            if self._room[place] >= HOLDS_THREE:
                worth -= TOO_FEW * max(0, 3 - len(asked))
            worth += PER_QUESTION * len(asked)
        return worth

    def _of_the_whole(self) -> int:
        kinds = [question.kind for place in range(len(self.stages)) for question in self._on(place)]
        worth = EACH_KIND * min(3, len({*kinds}))
        if "work_sample" in kinds:
            worth += WORK_SAMPLE
        if len(kinds) >= 4 and max(kinds.count(kind) for kind in kinds) * 10 > len(kinds) * 7:
            worth -= ONE_SIDED
        return worth


def _names(question: Question) -> tuple[str, ...]:
    """What may stand on the board once: the id, the group of paraphrases, the scene."""
    names = [f"id {question.id}"]
    if question.paraphrase_group:
        names.append(f"paraphrase {question.paraphrase_group}")
    if question.scenario_family:
        names.append(f"scene {question.scenario_family}")
    return tuple(names)
