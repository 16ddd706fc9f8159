"""Serve the portal: first run, web server and worker as one command."""

from __future__ import annotations

import argparse
import fcntl
import os
import shlex
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from dev.children import ROOT, Child, start, stop
from dev.first_run import FirstRun, make_secret_key, note_address, prepare, sign_in_lines


def listen(port: int) -> socket.socket:
    """The listening socket: bound before anything else is done, then handed to the server."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(256)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such port"
        sys.exit(
            f"Port {port} cannot be used: {reason}. Choose another with --port, or let --port 0 find one."
        )
    return listener


def open_data_folder(data: Path) -> IO[str]:
    """Make the data folder and its key, and hold its lock: two portals must not serve one folder."""
    try:
        make_secret_key(data)
        held = (data / "run.lock").open("w")
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            f"The data folder {data} is being served already. Stop that one, or choose another with --data."
        )
    except OSError as error:
        sys.exit(f"The data folder {data} cannot be used: {error.strerror}.")
    return held


def server_command(listener: socket.socket) -> list[str]:
    """One worker with threads: SQLite has one writer. On PostgreSQL, WEB_CONCURRENCY gives more workers."""
    options = (
        "--worker-class gthread --threads 64 --no-control-socket --graceful-timeout 8 --log-level warning"
    )
    return ["gunicorn", "wsgi:app", "--bind", f"fd://{listener.fileno()}", *options.split()]


def wait_until_ready(port: int, server: Child) -> None:
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    sys.exit("The web server did not become ready; the lines above say why.")


def serve(listener: socket.socket, environ: Mapping[str, str], greeting: Sequence[str]) -> None:
    """Run the web server and the worker until one of them ends or someone asks to stop."""
    children: dict[str, Child] = {}
    try:
        children["web server"] = server = start(server_command(listener), environ, [listener.fileno()])
        children["worker"] = start(["flask", "--app", "wsgi", "worker"], environ)
        wait_until_ready(listener.getsockname()[1], server)
        print("\n".join(greeting), flush=True)
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    sys.exit(
                        f"The {name} ended by itself (exit code {child.returncode}): the portal was stopped."
                    )
            time.sleep(0.2)
    finally:
        stop(list(children.values()))


def _stop_asked(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="python3 dev.py run", description="Serve the portal on this machine."
    )
    parser.add_argument("--port", type=int, default=8000, help="default 8000; 0 takes any free one")
    parser.add_argument("--data", type=Path, help="the data folder; default DATA_DIR, or .data beside dev.py")
    parser.add_argument("--no-demo", action="store_true", help="leave a new data folder empty")
    options = parser.parse_args(arguments)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_asked)
    os.umask(0o077)  # what candidates told us is for nobody else on this machine
    data = (options.data or Path(os.environ.get("DATA_DIR") or ROOT / ".data")).resolve()
    listener = listen(options.port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    environ = {"BASE_URL": address, **os.environ, "DATA_DIR": str(data)}
    with open_data_folder(data):
        try:
            first = FirstRun(data, environ)
            is_first = first.is_due
            prepare(first, environ, with_demo=not options.no_demo)
            greeting = [f"Colloquy is at {address} (Ctrl-C stops it)."]
            if first.sign_ins.exists():
                environ["DEMO"] = "1"
                environ.setdefault("COMPANY", "Tidewater Ferries")
                greeting += sign_in_lines(first.sign_ins, address)
            elif is_first:
                where = f"DATA_DIR={shlex.quote(str(data))} " if options.data else ""
                greeting += [
                    "Nobody can sign in yet. In a second terminal, make a link for the first administrator:",
                    f"  {where}python3 dev.py flask people invite --administrator you@example.com",
                ]
            note_address(data, environ["BASE_URL"])
            serve(listener, environ, greeting)
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)
