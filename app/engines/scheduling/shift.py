"""One worker's share: a course and, where asked, the bound, in turns that end by the clock or after counted steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from app.engines.scheduling.answers import Packed, pack, unpack
from app.engines.scheduling.bound import Bound
from app.engines.scheduling.course import Course
from app.engines.scheduling.instance import Assignment, Instance

STEPS_PER_BOUND = 20  # with a limit of steps: so many tries between two steps of the bound
MOST_BOUNDED = 600  # candidates, with a limit of steps
SECONDS_EACH = 0.02  # for each candidate: what a bound that is worth its time takes
TURN_SECONDS = 0.4
TURN_STEPS = 100


@dataclass(frozen=True)
class Limit:
    """Until when: ``ends`` on the monotonic clock; where ``steps`` is given, after so many steps and no clock."""

    began: float
    ends: float
    steps: int | None

    def is_over(self, steps: int) -> bool:
        return steps >= self.steps if self.steps is not None else monotonic() >= self.ends

    def cooled(self, steps: int) -> float:
        if self.steps is not None:
            return min(1.0, steps / max(1, self.steps))
        return min(1.0, (monotonic() - self.began) / max(1e-9, self.ends - self.began))


@dataclass(frozen=True)
class Report:
    """What workers tell one another: the best that one has; ``packed`` only where it is news."""

    missing: int
    cost: float
    packed: Packed | None
    bound: float | None
    is_impossible: bool = False


class Shift:
    """``share``: how much of the time may go into the bound once there is a complete schedule."""

    def __init__(
        self, instance: Instance, fixed: dict[str, Assignment], seed: int, limit: Limit, share: float
    ) -> None:
        self.instance, self.fixed, self.limit, self.share = instance, fixed, limit, share
        self.course = Course(instance, seed, fixed)
        self.steps = 0
        self.bound: Bound | None = None
        self.is_impossible = False
        self._bound_seconds, self._improving_since, self._bounded_at = 0.0, 0.0, -1
        self._told = (len(self.course.waiting) + 1, np.inf)

    @property
    def is_over(self) -> bool:
        if self.course.waiting and self.limit.steps is not None:
            return False
        nothing_moves = not self.course.search.movable
        return nothing_moves or self.is_impossible or self.is_optimal or self.limit.is_over(self.steps)

    @property
    def lower(self) -> float | None:
        return self.bound.proven if self.bound is not None and np.isfinite(self.bound.best) else None

    @property
    def is_optimal(self) -> bool:
        lower = self.lower
        return lower is not None and not self.course.missing and self.course.cost <= lower + 1e-6

    def turn(self, watch: Callable[[], bool] = lambda: False) -> None:
        """Work for a while, or until ``watch``, asked after each step, says that something has happened."""
        if self.course.waiting:
            began = monotonic()
            while self.course.waiting and (
                self.limit.steps is not None or monotonic() - began < TURN_SECONDS
            ):
                self.course.step()
            return
        began, steps, missing = monotonic(), self.steps, self.course.missing
        while not self.is_over:
            if self._is_time_for_bound():
                self._tighten()
            else:
                self.course.step(self.limit.cooled(self.steps))
                self.steps += 1
            if watch() or (missing and not self.course.missing):
                break
            if self.limit.steps is not None:
                if self.steps - steps >= TURN_STEPS:
                    break
            elif monotonic() - began >= TURN_SECONDS:
                break

    def _is_time_for_bound(self) -> bool:
        if self.course.missing or not self.has_bound or (self.bound is not None and self.bound.is_settled):
            return False
        if self.limit.steps is not None:
            return self.steps % STEPS_PER_BOUND == 0 and self._bounded_at != self.steps
        if not self._improving_since:
            self._improving_since = monotonic()
        return self._bound_seconds <= self.share * (monotonic() - self._improving_since)

    @property
    def has_bound(self) -> bool:
        """Whether there is time for a useful bound: a few rounds of asking everybody."""
        if not self.share or not self.instance.is_exact:
            return False
        many = len(self.instance.candidates)
        if self.limit.steps is not None:
            return many <= MOST_BOUNDED
        return many * SECONDS_EACH <= self.share * (self.limit.ends - self.limit.began)

    def _tighten(self) -> None:
        began = monotonic()
        self._bounded_at = self.steps
        if self.bound is None:
            self.bound = Bound(self.instance, self.fixed)
            self.bound.learn(self.course.kept)
        elif not self.bound.step(self.course.cost, self._is_late):
            self.is_impossible = True
        self._bound_seconds += monotonic() - began

    def _is_late(self) -> bool:
        return self.limit.steps is None and monotonic() >= self.limit.ends

    # telling others

    def report(self) -> Report:
        """What this shift has; the schedule itself only where the other does not know it yet."""
        course = self.course
        is_news = (course.missing, course.cost) < self._told
        if is_news:
            self._told = (course.missing, course.cost)
        packed = pack(course.kept) if is_news else None
        return Report(course.missing, course.cost, packed, self.lower, self.is_impossible)

    def report_to(self, other: Report) -> Report:
        """As an answer: the schedule where it is better than the other's."""
        course = self.course
        is_better = (course.missing, course.cost) < (other.missing, other.cost)
        packed = pack(course.kept) if is_better else None
        return Report(course.missing, course.cost, packed, self.lower, self.is_impossible)

    def hear(self, report: Report) -> None:
        """Go on from the other's schedule where it is better."""
        theirs = (report.missing, report.cost)
        if report.packed is not None and theirs < (self.course.missing, self.course.cost):
            self._told = theirs
            self.course.adopt(unpack(self.instance, report.packed), *theirs)
