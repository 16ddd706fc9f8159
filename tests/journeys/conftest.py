"""Whole stories in a real browser: the machine's Chromium, driven against a live server on SQLite.

``screen(rita, "phone", scheme="dark")`` opens a page in which rita is signed in. A violation of the content
security policy, an error on the console, a script that throws or a 5xx answer fails the test that caused it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from tests.databases import Database
from tests.page import Browser

SIZES = {"phone": (360, 780), "laptop": (1280, 800), "wide": (1920, 1080)}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ANSWERED_WITH_A_REFUSAL = "Failed to load resource: the server responded with a status of 4"

Size = Literal["phone", "laptop", "wide"]


@pytest.fixture(scope="session")
def running_chromium(chromium: str) -> Iterator[Chromium]:
    """One Chromium for the whole run; it can resolve no name but this machine's."""
    arguments = ["--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def server(running_chromium: Chromium, app: Flask) -> Iterator[str]:
    """The portal served on a free port; the address. The test's clock is the server's clock."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    serving: BaseWSGIServer = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in the browser; must be empty at the end. Who provokes a fault takes it out."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def screen(
    running_chromium: Chromium, server: str, database: Database, faults: list[str]
) -> Iterator[Callable[..., Page]]:
    """``screen(user, size, scheme=, javascript=, zone=)`` opens a page; addresses are the portal's."""
    opened: list[BrowserContext] = []

    def open_screen(
        user: Any = None,
        size: Size = "laptop",
        *,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        zone: str = "Europe/Berlin",
        **options: Any,
    ) -> Page:
        width, height = SIZES[size]
        context = running_chromium.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            is_mobile=size == "phone",
            has_touch=size == "phone",
            color_scheme=scheme,
            java_script_enabled=javascript,
            timezone_id=zone,
            locale="en-GB",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        if user is not None:
            cookie = Browser(database, user).client.get_cookie("colloquy")
            assert cookie is not None
            context.add_cookies([{"name": "colloquy", "value": cookie.value, "url": server}])
        context.on("console", lambda message: _note_console(message, faults))
        context.on("weberror", lambda error: faults.append(f"a script threw: {error.error}"))
        context.on("response", lambda response: _note_answer(response, faults))
        return context.new_page()

    yield open_screen
    for context in opened:
        context.close()


def _note_console(message: ConsoleMessage, faults: list[str]) -> None:
    """A refused form (4xx) is no fault of the page; anything else that Chromium calls an error is."""
    if message.type == "error" and not message.text.startswith(ANSWERED_WITH_A_REFUSAL):
        faults.append(f"on the console of {message.page.url if message.page else '?'}: {message.text}")


def _note_answer(response: Response, faults: list[str]) -> None:
    if response.status >= 500:
        faults.append(f"{response.status} from {response.url}")


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """``axe(page)`` asserts that axe finds nothing against WCAG 2.2 AA on the page as it stands now.

    ``axe(page, "color-contrast")`` asks this one rule: for a page that was seen whole in other colours.
    """

    def look(page: Page, *rules: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARD}
        ask = "async only => (await axe.run({runOnly: only, resultTypes: ['violations']})).violations"
        found = page.evaluate(ask, only)
        lines = [
            f"{f['id']}: {node['html']} {' '.join(_reasons(node))}" for f in found for node in f["nodes"]
        ]
        assert not lines, f"{page.url}:\n  " + "\n  ".join(lines)

    return look


def _reasons(node: dict[str, Any]) -> list[str]:
    return [str(check["message"]) for kind in ("any", "all", "none") for check in node[kind]]


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], None]:
    """``fits(page)`` asserts that nothing makes the page wider than its window."""
    wider = """width => [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > width + 1)
        .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""

    def measure(page: Page) -> None:
        assert page.viewport_size is not None
        window = page.viewport_size["width"]
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        assert scrolled <= window, (
            f"{page.url} is {scrolled} wide in {window}: {page.evaluate(wider, window)}"
        )

    return measure
