"""The hot pages beside the floor: same server, same settings, same run, interleaved, as ratios.

One request at a time. Latency is the client's, from sending to the last byte; CPU is the serving process's,
so that a busy machine makes it noisier but not larger.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import floor
from bench.serving import NotThere, Samples, Served, serving
from bench.visitor import Answer, Visitor, fields_of, token_of, values_in
from dev.children import flask
from dev.first_run import make_secret_key
from dev.run import listen

WARM_UP = 5  # rounds that fill caches and compile templates, and are forgotten


@dataclass
class Page:
    """One hot page: ``before`` makes ready and is not measured; ``ask`` is."""

    name: str
    ask: Callable[[], Answer]
    before: Callable[[], object] = lambda: None


def measure(arguments: list[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench pages")
    parser.add_argument("--size", type=int, default=1000, help="candidates in the database (default 1000)")
    parser.add_argument("--rounds", type=int, default=60, help="requests to each page (default 60)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder:
        return _measure_in(Path(folder), options.size, options.rounds)


def _measure_in(folder: Path, size: int, rounds: int) -> dict[str, Any]:
    listeners = [listen(0), listen(0)]
    floor.fill(str(folder / "floor.db"))
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SMTP_URL")}
    environ |= {
        "FLOOR_DATABASE": str(folder / "floor.db"),
        "DATA_DIR": str(folder / "data"),
        "BASE_URL": f"http://127.0.0.1:{listeners[1].getsockname()[1]}",
    }
    make_secret_key(folder / "data")
    seed_seconds, manifest = _seed(environ, size, folder / "manifest.json")
    with (
        serving("bench.floor:app", listeners[0], environ) as lowest,
        serving("wsgi:app", listeners[1], environ) as portal,
    ):
        below = Samples()
        visitor = Visitor(lowest.port)
        pages, missing = _pages(portal, manifest)
        samples = {page.name: Samples() for page in pages}
        for number in range(rounds + WARM_UP):
            if number == WARM_UP:
                below, samples = Samples(), {name: Samples() for name in samples}
            for page in pages:
                if page.name in missing:
                    continue
                below.take(lowest, lambda number=number: visitor.get(f"/people/{number}"))
                try:
                    page.before()
                    samples[page.name].take(portal, page.ask)
                except (NotThere, LookupError) as error:
                    missing[page.name] = str(error)
    base = below.figures()
    measured = {name: taken.figures() for name, taken in samples.items() if name not in missing}
    for figures in measured.values():
        figures["latency_ratio"] = round(figures["latency_ms"] / base["latency_ms"], 1)
        figures["cpu_ratio"] = round(figures["cpu_ms"] / base["cpu_ms"], 1)
    return {
        "candidates": size,
        "seed_seconds": round(seed_seconds, 1),
        "rounds": rounds,
        "floor": base,
        "pages": measured,
        "missing": missing,
    }


def _seed(environ: dict[str, str], size: int, manifest: Path) -> tuple[float, dict[str, Any]]:
    if flask(["db", "upgrade"], environ):
        sys.exit("The database could not be made ready; the lines above say why.")
    started = time.perf_counter()
    if flask(
        ["seed", "--profile", "load", "--size", str(size), "--seed", "7", "--manifest", str(manifest)],
        environ,
    ):
        sys.exit("The load data could not be made; the lines above say why.")
    return time.perf_counter() - started, json.loads(manifest.read_text())


def _pages(portal: Served, manifest: dict[str, Any]) -> tuple[list[Page], dict[str, str]]:
    """The hot pages that this portal and this seed offer, and what is missing for the others."""
    pages: list[Page] = []
    missing: dict[str, str] = {}
    for make in (_candidate_pages, _scorecard_pages, _candidate_list, _sign_in):
        try:
            pages += make(portal, manifest)
        except (NotThere, LookupError, IndexError) as error:
            missing[make.__name__.strip("_")] = f"{type(error).__name__}: {error}"
    return pages, missing


def _candidate_pages(portal: Served, manifest: dict[str, Any]) -> list[Page]:
    candidate = Visitor(portal.port)
    link = manifest["candidate_links"][0]
    address = (
        candidate.get(link).location or link
    )  # the link sets a cookie and leads to an address without it
    calendars = [str(a["href"]) for a in candidate.get(address).soup.select('a[href*=".ics"]')]

    def get_calendar() -> Answer:
        if not calendars:
            raise NotThere("no calendar file is linked on the candidate's page")
        return candidate.get(calendars[0])

    return [Page("candidate page", lambda: candidate.get(address)), Page("calendar file", get_calendar)]


def _scorecard_pages(portal: Served, manifest: dict[str, Any]) -> list[Page]:
    card = next(card for card in manifest["scorecards"] if card.get("open", True))
    interviewer = Visitor(portal.port)
    _sign_in_as(interviewer, _person(manifest, card["interviewer_email"]))
    address = f"/scorecards/{card['id']}"
    save: dict[str, Any] = {}

    def read_card() -> None:
        """Take the first question's group of fields as it stands, and type something new into its evidence."""
        soup = interviewer.get(address).soup
        group = soup.select_one('[hx-post*="/ratings/"]')
        if group is None:
            raise NotThere("no group of fields on the scorecard saves itself")
        save["address"] = str(group["hx-post"])
        evidence = str(group.select("textarea[name]")[0]["name"])
        save["fields"] = values_in(group) | {"csrf_token": token_of(soup)}
        save["fields"][evidence] = f"Gave times before and after, {time.monotonic_ns()}"

    def post_form() -> Answer:
        return interviewer.post(save["address"], save["fields"], HX_Request="true", HX_Request_Type="partial")

    return [
        Page("scorecard open", lambda: interviewer.get(address)),
        Page("scorecard save", post_form, read_card),
    ]


def _candidate_list(portal: Served, manifest: dict[str, Any]) -> list[Page]:
    coordinator = Visitor(portal.port)
    _sign_in_as(coordinator, next(p for p in manifest["people"] if "coordinator" in p["kinds"]))
    return [Page("list of candidates", lambda: coordinator.get("/candidates"))]


def _sign_in(portal: Served, manifest: dict[str, Any]) -> list[Page]:
    person = manifest["people"][0]
    visitor = Visitor(portal.port)
    form: dict[str, Any] = {}

    def read_form() -> None:
        visitor.cookies.clear()
        form.update(fields_of(visitor.get("/sign-in").soup, "/sign-in"))
        form.update(email=person["email"], password=person["password"])

    return [
        Page("sign-in page", lambda: visitor.get("/sign-in"), visitor.cookies.clear),
        Page("sign-in", lambda: visitor.post("/sign-in", form), read_form),
    ]


def _sign_in_as(visitor: Visitor, person: dict[str, Any]) -> None:
    answer = visitor.sign_in(person["email"], person["password"])
    if answer.status >= 400:
        raise NotThere(f"{person['email']} could not sign in ({answer.status})")


def _person(manifest: dict[str, Any], email: str) -> dict[str, Any]:
    return next(person for person in manifest["people"] if person["email"] == email)
