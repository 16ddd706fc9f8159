"""For an author at the desk: python -m app.engines.questions.lint FILE.toml ..."""

import sys
import tomllib
from pathlib import Path
from typing import Any

from app.engines.questions.lint import lint


def main(paths: list[str]) -> int:
    if not paths:
        print("usage: python -m app.engines.questions.lint FILE.toml ...", file=sys.stderr)
        return 2
    questions: list[dict[str, Any]] = []
    for path in paths:
        try:
            content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as unreadable:
            print(f"{path}: {unreadable}", file=sys.stderr)
            return 2
        entries = content.get("question", [])
        for entry in entries if isinstance(entries, list) else []:
            questions.append({"competency": content.get("competency"), **entry})
    faults = lint(questions)
    for fault in faults:
        print(f"{fault.question}  {fault.rule}  {fault.what}")
    print(f"{len(questions)} questions, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
