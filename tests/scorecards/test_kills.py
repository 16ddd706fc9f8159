"""No acknowledged keystroke is lost when the portal is killed at any moment while scorecards save themselves."""

from __future__ import annotations

import http.client
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

from app.scorecards.rules import Answer
from app.store.database import db
from app.store.scorecard import Scorecard
from tests.databases import Database
from tests.factories import (
    Cast,
    make_application,
    make_interview,
    make_kit,
    make_plan,
    make_role,
    scorecard_of,
)
from tests.page import Browser

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 3


class Writer(threading.Thread):
    """Types numbers into one question, one after the other, and remembers the last that was acknowledged."""

    def __init__(
        self, port: int, cookie: str, token: str, card_id: int, question_id: int, known: int
    ) -> None:
        super().__init__()
        self.port, self.cookie, self.token = port, cookie, token
        self.address = f"/scorecards/{card_id}/ratings/{question_id}"
        self.name_of = f"answer-{question_id}-"
        self.acknowledged = self.tried = known
        self.status = 200

    def run(self) -> None:
        try:
            while self.status == 200:
                self.tried += 1
                fields = {
                    "csrf_token": self.token,
                    f"{self.name_of}choice": "",
                    f"{self.name_of}words": str(self.tried),
                    f"{self.name_of}base": Answer("", str(self.acknowledged or "")).revision,
                }
                self.status = self.post(urlencode(fields))
                if self.status == 200:
                    self.acknowledged = self.tried
        except (OSError, http.client.HTTPException):
            pass  # killed

    def wait_for(self, saves: int) -> None:
        until = self.acknowledged + saves
        while self.is_alive() and self.acknowledged < until:
            time.sleep(0.01)

    def post(self, body: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {
            "Cookie": f"colloquy={self.cookie}",
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", self.address, body, headers)
        return connection.getresponse().status


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    role = make_role(responsibilities=WRITERS)
    kit = make_kit(make_plan(role).stages[0], questions=WRITERS)
    return scorecard_of(make_interview(make_application(cast.cleo, role), cast.ines, kit=kit), cast.ines)


def lost_in(database: Database, card: Scorecard, kills: int, *wishes: str) -> list[tuple[int, int]]:
    """(last acknowledged, stored) for each question of which an acknowledged save is missing after a kill."""
    ines, lost = Browser(database, card.user), []
    card_id, questions = card.id, [question.id for question in card.interview.kit.questions]
    token = re.search(r'name="csrf_token" value="([^"]+)"', ines.get(f"/scorecards/{card_id}").text)
    cookie = ines.client.get_cookie("colloquy")
    assert token is not None
    assert cookie is not None
    chance, known = random.Random(7), dict.fromkeys(questions, 0)
    for _ in range(kills):
        command = [
            sys.executable,
            "-m",
            "tests.scorecards.served",
            database.url,
            str(database.data_dir),
            *wishes,
        ]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
            try:
                assert server.stdout is not None
                port = int(server.stdout.readline())
                writers = [Writer(port, cookie.value, token[1], card_id, id, known[id]) for id in questions]
                for writer in writers:
                    writer.start()
                for writer in writers:
                    writer.wait_for(3)
                time.sleep(chance.uniform(0, 0.3))
            finally:
                server.kill()
            for writer in writers:
                writer.join()
        assert {writer.status for writer in writers} == {200}
        stored = stored_words(card_id)
        for id, writer in zip(questions, writers, strict=True):
            known[id] = stored.get(id, 0)
            if not writer.acknowledged <= known[id] <= writer.tried:
                lost.append((writer.acknowledged, known[id]))
    return lost


def stored_words(card_id: int) -> dict[int, int]:
    db.session.rollback()
    card = db.session.get(Scorecard, card_id)
    assert card is not None
    return {rating.kit_question_id: int(rating.evidence) for rating in card.ratings}


def test_what_was_acknowledged_is_there_after_a_kill(app: Flask, database: Database, card: Scorecard) -> None:
    assert lost_in(database, card, 3) == []


def test_a_portal_that_answers_before_it_commits_is_caught(
    app: Flask, database: Database, card: Scorecard
) -> None:
    """The control."""
    assert lost_in(database, card, 1, "early") != []
