"""The flask commands: one file for each group.

All print JSON on standard output and messages on standard error. Exit 0: done; 1: the input has faults, which
are named; 2: wrong usage. The same input gives the same bytes.
"""

from __future__ import annotations

from flask import Flask

from app.commands.documents import documents
from app.commands.people import people
from app.commands.policy import policy
from app.commands.questions import questions
from app.commands.schedules import schedules
from app.commands.seed import seed
from app.commands.worker import worker


def install(app: Flask) -> None:
    for command in (documents, people, policy, questions, schedules, seed, worker):
        app.cli.add_command(command)
