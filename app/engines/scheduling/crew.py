"""Several workers on one problem: this process, and others that it starts and that tell it what they find.

A colleague is a process of its own with nothing of the portal in it, so that no thread, socket or memory of the
server is shared. It sends a report and waits for the answer; the chief answers as soon as a step is done. With a
limit of steps all meet after the same counted steps, so that the same work gives the same schedule.
"""

from __future__ import annotations

import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path

from app.engines.scheduling.instance import Assignment, Instance
from app.engines.scheduling.shift import Limit, Report, Shift

ALONE_SHARE = 0.25  # of one worker's time goes into the bound
COLLEAGUE_SHARE = 0.6  # of the first colleague's
PROGRAM = Path(__file__).with_name("colleague.py")


class Colleague:
    """The other end of a process at work on the same problem; it speaks first, so that nobody waits for its start."""

    def __init__(
        self, instance: Instance, fixed: dict[str, Assignment], seed: int, limit: Limit, share: float
    ) -> None:
        ours, theirs = Pipe()
        self.link = ours
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        theirs.close()
        self.is_there, self.has_begun = True, False
        self.task = (instance, fixed, seed, limit, share)

    def begin(self) -> None:
        """Give the colleague, who has said that they are there, the problem."""
        if self.heard() is not None:
            self.has_begun = True
            self._send(self.task)

    def _send(self, message: object) -> None:
        try:
            self.link.send(message)
        except OSError:
            self.is_there = False

    def has_news(self) -> bool:
        try:
            return self.is_there and self.link.poll()
        except OSError:
            self.is_there = False
            return False

    def heard(self) -> Report | None:
        """Wait for the next report; None where the colleague has ended."""
        try:
            return self.link.recv() if self.is_there else None
        except (EOFError, OSError):
            self.is_there = False
            return None

    def answer(self, report: Report) -> None:
        if self.is_there:
            self._send(report)

    def dismiss(self) -> None:
        self.is_there = False
        self.process.kill()
        self.process.wait()
        self.link.close()


class Crew:
    """One shift here and ``workers`` - 1 elsewhere. ``bound`` is the best that any of them has proven."""

    def __init__(
        self, instance: Instance, fixed: dict[str, Assignment], seed: int, limit: Limit, workers: int
    ) -> None:
        self.instance, self.fixed, self.seed, self.limit, self.workers = instance, fixed, seed, limit, workers
        self.colleagues: list[Colleague] = []
        self.shift = Shift(instance, fixed, seed, limit, 0.0 if workers > 1 else ALONE_SHARE)
        self.bound: float | None = None
        self.is_impossible = False

    @property
    def is_over(self) -> bool:
        course = self.shift.course
        is_optimal = self.bound is not None and not course.missing and course.cost <= self.bound + 1e-6
        return self.is_impossible or is_optimal or self.shift.is_over

    def turn(self) -> None:
        """Work for a while, and exchange what was found with whoever has reported."""
        if self.shift.course.waiting:  # a first schedule for everybody before anything else
            self.shift.turn()
            return
        if not self.colleagues:
            self._call()
        if self.limit.steps is not None:
            self.shift.turn()
            for each in self.colleagues:
                self._exchange(each)
        else:
            self.shift.turn(lambda: any(each.has_news() for each in self.colleagues))
            for each in self.colleagues:
                if each.has_news():
                    self._exchange(each)
        self._note(self.shift.lower, self.shift.is_impossible)

    def _call(self) -> None:
        """Start the colleagues. With a limit of steps, wait until each has begun."""
        for n in range(1, self.workers):
            share = COLLEAGUE_SHARE if n == 1 else 0.0
            self.colleagues.append(Colleague(self.instance, self.fixed, self.seed + n, self.limit, share))
        for each in self.colleagues:
            if self.limit.steps is not None:
                each.begin()

    def _exchange(self, colleague: Colleague) -> None:
        if not colleague.has_begun:
            colleague.begin()
            return
        if (theirs := colleague.heard()) is None:
            return
        ours = self.shift.report_to(theirs)
        self.shift.hear(theirs)
        self._note(theirs.bound, theirs.is_impossible)
        colleague.answer(ours)

    def _note(self, bound: float | None, is_impossible: bool) -> None:
        if bound is not None:
            self.bound = bound if self.bound is None else max(bound, self.bound)
        self.is_impossible = self.is_impossible or is_impossible

    def dismiss(self) -> None:
        for each in self.colleagues:
            each.dismiss()
