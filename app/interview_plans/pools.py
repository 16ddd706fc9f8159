"""Putting one person in seats of several plans, and taking them out, in one go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.interview_plans import actions, queries
from app.refusals import Refused
from app.store.interview_plan import Seat
from app.store.user import User


def place(
    person: User, put_in: Collection[int], taken_out: Collection[int], *, by: User, at: datetime
) -> None:
    """Put ``person`` in the seats ``put_in`` and take them out of ``taken_out`` (ids; those that are gone are left).

    Raises Refused, and changes nothing, where a seat would have fewer people than it asks for.
    """
    for seat in queries.seats_by_id([*put_in, *taken_out]):
        members = [member for member in seat.members if member.id != person.id]
        if seat.id in put_in:
            members.append(person)
        else:
            _check_enough(seat, len(members))
        actions.change_seat(seat, seat.count, members, read=queries.reading_of_seat(seat), by=by, at=at)


def _check_enough(seat: Seat, members: int) -> None:
    if members < seat.count:
        raise Refused(
            f"“{seat.stage.name}” for {seat.stage.plan.role.title} asks for {seat.count} and would have {members}. "
            "Put somebody else in that seat first. Nothing was changed."
        )
