"""From a problem to a few proposals that differ, by the engine. Pure: no database, no clock but the engine's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.engines import scheduling
from app.schedules.problem import ids_of_round

Asked = Callable[[dict[str, Any]], bool]  # is told how far the search is; False: stop, and keep the best

# Each kind of proposal looks for the best by weights of its own. The first is what is asked for; it gets half the time.
KINDS: tuple[tuple[str, str, dict[str, float]], ...] = (
    ("soonest", "Done soonest", {"day": 30}),
    ("fairest", "Shared most evenly", {"day": 4, "load": 30}),
    ("calmest", "Least waiting between interviews", {"day": 4, "gap": 12}),
)
SHARES = (0.5, 0.25, 0.25)
MOST_ROUNDS_OF_ASKING = 12  # tries with somebody left out who cannot be placed


def search(
    problem: dict[str, Any], *, seconds: float, tell: Asked, steps: int | None = None
) -> list[dict[str, Any]]:
    """At most three proposals, the first always; a later one only where it differs from those before.

    Who cannot be placed at all is left out, with the engine's reasons, and the others are placed. ``steps`` limits
    the work instead of the clock.
    """
    proposals: list[dict[str, Any]] = []
    left_out: list[dict[str, Any]] = []
    watch = _Watch(tell)
    for (kind, title, weights), share in zip(KINDS, SHARES, strict=True):
        if watch.is_stopped:
            break
        watch.title, watch.before = title, sum(SHARES[: len(proposals)]) * seconds
        limit = {"seconds": share * seconds, "steps": steps, "weights": weights}
        answer, problem, new = _with_reasons(problem, watch, limit)
        left_out += new
        proposals.append(_proposal(kind, title, answer, problem, left_out))
    return list(_different(proposals))


@dataclass
class _Watch:
    """Hears from the engine and tells it on in our words; remembers that it was told to stop."""

    tell: Asked
    title: str = ""
    before: float = 0.0  # seconds used by earlier proposals
    sessions: int = 0
    is_stopped: bool = False

    def __call__(self, progress: Any) -> bool:
        self.is_stopped = self.is_stopped or not self.tell(
            {
                "looking_for": self.title,
                "seconds": round(self.before + progress.seconds, 1),
                "cost": progress.cost,
                "bound": progress.bound,
                "placed": self.sessions - progress.unscheduled,
                "sessions": self.sessions,
            }
        )
        return not self.is_stopped


def _with_reasons(
    problem: dict[str, Any], watch: _Watch, limit: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    """The answer, the problem without those who cannot be placed, and why they cannot."""
    left_out: list[dict[str, Any]] = []
    for _ in range(MOST_ROUNDS_OF_ASKING):
        watch.sessions = _count(problem)
        answer = scheduling.solve(problem, on_progress=watch, **limit)
        if answer["status"] != "infeasible":
            return answer, problem, left_out
        gone = _impossible(problem, answer["reasons"])
        if not gone:
            break
        left_out += [
            {"candidate": each, "reasons": [_said(r) for r in reasons]} for each, reasons in gone.items()
        ]
        problem = _without(problem, set(gone))
    return {"status": "partial", "assignments": [], "reasons": []}, problem, left_out


def _impossible(problem: dict[str, Any], reasons: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Whom to leave out for these reasons: of those whom a reason binds together, the one chosen last."""
    order = [each["id"] for each in problem["candidates"] if _is_asked(each)]
    owner = {
        r["id"]: each["id"] for each in problem["candidates"] for s in each["stages"] for r in s["rounds"]
    }
    gone: dict[str, list[dict[str, Any]]] = {}
    for reason in reasons:
        bound = {owner[r] for r in reason.get("rounds", ()) if r in owner} | set(reason.get("candidates", ()))
        for stage in reason.get("stages", ()):
            bound |= {
                each["id"] for each in problem["candidates"] for s in each["stages"] if s["id"] == stage
            }
        if asked := [each for each in order if each in bound]:
            gone.setdefault(asked[-1], []).append(reason)
    return gone


def _without(problem: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    left = [each for each in problem["candidates"] if each["id"] not in gone]
    rounds = {r["id"] for each in left for s in each["stages"] for r in s["rounds"]}
    pinned = [pin for pin in problem["pinned"] if pin["round"] in rounds]
    return problem | {"candidates": left, "pinned": pinned}


def _said(reason: dict[str, Any]) -> dict[str, Any]:
    changes = [change["words"] for change in reason.get("changes", ()) if change.get("words")]
    return {"words": reason["words"], "changes": changes[:3], "rounds": list(reason.get("rounds", ()))}


def _proposal(
    kind: str, title: str, answer: dict[str, Any], problem: dict[str, Any], left_out: list[dict[str, Any]]
) -> dict[str, Any]:
    rounds = {r["id"]: r for each in problem["candidates"] for s in each["stages"] for r in s["rounds"]}
    sessions = [
        _session(rounds[each["round"]], each)
        for each in answer.get("assignments", ())
        if ids_of_round(each["round"])
    ]
    return {
        "kind": kind,
        "title": title,
        "cost": answer.get("cost"),
        "bound": answer.get("bound"),
        "sessions": sessions,
        "unplaced": [each for each in answer.get("unscheduled", ()) if ids_of_round(each)],
        "left_out": list(left_out),
    }


def _session(round_: dict[str, Any], assignment: dict[str, Any]) -> dict[str, Any]:
    """The assignment with the ids of ours that it stands for. ``panel``: [seat id, user ids] for each seat."""
    application_id, stage_id = ids_of_round(round_["id"]) or (0, 0)
    panel = [
        [
            seat["id"],
            [int(e["interviewer"][1:]) for e in assignment["panel"] if e["skill"] == seat["skill"]],
        ]
        for seat in round_["seats"]
    ]
    return {
        "application_id": application_id,
        "stage_id": stage_id,
        "start": assignment["start"],
        "minutes": round_["duration"],
        "panel": panel,
        "assignment": assignment,
    }


def _different(proposals: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: list[Any] = []
    for proposal in proposals:
        key = sorted(
            (
                each["application_id"],
                each["stage_id"],
                each["start"],
                sorted(sorted(p) for _, p in each["panel"]),
            )
            for each in proposal["sessions"]
        )
        if key not in seen:
            seen.append(key)
            yield proposal


def _is_asked(candidate: dict[str, Any]) -> bool:
    return candidate["id"].startswith("a")


def _count(problem: dict[str, Any]) -> int:
    return sum(len(s["rounds"]) for each in problem["candidates"] if _is_asked(each) for s in each["stages"])
