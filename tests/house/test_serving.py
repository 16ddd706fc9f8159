"""``python3 dev.py run``: one command that starts everything and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from dev.first_run import FirstRun, make_secret_key, note_address, noted_address, sign_in_lines
from dev.run import listen

ROOT = Path(__file__).resolve().parents[2]
Portal = subprocess.Popen[str]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Portal]]:
    """``run(*options)`` starts the portal as ``dev.py run`` does, from another folder, on new data."""
    started: list[Portal] = []

    def start(*options: str) -> Portal:
        code = "import sys; from dev.run import main; main(sys.argv[1:])"
        settings = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BASE_URL")
        }
        portal = subprocess.Popen(
            [sys.executable, "-c", code, "--data", "portal", "--no-demo", *options],
            cwd=tmp_path,
            env=settings | {"PYTHONPATH": str(ROOT), "SECRET_KEY": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(portal)
        return portal

    yield start
    for portal in started:
        portal.kill()
        portal.communicate()


def address_of(portal: Portal) -> str:
    assert portal.stdout is not None
    line = portal.stdout.readline()
    assert line.startswith("Colloquy is at "), portal.communicate()
    return line.split()[3]


def children_of(portal: Portal) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{portal.pid}/task/{portal.pid}/children").read_text().split()]


def wait_for_end_of(pids: list[int]) -> None:
    until = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_it_serves_refuses_a_second_and_stops_with_everything_it_started(
    run: Callable[..., Portal], tmp_path: Path
) -> None:
    portal = run("--port", "0")
    address = address_of(portal)
    with urlopen(f"{address}/readyz") as answer:
        assert answer.read() == b"ready\n"

    second = run("--port", "0")
    assert "is being served already" in second.communicate()[1]
    assert second.returncode == 1
    third = run("--port", address.rpartition(":")[2], "--data", "elsewhere")
    assert "cannot be used: Address already in use" in third.communicate()[1]

    open_to_others = [f for f in (tmp_path / "portal").iterdir() if stat.S_IMODE(f.stat().st_mode) & 0o077]
    assert open_to_others == []

    children = children_of(portal)
    assert len(children) == 2
    portal.send_signal(signal.SIGTERM)
    assert portal.communicate()[1].splitlines()[-1] == "Stopped."
    assert portal.returncode == 0
    wait_for_end_of(children)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_the_end_of_one_is_the_end_of_the_other_and_a_clear_line(run: Callable[..., Portal]) -> None:
    portal = run("--port", "0")
    address_of(portal)
    server, worker = children_of(portal)
    os.kill(worker, signal.SIGKILL)
    assert "The worker ended by itself (exit code -9): the portal was stopped." in portal.communicate()[1]
    assert portal.returncode == 1
    wait_for_end_of([server, worker])


def test_a_port_that_does_not_exist_is_said_to(run: Callable[..., Portal]) -> None:
    assert (
        run("--port", "70000").communicate()[1].startswith("Port 70000 cannot be used: there is no such port")
    )


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    make_secret_key(tmp_path / "new")
    key = tmp_path / "new" / "secret-key"
    made = key.read_text()
    make_secret_key(tmp_path / "new")
    assert (key.read_text(), stat.S_IMODE(key.stat().st_mode), len(made.strip()) >= 32) == (made, 0o600, True)


def test_a_first_run_is_due_once_and_again_where_it_was_interrupted(tmp_path: Path) -> None:
    first = FirstRun(tmp_path, {})
    assert first.is_due
    first.begin()
    half_filled = tmp_path / "colloquy.db"
    half_filled.touch()
    assert first.is_due
    first.begin()
    assert not half_filled.exists()
    half_filled.touch()
    first.end()
    assert (first.is_due, half_filled.exists()) == (False, True)


def test_a_database_that_was_there_before_is_never_filled_with_a_demo(tmp_path: Path) -> None:
    (tmp_path / "colloquy.db").touch()
    assert not FirstRun(tmp_path, {}).is_due


def test_the_demo_sign_ins_are_printed_with_this_runs_address(tmp_path: Path) -> None:
    people = [{"email": "rita@example.com", "password": "a b c", "kinds": ["coordinator", "hiring_manager"]}]
    sign_ins = tmp_path / "demo-sign-ins.json"
    sign_ins.write_text(json.dumps({"people": people, "candidate_links": ["http://127.0.0.1:8000/c/token"]}))
    assert sign_in_lines(sign_ins, "http://127.0.0.1:8123")[2:] == [
        "  rita@example.com  a b c  coordinator, hiring manager",
        "  a candidate's private page: http://127.0.0.1:8123/c/token",
    ]


def test_a_command_makes_links_to_the_portal_that_ran_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BASE_URL", raising=False)
    assert noted_address(tmp_path) == {}
    note_address(tmp_path, "http://127.0.0.1:8201")
    assert noted_address(tmp_path) == {"BASE_URL": "http://127.0.0.1:8201"}
    monkeypatch.setenv("BASE_URL", "https://interviews.example.com")
    assert noted_address(tmp_path) == {}


def test_the_port_is_free_again_after_a_killed_parent(run: Callable[..., Portal]) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux tells children of their parent's death")
    portal = run("--port", "0")
    address = address_of(portal)
    children = children_of(portal)
    portal.kill()
    portal.communicate()
    wait_for_end_of(children)
    listen(int(address.rpartition(":")[2])).close()
