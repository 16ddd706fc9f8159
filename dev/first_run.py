"""What happens once for each data folder: its secret key, its tables, the demo hire."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from dev.children import flask

LOCAL = ("127.0.0.1", "localhost", "::1")


def make_secret_key(data: Path) -> None:
    """Give the data folder a secret key of its own, readable by its owner alone; an existing one stays."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(data / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")


def note_address(data: Path, address: str) -> None:
    """Leave the address beside the data, so that links made by a command lead to the portal that is running."""
    (data / "address").write_text(address)


def noted_address(data: Path) -> dict[str, str]:
    """The address of the last run as a setting; nothing where there was none, or where BASE_URL is set."""
    file = data / "address"
    return {"BASE_URL": file.read_text()} if file.exists() and not os.environ.get("BASE_URL") else {}


class FirstRun:
    """The first run in a data folder. One that was interrupted is begun again from nothing."""

    def __init__(self, data: Path, environ: Mapping[str, str]) -> None:
        self.mark = data / "first-run"
        self.sign_ins = data / "demo-sign-ins.json"
        self.own_database = None if environ.get("DATABASE_URL") else data / "colloquy.db"

    @property
    def is_due(self) -> bool:
        if self.mark.exists():
            return self.mark.read_text() == "begun"
        return self.own_database is None or not self.own_database.exists()

    def begin(self) -> None:
        """Note that it began, and clear away the database that an interrupted first run left half filled."""
        if self.mark.exists() and self.own_database is not None:
            for file in self.own_database.parent.glob(self.own_database.name + "*"):
                file.unlink()
        self.mark.write_text("begun")

    def end(self) -> None:
        self.mark.write_text("done")


def prepare(first: FirstRun, environ: Mapping[str, str], *, with_demo: bool) -> None:
    """Bring the database to the newest migration, and load the demo hire where that is due."""
    is_due = first.is_due
    if is_due:
        first.begin()
    if flask(["db", "upgrade"], environ):
        sys.exit("The database could not be made ready; the lines above say why.")
    if not is_due:
        return
    if with_demo and urlsplit(environ["BASE_URL"]).hostname not in LOCAL:
        print("The demo hire is for a local address only: starting with an empty portal.", file=sys.stderr)
    elif with_demo:
        print("Loading the demo hire ...", file=sys.stderr, flush=True)
        seed = ["seed", "--profile", "demo", "--manifest", str(first.sign_ins)]
        if flask(seed, {**environ, "DEMO": "1"}):
            print("The demo hire was not loaded; the lines above say why.", file=sys.stderr)
    first.end()


def sign_in_lines(sign_ins: Path, address: str) -> list[str]:
    """What to print of the people and private links that the demo made."""
    made = json.loads(sign_ins.read_text())
    people = made.get("people", [])
    width = max((len(person["email"]) for person in people), default=0)
    lines = ["", f"Demo sign-ins (also in {sign_ins}):"]
    for person in people:
        kinds = ", ".join(kind.replace("_", " ") for kind in person.get("kinds", []))
        lines.append(f"  {person['email']:<{width}}  {person['password']}  {kinds}".rstrip())
    links = made.get("candidate_links", [])
    return lines + [f"  a candidate's private page: {address}{urlsplit(link).path}" for link in links]
