"""Each demand of a conflict by itself, in words."""

from __future__ import annotations

from app.engines.scheduling.facts import Fact
from app.engines.scheduling.instance import Stage
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.speech import Speech


def stage_named(scene: Scene, name: str) -> Stage:
    return next(s for c in scene.instance.candidates for s in c.stages if s.id == name)


def fact_words(scene: Scene, say: Speech, fact: Fact) -> str:
    minutes = scene.grid.minutes
    match fact.kind:
        case "weekly_limit":
            return f"{say.person(fact.who)} takes at most {scene.people[fact.who].max_per_week} a week"
        case "daily_limit":
            return f"{say.person(fact.who)} takes at most {scene.people[fact.who].max_per_day} a day"
        case "buffer":
            gap = scene.people[fact.who].buffer * minutes
            return f"{say.person(fact.who)} needs {gap} minutes between two sessions"
        case "calendar":
            return f"{say.person(fact.who)}'s hours and what they are busy with"
        case "availability":
            return f"the times at which {say.candidate(fact.who)} can come"
        case "deadline":
            return f"{say.candidate(fact.who)}'s deadline"
        case "ready":
            return f"{say.candidate(fact.who)} is not ready earlier"
        case "nobody_twice":
            return f"{say.candidate(fact.who)} meets nobody twice"
        case "exclusion":
            return f"{say.person(fact.whom)} must not meet {say.candidate(fact.who)}"
        case "seat":
            return f"{say.round(fact.who)} needs people for {fact.whom}"
        case "named":
            return f"{say.round(fact.who)} is only for the people named"
        case "site":
            return f"{say.round(fact.who)} is held at {scene.rounds[fact.who][2].onsite}"
        case "room":
            return f"the rooms at {fact.who}"
        case "pinned":
            return f"{say.round(fact.who)} is pinned"
        case "max_span":
            return (
                f"{say.stage(fact.who)} lasts at most {stage_named(scene, fact.who).max_span_minutes} minutes"
            )
        case "break":
            return f"{say.stage(fact.who)} has breaks of {stage_named(scene, fact.who).min_break * minutes} minutes"
        case "same_day":
            return f"{say.stage(fact.who)} is held on one day"
        case "order":
            return f"{say.stage(fact.who)} has a fixed order"
        case "days_between":
            return f"{say.stage(fact.who)} is {stage_named(scene, fact.who).min_days_after} days after the stage before"
        case _:
            return f"{say.stage(fact.who)} comes after the stage before"
