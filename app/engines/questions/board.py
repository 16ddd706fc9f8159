"""The board on which questions are put into stages: what fits, and what an arrangement is worth.

Worth is submodular coverage with fixed bonuses, in whole numbers so that no order of sums can change it:
each responsibility earns importance x fit, fully for the first question that serves it and less for a second
(more from a stage that other people can hold: they are what makes ratings reliable). So a competency that many
important responsibilities ask for stands in two stages before a minor one is asked about at all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.engines.questions.nearness import nearness
from app.engines.questions.plan import Kept, Stage, Wanted, can_differ, keys_of, reserved_minutes
from app.engines.questions.question import Question
from app.engines.questions.settings import settings_of
from app.engines.questions.sides import PEOPLE

FIT = (10, 6)  # by the place of the competency among a responsibility's own; the third is too far from it
FIRST, OTHER_STAGE, SAME_STAGE = 10, 3, 1  # worth of the first question and of a second one
HIGH_IMPORTANCE = 4
HIGH_COVERED = 10_000  # times importance: these come first
TWO_KINDS = 60_000  # a long stage asks in at least two ways
LONG_STAGE = 45  # minutes
TOO_FEW = 1_500  # for each question under two or three in a stage that holds so many
HOLDS_TWO, HOLDS_THREE = 16, 27  # scored minutes
EACH_KIND = 100  # up to three kinds over the plan
WORK_SAMPLE = 300
ONE_SIDED = 500  # more than 70 % of the questions are of one kind
PAST_EVENT = 40  # each that tells of a past event, up to half: they predict best (Taylor and Small, 2002)
BOTH_SIDES = 2_000  # work with people and work with things, where the role has both
PER_QUESTION = 30  # time that is used, by one more answer rather than a longer one
AT_HOME, ABROAD = 20, -60  # a scene from the role's own trade, or from another's
NEARER = 20  # for each step that a question's words are nearer to those of a responsibility
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
        self._count: Counter[str] = Counter()
        self._kinds: list[list[str]] = [[] for _ in self.stages]
        self._stages_of: dict[str, list[int]] = {}
        self._served_by_kept: dict[str, list[int]] = {}
        self._asking: dict[str, list[int]] = {}
        for place, responsibility in enumerate(self.wanted):
            for competency in responsibility.competencies[: len(FIT)]:
                self._asking.setdefault(competency, []).append(place)
        self._settings = settings_of(self.wanted)
        self._own: dict[str, int] = {}
        self._own_total = 0
        self._has_both_sides = len({competency in PEOPLE for competency in self._asking}) == 2
        for one in kept:
            self._keep(one)
        self._values = [self._value(responsibility) for responsibility in self.wanted]
        # Gains depend on competency, kind and stage alone, and many questions share those.
        self._coverage_gains: dict[tuple[str, int], int] = {}
        self._shape_gains: dict[tuple[bool, str, int], int] = {}

    def _keep(self, one: Kept) -> None:
        keys = keys_of(self.stages)
        if one.stage not in keys:
            return
        stage = keys.index(one.stage)
        self.kept[stage].append(one)
        self._enter(one.question, stage)
        if one.serves is None:
            self._stages_of.setdefault(one.question.competency, []).append(stage)
            return
        for id in one.serves:
            self._served_by_kept.setdefault(id, []).append(stage)

    def is_new(self, question: Question) -> bool:
        """Neither it nor a paraphrase nor its scene is on the board, and its competency has a place left."""
        return (
            self._used.isdisjoint(question.names) and self._count[question.competency] < MOST_PER_COMPETENCY
        )

    def fits(self, question: Question, stage: int) -> bool:
        return self.has_room(question, stage) and self.is_new(question)

    def has_room(self, question: Question, stage: int) -> bool:
        """Its minutes are free there, and the stage may ask about its competency."""
        return question.minutes <= self.free[stage] and self.stages[stage].may_ask(question.competency)

    def put(self, question: Question, stage: int) -> None:
        self.placed[stage].append(question)
        self._stages_of.setdefault(question.competency, []).append(stage)
        self._own_total += self.own_worth(question)
        self._enter(question, stage)
        self._revalue(question.competency)

    def take(self, question: Question, stage: int) -> None:
        self.placed[stage].remove(question)
        self._stages_of[question.competency].remove(stage)
        self._own_total -= self.own_worth(question)
        self.free[stage] += question.minutes
        self._used.difference_update(question.names)
        self._count[question.competency] -= 1
        self._kinds[stage].remove(question.kind)
        self._revalue(question.competency)

    def worth(self) -> int:
        stages = sum(self._of_stage(place, kinds) for place, kinds in enumerate(self._kinds))
        return sum(self._values) + stages + self._of_the_whole() + self._own_total

    def own_worth(self, question: Question) -> int:
        """What its scene and its words add, wherever it stands and whatever else is asked."""
        if question.id not in self._own:
            at_home = question.setting in self._settings
            scene = 0 if question.setting is None or not self._settings else AT_HOME if at_home else ABROAD
            self._own[question.id] = scene + NEARER * nearness(question, self.wanted)
        return self._own[question.id]

    def gain(self, question: Question, stage: int) -> int:
        """What putting the question there would add to the worth."""
        is_people = question.competency in PEOPLE
        coverage = self._coverage_gains.get((question.competency, stage))
        if coverage is None:
            coverage = self._coverage_gain(question.competency, stage)
            self._coverage_gains[question.competency, stage] = coverage
        shape = self._shape_gains.get((is_people, question.kind, stage))
        if shape is None:
            shape = self._shape_gain(question, stage)
            self._shape_gains[is_people, question.kind, stage] = shape
        return coverage + shape + self.own_worth(question)

    def _enter(self, question: Question, stage: int) -> None:
        self.free[stage] -= question.minutes
        self._used.update(question.names)
        self._count[question.competency] += 1
        self._kinds[stage].append(question.kind)

    def _revalue(self, competency: str) -> None:
        for place in self._asking.get(competency, ()):
            self._values[place] = self._value(self.wanted[place])
        self._coverage_gains.clear()
        self._shape_gains.clear()

    def _coverage_gain(self, competency: str, stage: int) -> int:
        asked = self._stages_of.setdefault(competency, [])
        asked.append(stage)
        gain = sum(
            self._value(self.wanted[place]) - self._values[place]
            for place in self._asking.get(competency, ())
        )
        asked.pop()
        return gain

    def _shape_gain(self, question: Question, stage: int) -> int:
        kinds = self._kinds[stage]
        before = self._of_stage(stage, kinds) + self._of_the_whole()
        kinds.append(question.kind)
        self._count[question.competency] += 1
        after = self._of_stage(stage, kinds) + self._of_the_whole()
        self._count[question.competency] -= 1
        kinds.pop()
        return after - before

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

    def _of_stage(self, place: int, kinds: Sequence[str]) -> int:
        worth = PER_QUESTION * len(kinds)
        if self.stages[place].minutes >= LONG_STAGE and len({*kinds}) >= 2:
            worth += TWO_KINDS
        fewest = 3 if self._room[place] >= HOLDS_THREE else 2 if self._room[place] >= HOLDS_TWO else 0
        worth -= TOO_FEW * max(0, fewest - len(kinds))
        return worth

    def _of_the_whole(self) -> int:
        kinds = Counter(kind for row in self._kinds for kind in row)
        asked = kinds.total()
        worth = EACH_KIND * min(3, len(kinds))
        worth += PAST_EVENT * min(kinds["past_behaviour"], (asked + 1) // 2)
        if kinds["work_sample"]:
            worth += WORK_SAMPLE
        if asked >= 4 and max(kinds.values()) * 10 > asked * 7:
            worth -= ONE_SIDED
        if self._has_both_sides:
            sides = {competency in PEOPLE for competency, count in self._count.items() if count}
            worth += BOTH_SIDES * (len(sides) == 2)
        return worth
