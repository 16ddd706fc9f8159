"""A worker in a process of its own: ``python colleague.py FD`` with the number of its end of a pipe."""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType


def work(link: Connection) -> None:
    """Work until the limit, or until the other end is closed."""
    from app.engines.scheduling.shift import Shift

    link.send("here")
    instance, fixed, seed, limit, share = link.recv()
    shift = Shift(instance, fixed, seed, limit, share)
    while not shift.is_over:
        shift.turn()
        link.send(shift.report())
        shift.hear(link.recv())


def without_the_portal() -> None:
    """Let ``app`` be found without being run: the engine needs nothing of it, and it takes a second to start."""
    root = Path(__file__).resolve().parents[3]
    sys.path[0] = str(root)
    for name in ("app", "app.engines"):
        package = ModuleType(name)
        package.__path__ = [str(root.joinpath(*name.split(".")))]
        sys.modules[name] = package


if __name__ == "__main__":
    without_the_portal()
    try:
        work(Connection(int(sys.argv[1])))
    except (EOFError, OSError, KeyboardInterrupt):  # nobody listens any more
        sys.exit(0)
