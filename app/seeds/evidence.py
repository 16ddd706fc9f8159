"""What interviewers of the demo wrote down: by the family of the competency and by the rating."""

from __future__ import annotations

EVIDENCE: dict[str, dict[int, tuple[str, ...]]] = {
    "build": {
        2: (
            "Took the colleague's script over and changed it until it ran. Could not say what the second half does.",
        ),
        3: (
            "Split the fare calculation out of the view and gave it tests first. Four days, two reviews.",
            "Chose the library the team already had; named one thing it could not do and how they worked around it.",
        ),
        4: (
            "Two ways drawn on paper, one with a queue. Took the simpler one, said when it would stop being enough.",
            "Measured before and after: 340 ms to 90 ms at the busiest hour. Kept the old path for a week.",
        ),
        5: ("As asked, and left a checklist that three other teams now use. Showed the page.",),
    },
    "data": {
        2: ("Added an index because a colleague said so. Did not look at the plan.",),
        3: (
            "Read the query plan, found the full scan on sailings, added the index, gave times before and after.",
        ),
        4: (
            "Reconciled two sources by hand for a week, found which was wrong, fixed the import, told finance.",
        ),
        5: (
            "Wrote the check that now runs each night; it caught two bad files since. Told us what it cannot catch.",
        ),
    },
    "quality": {
        2: ("Tests were written afterwards, for the number. None failed when the fault came back.",),
        3: ("Wrote the failing test first, then the fix. Explained why the old tests had missed it.",),
        4: ("Asked the author before commenting; three remarks on behaviour, none on style. Took one back.",),
        5: (
            "Found the cause two services away by halving the path with log lines, then removed them again.",
        ),
    },
    "run": {
        2: ("Restarted it until it worked. No note of what happened.",),
        3: ("Rolled back first, told the desk, looked for the cause afterwards. Half an hour in all.",),
        4: ("Named who could be hurt by the leak before naming the fix. Changed the keys the same evening.",),
        5: ("Wrote the review of the outage without naming a person; two of three actions done in a week.",),
    },
    "deliver": {
        2: ("Said yes to everything; two of the five things were late and nobody knew before.",),
        3: ("Asked the desk what they would stop doing if it worked. Left two wishes out and said why.",),
        4: ("Drew the day of a harbour clerk, timed it, and cut the form from eleven fields to six.",),
        5: ("Moved the date a month early and in the open, with what would be in it. It held.",),
    },
    "people": {
        2: ("Spoke mostly about what others did wrong. No example of own part until the third question.",),
        3: ("Listened first, repeated the other side in own words, then proposed a trial of two weeks.",),
        4: ("Had someone of finance read the explanation aloud, and changed what made them stumble.",),
        5: ("Stepped back when a junior colleague found the better way, and said so in front of the team.",),
    },
}
_GROUPS = {
    "A": "build",
    "B": "build",
    "C": "data",
    "D": "quality",
    "E": "run",
    "F": "deliver",
    "G": "people",
    "X": "people",
}

SUMMARIES = {
    4: "Clear, calm and exact. Names own part and what it cost. I would want this person on call with me.",
    3: "Solid on the work, thinner on trade-offs. Answers came with examples and times.",
    2: "Knows the tools. In three of the stories somebody else had decided, and the reasons stayed vague.",
    1: "No example from own work in spite of the probes.",
}


def evidence(group: str, rating: int, number: int) -> str:
    """Words for a rating of a competency of this group ("C Data"); ``number`` varies them."""
    texts = EVIDENCE[_GROUPS[group[:1]]][rating]
    return texts[number % len(texts)]
