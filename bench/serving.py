"""Servers to measure, and what a request costs: the client's wait and the serving process's own CPU time."""

from __future__ import annotations

import socket
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.visitor import Answer, Visitor
from dev.children import Child, start, stop

SERVER = "--worker-class gthread --threads 8 --no-control-socket --log-level warning"


class NotThere(Exception):
    """The portal has no such page, or the seed made nothing to show on it; says what is missing."""


@dataclass
class Served:
    """A running server and the clock of the process that answers."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """CPU time that the process has used so far, in seconds (Linux: the process's own CPU clock)."""
        return time.clock_gettime((~self.pid << 3) | 2)


@dataclass
class Samples:
    latency: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    size: int = 0

    def take(self, served: Served, ask: Callable[[], Answer]) -> None:
        before = served.cpu_seconds()
        answer = ask()
        self.cpu.append(served.cpu_seconds() - before)
        self.latency.append(answer.seconds)
        self.size = len(answer.body)
        if answer.status >= 400:
            raise NotThere(f"answered {answer.status}")

    def figures(self) -> dict[str, float]:
        return {
            "latency_ms": round(statistics.median(self.latency) * 1000, 2),
            "latency_p95_ms": round(statistics.quantiles(self.latency, n=20)[18] * 1000, 2),
            "cpu_ms": round(statistics.median(self.cpu) * 1000, 2),
            "bytes": self.size,
        }


@contextmanager
def serving(app: str, listener: socket.socket, environ: Mapping[str, str]) -> Iterator[Served]:
    command = ["gunicorn", app, "--bind", f"fd://{listener.fileno()}", *SERVER.split()]
    child = start(command, environ, [listener.fileno()])
    port = listener.getsockname()[1]
    try:
        Visitor(port).get("/")  # waits until the server answers, whatever it says
        yield Served(port, _worker_of(child))
    finally:
        stop([child])


def _worker_of(child: Child) -> int:
    """The process that answers: gunicorn's one worker."""
    return int(Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()[0])
