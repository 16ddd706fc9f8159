"""The contract's JSON for the commands `questions generate` and `questions lint`, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.engines.questions.chooser import generate
from app.engines.questions.lint import lint
from app.engines.questions.loader import library as shipped_library
from app.engines.questions.plan import Chosen, Plan, Stage, Wanted
from app.engines.questions.question import LEVELS, Entry, Library


class Unusable(ValueError):
    """An argument of the command that makes no sense; the message is for the person at the keyboard."""


def generated(
    responsibilities: Iterable[tuple[str, int, Sequence[str], str]],
    stages: Sequence[str],
    level: str,
    seed: int = 1,
    library: Library | None = None,
) -> dict[str, Any]:
    """The answer of `questions generate`.

    `responsibilities` are (id, importance, competencies best first, text); `stages` are "NAME:MINUTES".
    Raises Unusable for a stage or a level that cannot be read.
    """
    if level not in LEVELS:
        raise Unusable(f"The level is one of {', '.join(LEVELS)}, not “{level}”.")
    wanted = [Wanted(id, weight, tuple(names), text) for id, weight, names, text in responsibilities]
    plan = generate(wanted, [parse_stage(stage) for stage in stages], level, seed, library=library)
    return as_json(plan)


def parse_stage(text: str) -> Stage:
    """Reads "NAME:MINUTES". Raises Unusable."""
    name, _, minutes = text.rpartition(":")
    if not name.strip() or not minutes.strip().isascii() or not minutes.strip().isdigit():
        raise Unusable(f"A stage is written NAME:MINUTES, like “Technical:60”, not “{text}”.")
    if not 1 <= int(minutes) <= 480:
        raise Unusable(f"A stage takes 1 to 480 minutes, not {int(minutes)}.")
    return Stage(name.strip(), int(minutes))


def as_json(plan: Plan) -> dict[str, Any]:
    """A plan in the contract's shape; keys in a fixed order, anchors by "1" to "5"."""
    return {
        "input_hash": plan.input_hash,
        "library_version": plan.library_version,
        "seed": plan.seed,
        "stages": [
            {
                "name": row.stage.name,
                "minutes": row.stage.minutes,
                "planned_minutes": row.planned_minutes,
                "questions": [_question(chosen) for chosen in row.chosen],
            }
            for row in plan.stages
        ],
        "coverage": {
            "weighted": plan.coverage.weighted,
            "uncovered": [
                {"responsibility": one.responsibility, "why": one.why} for one in plan.coverage.uncovered
            ],
        },
    }


def _question(chosen: Chosen) -> dict[str, Any]:
    question = chosen.question
    return {
        "id": question.id,
        "kind": question.kind,
        "level": question.level,
        "minutes": question.minutes,
        "competency": question.competency,
        "responsibilities": list(chosen.serves),
        "text": question.text,
        "material": question.material,
        **({"key": question.key} if question.key else {}),
        "probes": list(question.probes),
        "anchors": {str(point): text for point, text in question.anchors.items()},
        "why": chosen.why,
    }


def linted(content: Any = None, library: Library | None = None) -> dict[str, Any]:
    """The answer of `questions lint`: of the library if `content` is None, else of parsed JSON.

    Content is a list of questions, an exported set, a list of sets, or one question. Raises Unusable for
    anything else.
    """
    questions = library_questions(library) if content is None else questions_in(content)
    faults = lint(questions)
    return {"checked": len(questions), "faults": [asdict(fault) for fault in faults]}


def library_questions(library: Library | None = None) -> list[dict[str, Any]]:
    """The library's entries as the lint reads them."""
    return [_entry(entry) for entry in (library or shipped_library()).entries]


def questions_in(content: Any) -> list[Mapping[str, Any]]:
    """The questions of any JSON the command accepts. Raises Unusable."""
    if isinstance(content, Mapping):
        if isinstance(content.get("stages"), list):
            return questions_in([one for stage in content["stages"] for one in _listed(stage, "questions")])
        if isinstance(content.get("questions"), list):
            return questions_in(content["questions"])
        if "text" in content or "anchors" in content:
            return [content]
    if isinstance(content, list) and all(isinstance(one, Mapping) for one in content):
        found: list[Mapping[str, Any]] = []
        for one in content:
            found += questions_in(one) if "stages" in one or "questions" in one else [one]
        return found
    raise Unusable("The file holds neither a list of questions nor an exported set.")


def _listed(holder: Any, key: str) -> list[Any]:
    value = holder.get(key) if isinstance(holder, Mapping) else None
    if not isinstance(value, list):
        raise Unusable(f"A stage of the set has no list of {key}.")
    return value


def _entry(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "levels": list(entry.levels), "probes": list(entry.probes)}
