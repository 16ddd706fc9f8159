"""For an author at the desk: python -m app.engines.questions.lint FILE.toml ..."""

import sys
import tomllib
from pathlib import Path
from typing import Any

from app.engines.questions.lint import lint


def main(paths: list[str]) -> int:
    if not paths:
        sys.stderr.write("usage: python -m app.engines.questions.lint FILE.toml ...\n")
        return 2
    questions: list[dict[str, Any]] = []
    for path in paths:
        try:
            content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as unreadable:
            sys.stderr.write(f"{path}: {unreadable}" + "\n")
            return 2
        entries = content.get("question", [])
        questions += [{"competency": content.get("competency"), **entry} for entry in entries]
    faults = lint(questions)
    sys.stdout.writelines(f"{fault.question}  {fault.rule}  {fault.what}\n" for fault in faults)
    sys.stdout.write(f"{len(questions)} questions, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
