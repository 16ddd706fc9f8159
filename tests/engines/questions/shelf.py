"""Small libraries for tests: questions of a line each."""

from app.engines.questions import Entry, Kept, Library, Question
from app.engines.questions.loader import _version

POINTS = {point: f"Answer number {point} to it." for point in range(1, 6)}


def entry(id: str, competency: str, kind: str = "past_behaviour", minutes: int = 8, **more) -> Entry:
    work = kind == "work_sample"
    usual = {
        "levels": ("junior", "mid", "senior", "lead"),
        "text": f"Tell us about {id}.",
        "material": "a log" if work else None,
        "key": "line 3" if work else None,
        "probes": ("What came first?", "What else was there?", "How did it end?"),
        "paraphrase_group": id,
        "scenario_family": None,
        "anchors": POINTS,
        "anchors_for": {},
    }
    return Entry(id=id, competency=competency, kind=kind, minutes=minutes, **{**usual, **more})


def shelf(*entries: Entry) -> Library:
    ordered = tuple(sorted(entries, key=lambda entry: entry.id))
    return Library(ordered, _version(ordered))


def own(id: str, competency: str, minutes: int = 8, **more) -> Question:
    """A question that a person wrote."""
    return Question(id, competency, more.pop("kind", "past_behaviour"), "mid", minutes, f"Own {id}?", **more)


def locked(stage: int | str, id: str, competency: str, minutes: int = 8, serves=None, **more) -> Kept:
    return Kept(stage, own(id, competency, minutes, **more), serves)
