"""Ways of finding a line's competency, side by side on lines that none of them was tuned to.

Each way reads the same texts (names, definitions, aliases of the taxonomy) in a process of its own, so that its
start-up and memory are its own. A way is sure where its best score reaches what nine of ten tuned duties reach.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.competency_ways import WAYS, Missing, Way

OWN = Path(__file__).parents[1] / "tests" / "engines" / "competencies" / "lines.toml"
Line = dict[str, Any]


def measure(arguments: list[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench competencies")
    parser.add_argument(
        "--lines", help="JSON list of {title, text, right: [ids]} to measure on instead of our own"
    )
    parser.add_argument("--way", choices=WAYS, help="only this way")
    options = parser.parse_args(arguments)
    lines = [] if options.lines is None else [options.lines]
    wanted = [options.way] if options.way else list(WAYS)
    return {name: _in_a_process_of_its_own(name, lines) for name in wanted}


def _in_a_process_of_its_own(name: str, lines: list[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.competencies", name, *lines], capture_output=True, text=True
    )
    if done.returncode:
        return {"left_out": done.stderr.strip().splitlines()[-1]}
    return json.loads(done.stdout)


def figures(way: Way, tuned: Sequence[Line], kept: Sequence[Line]) -> dict[str, float | int]:
    """Shares, but for the counts: of duties right first, right among three, unanswered; of answers none right."""
    sure = way.sure if way.sure is not None else _sure(way, tuned)
    duties = [line for line in kept if line["right"]]
    others = [line for line in kept if not line["right"]]
    first = among = unanswered = wrong = 0
    for line in duties:
        found = way.rank(line["text"], line["title"])[:3]
        first += found[0][1] in line["right"] if found else 0
        right = any(id in line["right"] for _, id in found)
        among += right
        certain = bool(found) and found[0][0] >= sure
        unanswered += not certain
        wrong += certain and not right
    taken = sum(
        bool(found := way.rank(line["text"], line["title"])) and found[0][0] >= sure for line in others
    )
    return {
        "duties": len(duties),
        "first": round(first / len(duties), 3),
        "among_three": round(among / len(duties), 3),
        "unsure": round(unanswered / len(duties), 3),
        "wrong_when_sure": round(wrong / max(1, len(duties) - unanswered), 3),
        "no_duties": len(others),
        "no_duties_answered": taken,
    }


def _sure(way: Way, tuned: Sequence[Line]) -> float:
    best = sorted(way.rank(line["text"], line["title"])[0][0] for line in tuned if line["right"])
    return best[len(best) // 10]


def _run(name: str, file: str | None) -> dict[str, Any]:
    own: list[Line] = tomllib.loads(OWN.read_text(encoding="utf-8"))["line"]
    tuned = [line for line in own if not line.get("kept")]
    kept = [line for line in own if line.get("kept")]
    if file is not None:
        kept = json.loads(Path(file).read_text(encoding="utf-8"))
    importlib.import_module("app.engines.competencies")
    memory, started = _megabytes(), time.perf_counter()
    way = WAYS[name]()
    way.rank("Write tests", "")
    start_up = time.perf_counter() - started
    memory = _megabytes() - memory
    found = figures(way, tuned, kept)
    started = time.perf_counter()
    for line in kept:
        way.rank(line["text"] + " ", line["title"])
    milliseconds = (time.perf_counter() - started) / len(kept) * 1000
    return {
        **found,
        "milliseconds_a_line": round(milliseconds, 2),
        "megabytes": round(memory),
        "start_up_seconds": round(start_up, 2),
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    try:
        print(json.dumps(_run(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)))
    except Missing as missing:
        sys.exit(str(missing))
