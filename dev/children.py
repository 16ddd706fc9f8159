"""Processes that end with their parent, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
GRACE_SECONDS = 12  # how long requests and jobs under way may take to end
PR_SET_PDEATHSIG = 1

Child = subprocess.Popen[bytes]


def start(
    module: Sequence[str],
    environ: Mapping[str, str],
    descriptors: Sequence[int] = (),
    stdout: IO[str] | int = sys.stderr,  # our own standard output is for the address and the sign-ins
) -> Child:
    """Start ``python -m module ...`` in a process group of its own, out of reach of a Ctrl-C."""
    return subprocess.Popen(
        [PYTHON, "-m", *module],
        cwd=ROOT,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        pass_fds=descriptors,
        start_new_session=True,
        preexec_fn=_end_with_parent,
    )


def _end_with_parent() -> None:
    """In the child: ask Linux for SIGTERM when the parent dies. Elsewhere nothing is asked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(children: Sequence[Child]) -> None:
    """End the children and everything they started: kindly at first, for certain after GRACE_SECONDS."""
    _signal(children, signal.SIGTERM)
    until = time.monotonic() + GRACE_SECONDS
    try:
        while any(child.poll() is None for child in children) and time.monotonic() < until:
            time.sleep(0.05)
    finally:  # a second Ctrl-C ends the wait
        _signal(children, signal.SIGKILL)
        for child in children:
            child.wait()


def _signal(children: Sequence[Child], number: int) -> None:
    for child in children:
        try:
            os.killpg(child.pid, number)
        except (ProcessLookupError, PermissionError):  # macOS says the latter of a group that has ended
            continue


def flask(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a flask command to its end, without what it prints but its messages; its exit code."""
    child = start(["flask", "--app", "wsgi", *arguments], environ, stdout=subprocess.DEVNULL)
    try:
        return child.wait()
    finally:
        stop([child])
