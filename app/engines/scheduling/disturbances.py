"""What can happen to a schedule, and the problem as it is afterwards.

- ``{"type": "absent", "interviewer", "from", "to"}``: a person drops out (for good, where no times are given)
- ``{"type": "declined", "round", "interviewer"}``: somebody will not sit in that round
- ``{"type": "room_closed", "room", "from", "to"}``
- ``{"type": "candidate_busy", "candidate", "from", "to"}``
- ``{"type": "withdrawn", "candidate"}``

Instants are of the format (2027-03-08T14:30Z); ``from`` and ``to`` may be left out for the whole horizon.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.engines.scheduling.instance import Misshapen
from app.engines.scheduling.slots import parse_instant, written
from app.engines.scheduling.why_not.edits import Problem, entry

Barred = set[tuple[str, str]]  # (round, interviewer)


def disturbed(problem: Problem, disturbances: Iterable[dict[str, Any]]) -> tuple[Problem, Barred]:
    """The problem as it is now, and who will not sit where. Raises :class:`Misshapen`."""
    barred: Barred = set()
    for each in disturbances:
        try:
            problem = _after(problem, each, barred)
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
            raise Misshapen(f"a disturbance cannot be read: {error!r}") from error
    return problem, barred


def _after(problem: Problem, each: dict[str, Any], barred: Barred) -> Problem:
    match each["type"]:
        case "absent":
            return _busy(problem, "interviewers", str(each["interviewer"]), _times(problem, each))
        case "room_closed":
            return _busy(problem, "rooms", str(each["room"]), _times(problem, each))
        case "declined":
            barred.add((_known_round(problem, str(each["round"])), str(each["interviewer"])))
            return problem
        case "candidate_busy":
            return _away(problem, str(each["candidate"]), _times(problem, each))
        case "withdrawn":
            name = _known(problem, "candidates", str(each["candidate"]))
            left = [c for c in problem["candidates"] if str(c["id"]) != name]
            gone = {
                r["id"]
                for c in problem["candidates"]
                if str(c["id"]) == name
                for s in c["stages"]
                for r in s["rounds"]
            }
            pins = [pin for pin in problem.get("pinned") or [] if pin["round"] not in gone]
            return problem | {"candidates": left, "pinned": pins}
        case other:
            raise ValueError(f"nothing is known about {other!r}")


def _known(problem: Problem, table: str, name: str) -> str:
    if not any(str(each["id"]) == name for each in problem[table]):
        raise ValueError(f"there is no {name} among the {table}")
    return name


def _known_round(problem: Problem, name: str) -> str:
    return next(
        name for c in problem["candidates"] for s in c["stages"] for r in s["rounds"] if r["id"] == name
    )


def _times(problem: Problem, each: dict[str, Any]) -> list[str]:
    first = parse_instant(each.get("from") or problem["horizon"]["start"])
    last = parse_instant(each.get("to") or problem["horizon"]["end"])
    return [written(first), written(last)]


def _busy(problem: Problem, table: str, name: str, times: list[str]) -> Problem:
    _known(problem, table, name)
    return entry(problem, table, name, lambda one: {"busy": [*one["busy"], times]})


def _away(problem: Problem, name: str, times: list[str]) -> Problem:
    first, last = map(parse_instant, times)

    def change(candidate: Problem) -> Problem:
        left = []
        for one, other in candidate["available"]:
            begins, ends = parse_instant(one), parse_instant(other)
            if ends <= first or last <= begins:
                left.append([one, other])
                continue
            left += [[one, times[0]]] if begins < first else []
            left += [[times[1], other]] if ends > last else []
        return {"available": left}

    _known(problem, "candidates", name)
    return entry(problem, "candidates", name, change)
