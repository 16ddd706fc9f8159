"""Two generators to compare with: the naive ways that most tools take. Written to be fair, not to be bad.

`splice` puts the advert's words into a template. `by_title` knows a few roles and asks the same of everybody in
them, with one rubric for each kind of question. Neither is used by the portal.
"""

from __future__ import annotations

from typing import Any

from app.engines.questions import Stage, Wanted, reserved_minutes

MINUTES = 8
_PROBES = ["What was the situation?", "What did you do?", "What was the result?"]
_TEMPLATES = (
    ("past_behaviour", "Tell me about a time when you had to {text}."),
    ("situational", "How would you {text} if you had very little time?"),
    ("knowledge", "Describe your experience with {text}."),
)
_SCALE = {
    "1": "Poor answer that does not demonstrate the competency.",
    "2": "Below average answer with some relevant points.",
    "3": "Adequate answer that demonstrates the competency.",
    "4": "Good answer with clear examples.",
    "5": "Excellent answer with strong examples and results.",
}


def splice(responsibilities: list[Wanted], stages: list[Stage]) -> list[dict[str, Any]]:
    """The most important lines of the advert, each put into the next template."""
    ranked = sorted(responsibilities, key=lambda one: -one.importance)
    questions = []
    for place, one in enumerate(ranked):
        kind, template = _TEMPLATES[place % len(_TEMPLATES)]
        text = one.text.rstrip(". ;")
        spliced = template.format(text=text[:1].lower() + text[1:])
        questions.append(_question(kind, spliced, one.competencies[:1], [one.id]))
    return _spread(questions, stages)


_ROLES = {
    "engineer": ("coding", "system design", "debugging", "testing", "collaboration", "ownership"),
    "analyst": ("data analysis", "reporting", "stakeholder communication", "attention to detail"),
    "manager": ("leadership", "planning", "delegation", "conflict resolution", "strategy"),
    "sales": ("prospecting", "negotiation", "closing", "customer relationships"),
    "support": ("customer service", "problem solving", "communication", "patience"),
}
_ASKS = (
    ("past_behaviour", "Tell me about a time you demonstrated {topic}."),
    ("knowledge", "Describe your experience with {topic}."),
    ("situational", "What would you do if you faced a challenge with {topic}?"),
)


def by_title(title: str, responsibilities: list[Wanted], stages: list[Stage]) -> list[dict[str, Any]]:
    """The questions of the role whose word stands in the title; an engineer's where none does."""
    name = next((name for name in _ROLES if name in title.lower()), "engineer")
    questions = [
        _question(kind, ask.format(topic=topic), (topic,), [])
        for kind, ask in _ASKS
        for topic in _ROLES[name]
    ]
    return _spread(questions, stages)


def _question(kind: str, text: str, competencies: tuple[str, ...], serves: list[str]) -> dict[str, Any]:
    return {
        "kind": kind,
        "minutes": MINUTES,
        "competency": competencies[0] if competencies else "general",
        "responsibilities": serves,
        "text": text,
        "material": None,
        "probes": _PROBES,
        "anchors": _SCALE,
    }


def _spread(questions: list[dict[str, Any]], stages: list[Stage]) -> list[dict[str, Any]]:
    rest = iter(questions)
    rows = []
    for stage in stages:
        holds = (stage.minutes - reserved_minutes(stage.minutes)) // MINUTES
        taken = [question for question, _ in zip(rest, range(holds), strict=False)]
        rows.append({"name": stage.name, "minutes": stage.minutes, "questions": taken})
    return rows
