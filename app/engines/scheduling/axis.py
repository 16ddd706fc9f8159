"""A candidate's own time: only the slots from the first to the last free one of each of their local days.

Positions on the axis run through those slots in order; a day's positions are one run without holes. Everything
that is asked of one candidate is then arrays of some hundred numbers, however long the horizon.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.engines.scheduling.instance import Candidate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def as_array(mask: int, slots: int) -> NDArray[np.bool_]:
    """The bits of a mask as booleans, one for each slot."""
    packed = np.frombuffer(mask.to_bytes((slots + 7) // 8, "little"), np.uint8)
    return np.unpackbits(packed, count=slots, bitorder="little").view(np.bool_)


class Axis:
    """``slots``, ``day`` and ``ends`` (one past the day's last position) by position; ``runs``: where days begin."""

    def __init__(self, candidate: Candidate, fixed: int = 0) -> None:
        free = fixed
        for window in candidate.windows:
            free |= window
        runs: list[Ints] = []
        days: list[int] = []
        for day, mask in candidate.days.mask_of.items():
            if today := free & mask:
                runs.append(np.arange((today & -today).bit_length() - 1, today.bit_length()))
                days.append(day)
        lengths = np.array([len(run) for run in runs], np.int64)
        self.slots = np.concatenate(runs) if runs else np.zeros(0, np.int64)
        self.day = np.repeat(np.array(days, np.int64), lengths)
        after = np.cumsum(lengths)
        self.runs = after - lengths
        self.ends = np.repeat(after, lengths)
        self._ahead: dict[int, Ints] = {}

    def __len__(self) -> int:
        return len(self.slots)

    def ahead(self, columns: int) -> Ints:
        """(positions, columns): the position so many slots later; one past the axis where the day has ended."""
        if columns not in self._ahead:
            there = np.arange(len(self))[:, None] + np.arange(columns)[None, :]
            self._ahead[columns] = np.where(there < self.ends[:, None], there, len(self))
        return self._ahead[columns]

    def positions_before(self, days: int) -> Ints:
        """For each position, how many positions lie before it and at least ``days`` local days earlier."""
        earlier_days = np.searchsorted(self.day, self.day - days, side="right")
        return np.minimum(earlier_days, np.arange(len(self)))
