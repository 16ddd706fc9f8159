"""Where a candidate's round may lie beside those of their rounds that are booked and stay."""

from __future__ import annotations

from app.engines.scheduling.facts import NOTHING, Fact, Loose, Placed
from app.engines.scheduling.instance import Assignment, Candidate
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import Days


def from_day(days: Days, first: int) -> int:
    """The slots of local day ``first`` (an ordinal) and of all days after it."""
    mask = 0
    for day, slots in days.mask_of.items():
        mask |= slots if day >= first else 0
    return mask


def allowed_beside(scene: Scene, placed: Placed, loose: Loose = NOTHING) -> int:
    """The starts at which the round keeps order, breaks, days and span with all that the candidate has booked."""
    mask = scene.grid.all
    for booked in scene.booked.values():
        if booked.candidate is placed[0] and booked.round is not placed[2]:
            mask &= _beside(scene, placed, booked, loose)
    return mask


def _beside(scene: Scene, placed: Placed, booked: Assignment, loose: Loose) -> int:
    candidate, stage, round_ = placed
    grid, length = scene.grid, round_.length
    at = candidate.stages.index(stage)
    mine = next(n for n, each in enumerate(candidate.stages) if booked.round in each.rounds)
    if at != mine:
        free = grid.all & ~grid.span(booked.start - length + 1, booked.end)
        return free & _other_stage(scene, candidate, booked, length, (at, mine), loose)
    pause = stage.min_break if Fact("break", stage.id) not in loose else 0
    mask = grid.all & ~grid.span(booked.start - pause - length + 1, booked.end + pause)
    if stage.is_ordered and Fact("order", stage.id) not in loose:
        after = booked.round.number < round_.number
        mask &= grid.span(booked.end, grid.slots) if after else grid.span(0, booked.start - length + 1)
    if stage.same_day and Fact("same_day", stage.id) not in loose:
        day = candidate.days.mask_of[candidate.days.day_of[booked.start]]
        mask &= day & (day >> (length - 1))
        if Fact("max_span", stage.id) not in loose:
            mask &= grid.span(booked.end - stage.max_span, booked.start + stage.max_span - length + 1)
    return mask


def _other_stage(
    scene: Scene, candidate: Candidate, booked: Assignment, length: int, where: tuple[int, int], loose: Loose
) -> int:
    """After an earlier stage with its days between, before a later one. ``where``: this stage, the booked one."""
    grid, days = scene.grid, candidate.days
    low, high = min(where), max(where)
    between = [stage for stage in candidate.stages[low + 1 : high + 1] if stage.rounds]
    if any(Fact("stage_order", stage.id) in loose for stage in between):
        return grid.all
    apart = sum(stage.min_days_after for stage in between if Fact("days_between", stage.id) not in loose)
    if where[0] == high:
        mask = grid.span(booked.end, grid.slots)
        return mask & from_day(days, days.day_of[booked.end - 1] + apart) if apart > 0 else mask
    mask = grid.span(0, booked.start - length + 1)
    if apart > 0:
        mask &= (grid.all & ~from_day(days, days.day_of[booked.start] - apart + 1)) >> (length - 1)
    return mask
