"""What the demo's people have done with the library: one question of their own in use, one that waits for review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from app.library import actions
from app.store.database import saving
from app.store.user import User

CANCELLED_SAILING: Mapping[str, Any] = {
    "competency": "customer-service-care",
    "kind": "past_behaviour",
    "levels": ["junior", "mid"],
    "minutes": 8,
    "text": "Think of the last time that something people had booked with you was cancelled while they stood waiting. "
    "What did you do?",
    "probes": [
        "What did the people need to know first?",
        "Which ways to help them did you have?",
        "How did you find out what became of them?",
        "Which part of it was yours?",
    ],
    "anchors": {
        "1": "Repeated that the booking was cancelled, and sent the people to a number or a web page.",
        "2": "Apologised to those who asked and found another booking for one or two; cannot say what the rest did.",
        "3": "Told everybody waiting what had happened and when they would hear more, and booked them anew in turn.",
        "4": "Looked first for who could not wait, offered each person two ways to go on, and kept to the time named.",
        "5": "Served those in need first, heard from the people afterwards, and had the notice of cancelling changed.",
    },
}
FULL_DECK: Mapping[str, Any] = {
    "competency": "customer-service-care",
    "kind": "situational",
    "levels": ["mid", "senior"],
    "minutes": 7,
    "text": "The last ferry of the day has one place left on its car deck. A family with a booking for tomorrow "
    "has a sick grandmother waiting on the island; a fish dealer without a booking loses the day's catch by morning. "
    "Both stand before you, and the ferry leaves in ten minutes. What do you do?",
    "probes": [
        "What would you ask each of them?",
        "Whom does each of your choices hurt?",
        "What would you tell the one who stays?",
        "How would you know afterwards that it was handled fairly?",
    ],
    "anchors": {
        "1": "Gives the place to whoever speaks first or louder, and says nothing to the other.",
        "2": "Asks the captain or a colleague to decide, and passes the answer on.",
        "3": "Asks both what the delay would cost, gives the place by the company's rule and says why.",
        "4": "Looks for a second way, such as a foot passage or ice for the fish, before giving the place.",
        "5": "Gets both across or safe by morning, tells each the reason, and writes the case down for the next rule.",
    },
}


def plant(people: Mapping[str, User], at: datetime) -> None:
    noor, rita, marit = people["noor"], people["rita"], people["marit"]
    day = timedelta(days=1)
    with saving():
        version = actions.write(CANCELLED_SAILING, "From last summer's storms", by=noor, at=at - 20 * day)
        actions.send(version, by=noor, at=at - 20 * day)
        actions.approve(version, by=rita, at=at - 18 * day)
        waiting = actions.write(FULL_DECK, "For the support leads", by=marit, at=at - 2 * day)
        actions.send(waiting, by=marit, at=at - day)
