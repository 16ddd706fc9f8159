"""Question sets for a blind comparison: ours and two baselines for the same adverts, their sources hidden.

    python3 dev.py bench blind --out DIR ADVERT...

writes `sets.json` for the judge (adverts, and for each three sets in random order, named A, B and C, all in the
same shape), and `key.json`, which says what each letter was; the judge must not see it. For each question the
judge also gets six of the advert's responsibilities, shuffled, to say which it serves (R1), and its anchors
shuffled, to put in order (R10); the answers are in the key.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from app.engines import competencies, documents
from app.engines.questions import Stage, Wanted, generate
from app.engines.questions.export import as_json
from bench.baselines import by_title, splice

STAGES = [Stage("First", 60), Stage("Second", 45)]
LETTERS = "ABC"


def measure(options: list[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="dev.py bench blind")
    parser.add_argument("--out", type=Path, default=Path(".data/blind"))
    parser.add_argument("--level", default="mid")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("adverts", nargs="*", type=Path)
    chosen = parser.parse_args(options)
    if not chosen.adverts:
        return {"adverts": 0, "say": "name the adverts to make sets for"}
    dice = random.Random(chosen.seed)
    sets, key = [], []
    for path in chosen.adverts:
        text = documents.extract(path.read_bytes(), path.name)
        for document in documents.read(text)[:1]:
            one, answers = _blind(document, text, chosen.level, dice)
            sets.append({"advert": len(sets) + 1, **one})
            key.append({"advert": len(key) + 1, "file": path.name, **answers})
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, content in (("sets.json", sets), ("key.json", key)):
        (chosen.out / name).write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    return {"adverts": len(sets), "written": str(chosen.out)}


def _blind(
    document: documents.Document, text: str, level: str, dice: random.Random
) -> tuple[dict[str, Any], dict[str, Any]]:
    wanted = [
        Wanted(
            one.id,
            one.importance,
            tuple(match.id for match in competencies.match(one.text, one.label, document.title)),
            one.text,
        )
        for one in document.responsibilities
    ]
    made = {
        "ours": as_json(generate(wanted, STAGES, level))["stages"],
        "splice": splice(wanted, STAGES),
        "by title": by_title(document.title, wanted, STAGES),
    }
    order = dice.sample(sorted(made), len(made))
    shown, answers = {}, {}
    for letter, source in zip(LETTERS, order, strict=True):
        rows = [
            _question(question, wanted, dice) for stage in made[source] for question in stage["questions"]
        ]
        shown[letter] = [question for question, _ in rows]
        answers[letter] = {"source": source, "questions": [answer for _, answer in rows]}
    return {"title": document.title, "text": text, "sets": shown}, {"sets": answers}


def _question(
    question: dict[str, Any], wanted: list[Wanted], dice: random.Random
) -> tuple[dict[str, Any], dict[str, Any]]:
    served = [one for one in wanted if one.id in question["responsibilities"]][:1]
    others = [one for one in wanted if one.id not in question["responsibilities"]]
    choices = [one.text for one in served + dice.sample(others, min(6 - len(served), len(others)))]
    dice.shuffle(choices)
    points = dice.sample(sorted(question["anchors"]), len(question["anchors"]))
    shown = {
        **{name: question[name] for name in ("kind", "minutes", "text", "material", "probes")},
        "serves_one_of": choices,
        "anchors_shuffled": [question["anchors"][point] for point in points],
    }
    answer = {"serves": choices.index(served[0].text) if served else None, "anchor_order": points}
    return shown, answer
