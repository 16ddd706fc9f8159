"""The people of the demo: an invented ferry company."""

from __future__ import annotations

from datetime import datetime
from secrets import choice, token_hex

from app.accounts import actions
from app.accounts.passwords import hashed
from app.store.user import User

# (first name, name, kinds, zone)
PEOPLE = (
    ("ada", "Ada Nwosu", "administrator", "Europe/London"),
    ("rita", "Rita Lindqvist", "coordinator", "Europe/Amsterdam"),
    ("hugo", "Hugo Marchetti", "hiring_manager", "Europe/Rome"),
    ("ivo", "Ivo Petrov", "interviewer", "Europe/Sofia"),
    ("ines", "Ines Duarte", "interviewer", "Europe/Lisbon"),
    ("otto", "Otto Brandt", "interviewer", "Europe/Berlin"),
    ("noor", "Noor Haddad", "interviewer", "Africa/Casablanca"),
    ("priya", "Priya Raman", "interviewer", "Asia/Kolkata"),
    ("sefa", "Sefa Demir", "interviewer", "Europe/Istanbul"),
    ("tomasz", "Tomasz Wilk", "interviewer", "Europe/Warsaw"),
    ("marit", "Marit van der Velden-Okonkwo", "hiring_manager interviewer", "Europe/Amsterdam"),
)
_WORDS = (
    "anchor beacon capstan dock eddy ferry gangway harbour island jetty keel mooring quay rudder tide".split()
)


def password() -> str:
    """Four harbour words and six random digits of hexadecimal: 40 bits, easy to copy from the screen."""
    return "-".join([*(choice(_WORDS) for _ in range(4)), token_hex(3)])


def plant(at: datetime) -> tuple[dict[str, User], dict[str, str]]:
    """Everybody by first name, and their passwords, made now and shown once."""
    people, passwords = {}, {}
    for first, name, kinds, zone in PEOPLE:
        passwords[first] = password()
        email = f"{first}@tidewater.example"
        people[first] = actions.add_person(email, name, zone, kinds.split(), hashed(passwords[first]), at=at)
    return people, passwords
