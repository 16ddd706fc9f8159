"""The house stands as its plan says: the import contracts of pyproject.toml, and the one clock."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

APP = Path(__file__).resolve().parents[2] / "app"
ASKS_THE_TIME = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|localtime|gmtime))\b")


def test_no_room_looks_where_it_may_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(APP.parent)
    broken = lint_imports(no_cache=True)
    assert not broken, capsys.readouterr().out


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
