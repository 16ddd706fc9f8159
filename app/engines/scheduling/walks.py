"""Every way to hold a candidate's stages beside what is booked: walked through in the order of time.

A way is real where the times keep all rules and the seats can be filled with different people (a matching), each
of whom takes at most one of the candidate's rounds; so nobody's limits or buffers need more than their open starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.engines.scheduling.beside import allowed_beside
from app.engines.scheduling.facts import KINDS, NOTHING, Fact, Loose
from app.engines.scheduling.instance import Candidate, Round, Stage
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import next_bit

WALKED = frozenset(KINDS) - {"nobody_twice", "stage_order", "pinned"}
Loop = tuple[tuple[Round, int], ...]  # rounds with their starts, in the order of time
Seats = tuple[tuple[int, int], ...]  # who could (as bits of people), and how many are needed


class TooLong(Exception):
    """The walk was given up: more steps than allowed."""


class Walk:
    """``most_steps`` bounds the work; :class:`TooLong` where it is not enough."""

    def __init__(
        self,
        scene: Scene,
        candidate: Candidate,
        most_steps: int | None = None,
        *,
        only: frozenset[str] | None = None,
        loose: Loose = NOTHING,
    ) -> None:
        """``only``: the rounds to hold, if not all; ``loose``: demands set aside, of the kinds in :data:`WALKED`."""
        self.scene, self.candidate, self.loose = scene, candidate, loose
        self.left = most_steps
        self.met = frozenset(scene.met(candidate))
        self.bit = {person.id: 1 << n for n, person in enumerate(scene.instance.interviewers)}
        free = [
            (s, tuple(r for r in s.rounds if r.id not in scene.booked and (only is None or r.id in only)))
            for s in candidate.stages
        ]
        self.stages: list[tuple[Stage, tuple[Round, ...]]] = [pair for pair in free if pair[1]]
        self.open = {
            r.id: scene.open_starts((candidate, s, r), loose, self.met)
            & allowed_beside(scene, (candidate, s, r), loose)
            & (1 << pin.start if (pin := scene.pins.get(r.id)) else -1)
            for s, rounds in self.stages
            for r in rounds
        }
        self._seats: dict[tuple[str, int], Seats] = {}
        self._fillable: dict[tuple[tuple[int, int], ...], bool] = {}
        self._witnesses: list[tuple[Loop, ...]] = []
        self._finished: dict[tuple[str, tuple[tuple[int, int], ...], int], int] = {}

    def is_possible(self) -> bool:
        """Whether there is any way to hold all that is not booked."""
        return self._completes(0, (), ())

    def first_way(self) -> tuple[Loop, ...] | None:
        """The earliest way to hold all that is not booked, stage by stage; None where there is none."""
        return self._complete(0, (), ())

    def loops(self) -> Iterator[Loop]:
        """Every way to hold the next stage after which the stages that follow are still possible."""
        if not self.stages:
            return
        for loop in self._stage_loops(0, 0, None, ()):
            if self._completes(1, loop, self._seats_of(loop)):
                yield loop

    def _completes(self, at: int, before: Loop, seats: Seats) -> bool:
        if at == len(self.stages):
            return True
        for witness in self._witnesses:
            if len(witness) == len(self.stages) - at and self._continues(at, before, witness, seats):
                return True
        found = self._complete(at, before, seats)
        if found is not None:
            self._witnesses = [found, *self._witnesses[:7]]
        return found is not None

    def _complete(self, at: int, before: Loop, seats: Seats) -> tuple[Loop, ...] | None:
        if at == len(self.stages):
            return ()
        after, day = self._earliest(at, before) if before else (0, None)
        for loop in self._stage_loops(at, after, day, seats):
            rest = self._complete(at + 1, loop, seats + self._seats_of(loop))
            if rest is not None:
                return (loop, *rest)
        return None

    def _continues(self, at: int, before: Loop, witness: tuple[Loop, ...], seats: Seats) -> bool:
        if before:
            after, day = self._earliest(at, before)
            start = witness[0][0][1]
            if start < after or (day is not None and self.candidate.days.day_of[start] < day):
                return False
        return self._fill(seats + tuple(each for loop in witness for each in self._seats_of(loop)))

    def _earliest(self, at: int, before: Loop) -> tuple[int, int | None]:
        """The first slot and the first day for a stage after this loop."""
        end = max(start + round_.length for round_, start in before)
        apart = self._apart(at)
        return end, self.candidate.days.day_of[end - 1] + apart if apart > 0 else None

    def _apart(self, at: int) -> int:
        """Days between two free stages; those that are booked between them have been counted beside."""
        every = list(self.candidate.stages)
        low = every.index(self.stages[at - 1][0]) if at else -1
        high = every.index(self.stages[at][0])
        held = {stage.id for stage, _ in self.stages}
        held |= {s.id for s in every if any(r.id in self.scene.booked for r in s.rounds)}
        return sum(
            s.min_days_after
            for s in every[low + 1 : high + 1]
            if s.id in held and Fact("days_between", s.id) not in self.loose
        )

    # one stage

    def _loosened(self, stage: Stage) -> Stage:
        """The stage without those of its demands that are set aside."""
        if not self.loose:
            return stage
        same_day = stage.same_day and Fact("same_day", stage.id) not in self.loose
        return replace(
            stage,
            same_day=same_day,
            is_ordered=stage.is_ordered and Fact("order", stage.id) not in self.loose,
            min_break=0 if Fact("break", stage.id) in self.loose else stage.min_break,
            max_span=self.scene.grid.slots if Fact("max_span", stage.id) in self.loose else stage.max_span,
        )

    def _stage_loops(self, at: int, after: int, first_day: int | None, seats: Seats) -> Iterator[Loop]:
        stage, rounds = self._loosened(self.stages[at][0]), self.stages[at][1]
        opens = {r.id: self.open[r.id] >> after << after for r in rounds}
        if not all(opens.values()):
            return
        days = self.candidate.days
        if not stage.same_day:
            late = 0
            for day, mask in days.mask_of.items():
                late |= mask if first_day is not None and day < first_day else 0
            yield from self._walk(stage, rounds, {k: m & ~late for k, m in opens.items()}, (), seats)
            return
        for day, mask in days.mask_of.items():
            if first_day is not None and day < first_day:
                continue
            today = {key: each & mask for key, each in opens.items()}
            if all(today.values()):
                yield from self._walk(stage, rounds, today, (), seats)

    def _walk(
        self, stage: Stage, left: tuple[Round, ...], opens: dict[str, int], loop: Loop, seats: Seats
    ) -> Iterator[Loop]:
        if not left:
            yield loop
            return
        low = loop[-1][1] + loop[-1][0].length + stage.min_break if loop else 0
        end = loop[0][1] + stage.max_span if loop and stage.same_day else self.scene.grid.slots
        for round_ in left[:1] if stage.is_ordered else left:
            rest = tuple(each for each in left if each is not round_)
            mask, latest = opens[round_.id], end - round_.length
            start = next_bit(mask, low)
            while 0 <= start <= latest:
                if self.left is not None:
                    self.left -= 1
                    if self.left < 0:
                        raise TooLong
                over = start + round_.length + stage.min_break
                last = end if loop or not stage.same_day else start + stage.max_span
                if rest and self._finish(stage, rest, opens, over) > last:
                    start = next_bit(mask, start + 1)
                    continue
                seated = seats + self.seats_at(round_, start)
                if self._fill(seated):
                    yield from self._walk(stage, rest, opens, (*loop, (round_, start)), seated)
                start = next_bit(mask, start + 1)

    def _finish(self, stage: Stage, left: tuple[Round, ...], opens: dict[str, int], low: int) -> int:
        """When the rounds could be over at the earliest, whoever sits there; beyond the grid where never."""
        key = (stage.id, tuple((r.number, opens[r.id]) for r in left), low)
        if key not in self._finished:
            best = self.scene.grid.slots + 1
            for round_ in left[:1] if stage.is_ordered else left:
                start = next_bit(opens[round_.id], low)
                if start >= 0:
                    end = start + round_.length
                    rest = tuple(each for each in left if each is not round_)
                    best = min(best, self._finish(stage, rest, opens, end + stage.min_break) if rest else end)
            self._finished[key] = best
        return self._finished[key]

    # who sits there

    def seats_at(self, round_: Round, start: int) -> Seats:
        key = (round_.id, start)
        if key not in self._seats:
            pin = self.scene.pins.get(round_.id)
            if pin is not None:
                found = [(self.bit[person.id], 1) for person in pin.people]
            else:
                found = []
                for seat in round_.seats:
                    if Fact("seat", round_.id, seat.skill) in self.loose:
                        continue
                    mask = 0
                    for person in self.scene.pool(self.candidate, round_, seat, self.loose):
                        if person.id not in self.met and (
                            self.scene.person_starts(person, round_.length, self.loose) >> start & 1
                        ):
                            mask |= self.bit[person.id]
                    found.append((mask, seat.count))
            self._seats[key] = tuple(found)
        return self._seats[key]

    def _seats_of(self, loop: Loop) -> Seats:
        return tuple(each for round_, start in loop for each in self.seats_at(round_, start))

    def _fill(self, seats: Seats) -> bool:
        """Whether different people can take all these seats."""
        needed = sum(count for _, count in seats)
        tight = list(seats)
        while True:  # who has as many people as seats are left can always be served last
            kept = [each for each in tight if each[0].bit_count() < needed]
            if len(kept) == len(tight):
                break
            tight, needed = kept, sum(count for _, count in kept)
        if not tight:
            return True
        key = tuple(sorted(tight))
        if key not in self._fillable:
            self._fillable[key] = matched([mask for mask, count in key for _ in range(count)])
        return self._fillable[key]


def walks(scene: Scene, candidate: Candidate, most_steps: int = 5_000) -> bool:
    """Whether there is a way to hold all that is not booked; True where it would take too long to tell."""
    try:
        return Walk(scene, candidate, most_steps).is_possible()
    except TooLong:
        return True


def matched(masks: list[int]) -> bool:
    """Whether each mask can have a bit of its own (augmenting paths)."""
    owner: dict[int, int] = {}

    def augment(at: int, seen: set[int]) -> bool:
        mask = masks[at]
        while mask:
            bit = mask & -mask
            mask ^= bit
            if bit not in seen:
                seen.add(bit)
                if bit not in owner or augment(owner[bit], seen):
                    owner[bit] = at
                    return True
        return False

    return all(augment(at, set()) for at in range(len(masks)))
