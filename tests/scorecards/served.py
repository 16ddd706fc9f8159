"""The portal in a process of its own, to be killed: ``python -m tests.scorecards.served URL FOLDER [early]``.

Prints its port. With "early" it is the build that must not pass: it answers first and commits a moment later.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from app import clock
from app.refusals import Refused
from app.scorecards import actions, queries, routes
from app.scorecards.rules import Change
from app.store.database import saving
from app.store.user import User
from tests.databases import open_portal

url, folder, *wishes = sys.argv[1:]
portal = open_portal(url, Path(folder))


def save_later(card: Any, changes: Iterable[Change], *, by: User, at: Any) -> list[tuple[Change, Refused]]:
    card_id, user_id = card.id, by.id
    sent = [(change.question.id if change.question else None, change) for change in changes]

    def save_now() -> None:
        time.sleep(0.2)
        with portal.app_context(), saving():
            card, user = queries.get_scorecard(card_id), queries.db.session.get(User, user_id)
            assert card is not None
            assert user is not None
            by_id = {question.id: question for question in card.interview.kit.questions}
            again = [Change(by_id.get(id or 0), c.typed, c.base, c.attempts) for id, c in sent]
            actions.save(card, again, by=user, at=clock.now())

    threading.Thread(target=save_now, daemon=True).start()
    return []


if "early" in wishes:

    class Early:
        save, submit = staticmethod(save_later), staticmethod(actions.submit)

    routes.actions = Early  # type: ignore[assignment]

server = make_server("127.0.0.1", 0, portal, threaded=True)
print(server.server_port, flush=True)
server.serve_forever()
