"""The house stands as its plan says: the import contracts of pyproject.toml, and the one clock."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
ASKS_THE_TIME = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|localtime|gmtime))\b")


def test_no_room_looks_where_it_may_not() -> None:
    # In a process of its own: import-linter silences every logger of the one it runs in.
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ran = subprocess.run([sys.executable, "-c", lint], cwd=APP.parent, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_only_the_clock_asks_what_time_it_is() -> None:
    askers = {
        file.relative_to(APP).as_posix()
        for file in APP.rglob("*.py")
        if any(ASKS_THE_TIME.search(ast.unparse(node)) for node in _calls_in(file))
    }
    assert askers == {"clock.py"}


def test_the_clock_is_asked_through_its_module_so_that_tests_can_stop_it() -> None:
    importers = [
        file.relative_to(APP).as_posix()
        for file in APP.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        and node.module == "app.clock"
        and "now" in {a.name for a in node.names}
    ]
    assert importers == []


def _calls_in(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
