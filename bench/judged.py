"""What judges said of the sets of `bench blind`, by source, once the key is opened.

    python3 dev.py bench judged KEY JUDGE...

Shares are 0 to 1. `R1` is how often the judge found the line that a question serves, `R10` Kendall's tau between
the judge's order of the anchors and theirs; the other criteria are means of 0, 1 and 2. `alpha` is Krippendorff's
ordinal alpha between the judges over all questions (Hayes and Krippendorff, 2007), where there are two or more.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

OF_QUESTIONS = ("R2", "R3", "R4", "R5", "R6", "R8", "R9")
OF_SETS = ("R11", "R12", "R17", "overall")


def measure(options: list[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="dev.py bench judged")
    parser.add_argument("files", nargs="*", type=Path, help="the key, then what each judge wrote")
    files = parser.parse_args(options).files
    if not files:
        return {"judges": 0, "say": "name the key and the judges' files"}
    key, *judges = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    by_source: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    said: dict[str, dict[tuple[Any, ...], list[int]]] = defaultdict(lambda: defaultdict(list))
    for judge in judges:
        for advert, answers in zip(judge, key, strict=True):
            for letter, one in advert["sets"].items():
                truth = answers["sets"][letter]
                found = by_source[truth["source"]]
                for name in OF_SETS:
                    found[name].append(one[name])
                pairs = zip(one["questions"], truth["questions"], strict=True)
                for place, (question, answer) in enumerate(pairs):
                    _add(found, question, answer)
                    for name in OF_QUESTIONS:
                        if question[name] is not None:
                            said[name][advert["advert"], letter, place].append(question[name])
    return {
        "judges": len(judges),
        "adverts": len(key),
        "sources": {
            source: {name: round(mean(values), 3) for name, values in sorted(found.items())}
            for source, found in sorted(by_source.items())
        },
        "alpha": {name: alpha(list(units.values())) for name, units in said.items()},
    }


def _add(found: dict[str, list[float]], question: dict[str, Any], answer: dict[str, Any]) -> None:
    for name in OF_QUESTIONS:
        if question[name] is not None:
            found[name].append(question[name])
    if answer["serves"] is not None:
        found["R1"].append(question["R1"] == answer["serves"])
    points = [int(answer["anchor_order"][index]) for index in question["R10"]]
    found["R10"].append(mean((a < b) - (a > b) for a, b in combinations(points, 2)))


def alpha(units: list[list[int]]) -> float | None:
    """Krippendorff's ordinal alpha of ratings by unit; None where nothing was rated twice or nothing varies."""
    rated = [unit for unit in units if len(unit) > 1]
    values = sorted({value for unit in rated for value in unit})
    count = {value: sum(unit.count(value) for unit in rated) for value in values}
    total = sum(count.values())

    def apart(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = sum(count[value] for value in values if low <= value <= high)
        return float(between - (count[low] + count[high]) / 2) ** 2

    seen = sum(
        apart(one, other) / (len(unit) - 1)
        for unit in rated
        for at, one in enumerate(unit)
        for before, other in enumerate(unit)
        if at != before
    )
    by_chance = sum(apart(one, other) * count[one] * count[other] for one in values for other in values)
    return round(1 - (total - 1) * seen / by_chance, 3) if by_chance else None
