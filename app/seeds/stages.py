"""The stages of the demo's two plans: name, minutes, words for interviewers, words for the candidate, and seats.

A seat is how many out of whom, by first names.
"""

from __future__ import annotations

StageWords = tuple[str, int, str, str, list[tuple[int, str]]]

DEVELOPER_STAGES: tuple[StageWords, ...] = (
    (
        "First conversation",
        45,
        "Say first how it runs and who decides. Leave ten minutes for the candidate's questions.",
        "Nothing to prepare. Have one piece of work in mind that you would like to talk about.",
        [(1, "noor tomasz sefa")],
    ),
    (
        "Code and data",
        75,
        "Share the material on screen when you reach it. Give two silent minutes to read it.",
        "You will look at code and data that we bring. Any language you know well is fine; no puzzles.",
        [(2, "ivo ines otto priya tomasz"), (1, "noor sefa")],
    ),
    (
        "Working together",
        60,
        "Ask every question, in order. Past work first, then the scenes.",
        "We ask about work you have done with others. Examples from any job or study are welcome.",
        [(1, "ines sefa"), (1, "marit otto")],
    ),
)

SUPPORT_STAGES: tuple[StageWords, ...] = (
    (
        "Leading people",
        60,
        "Two interviewers: one asks, the other writes; change over half-way.",
        "We ask about teams you have led and conversations that were hard.",
        [(1, "marit"), (1, "sefa noor ines")],
    ),
    (
        "A bad day at the desk",
        45,
        "Hand the material over on paper. Read the situation aloud once.",
        "You will get a letter or a record to look at, as it might come on a working day.",
        [(2, "noor tomasz otto")],
    ),
)
