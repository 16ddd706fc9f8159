#!/usr/bin/env python3
"""One command for everything a developer or a first user does. Needs Python 3.11 and pip, nothing else.

    python3 dev.py run [--port 8000] [--data DIR] [--no-demo]   serve the portal, with a demo hire at first
    python3 dev.py test [ARGS]                                  the whole suite; ARGS go to pytest
    python3 dev.py check                                        lint, format, types, import contracts
    python3 dev.py bench [NAME]                                 measure; JSON on standard output
    python3 dev.py flask ARGS                                   any flask command, in the environment
    python3 dev.py lock                                         resolve the dependencies anew

The environment is made in .venv at first use and again whenever requirements.lock has changed.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Colloquy needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))
if sys.platform == "win32":
    sys.exit("Colloquy runs on Linux and macOS (its server, gunicorn, does not run on Windows); WSL will do.")

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed-lock"  # the hash of the lock that .venv was filled from


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


# --- the environment --------------------------------------------------------------------------------


@contextmanager
def alone() -> Iterator[None]:
    """Hold the folder's lock: of two commands started at once, one fills .venv and the other waits."""
    (ROOT / ".dev").mkdir(exist_ok=True)
    with (ROOT / ".dev" / "environment.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """Make .venv hold exactly what requirements.lock names, each file checked against its hash."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if _is_filled(wanted):
        return
    with alone():
        if _is_filled(wanted):
            return
        if not _works(PYTHON):
            say("Making the environment in .venv ...")
            _make_venv()
        say("Installing what requirements.lock names ...")
        INSTALLED.unlink(missing_ok=True)
        if not (_install_uv() and _sync_with_uv()):
            say("uv could not do it; trying pip, which takes longer.")
            _install_with_pip()
        INSTALLED.write_text(wanted)


def _is_filled(wanted: str) -> bool:
    return INSTALLED.is_file() and INSTALLED.read_text() == wanted and os.access(PYTHON, os.X_OK)


def _works(python: Path) -> bool:
    """Whether this one starts, is new enough and has pip: an upgraded system Python leaves a dead .venv."""
    if not os.access(python, os.X_OK):
        return False
    code = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", code], capture_output=True).returncode == 0


def _make_venv() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], stdout=sys.stderr)
    if made.returncode or not _works(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv; "
            "elsewhere install Python 3.11 or newer with its venv and pip."
        )


def _pip(*arguments: str | Path) -> bool:
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--no-deps",
    ]
    return subprocess.run([*command, *arguments], stdout=sys.stderr).returncode == 0


def _install_uv() -> bool:
    """Install uv itself as the lock names it: its lines are the one entry that starts with ``uv==``."""
    entries = LOCK.read_text().replace("\\\n", " ").splitlines()
    own = VENV / "uv.lock"
    own.write_text("\n".join(line for line in entries if line.startswith("uv==")) + "\n")
    return _pip("-r", own)


def _sync_with_uv() -> bool:
    command = [PYTHON, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK]
    return subprocess.run(command, cwd=ROOT, stdout=sys.stderr).returncode == 0


def _install_with_pip() -> None:
    if not _pip("-r", LOCK):
        sys.exit("The packages could not be installed; the lines above say why. Nothing else was changed.")


# --- the commands -----------------------------------------------------------------------------------


def become(*command: str | Path, **environ: str) -> None:
    """Turn this process into Python running ``command``, so that its signals and exit code are our own."""
    os.execve(PYTHON, [str(PYTHON), *map(str, command)], {**os.environ, **environ})


def run(arguments: list[str]) -> None:
    from dev.run import main as serve

    serve(arguments)


def test(arguments: list[str]) -> None:
    os.chdir(ROOT)
    become("-m", "pytest", *arguments)


def check(arguments: list[str]) -> None:
    """Run every check, even after one has failed, and say at the end which did."""
    checks = {
        "lint": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "basedpyright"],
        "import contracts": ["-m", "pytest", "-q", "tests/house/test_imports.py"],
    }
    failed = []
    for name, command in checks.items():
        say(f"{name} ...")
        if subprocess.run([PYTHON, *command, *arguments], cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        sys.exit("Not in order: " + ", ".join(failed))
    say("All in order.")


def bench(arguments: list[str]) -> None:
    os.chdir(ROOT)
    become("-m", "bench", *arguments)


def flask(arguments: list[str]) -> None:
    """A flask command, run where the caller stands: file names are relative to their folder, not to ours."""
    from dev.first_run import make_secret_key, noted_address

    data = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
    make_secret_key(data)
    become(
        "-m", "flask", *arguments, FLASK_APP=str(ROOT / "wsgi.py"), DATA_DIR=str(data), **noted_address(data)
    )


def lock(arguments: list[str]) -> None:
    """Resolve pyproject.toml into requirements.lock, for every platform and Python; it names no index."""
    command = "-m uv pip compile pyproject.toml --universal --extra test --generate-hashes"
    options = "--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file"
    os.chdir(ROOT)
    become(*command.split(), *options.split(), LOCK, *arguments)


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "flask": flask, "lock": lock}


def main(arguments: list[str]) -> None:
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__.strip(), file=sys.stderr if arguments else sys.stdout)
        sys.exit(2 if arguments else 0)
    make_environment()
    command(arguments[1:])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
