"""The floor under every page's cost: the least that Flask, one indexed query and a small template can be.

Nothing of the portal is in it: no sessions, no access check, no ORM. A page's ratio says what those cost.
"""

from __future__ import annotations

import os
import sqlite3
import threading

from flask import Flask

ROWS = 10_000

app = Flask(__name__)
TEMPLATE = app.jinja_env.from_string("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ name }}</title></head>
<body><main><h1>{{ name }}</h1><p>{{ email }}</p>
<ul>{% for word in words %}<li>{{ word }}</li>{% endfor %}</ul></main></body></html>
""")
_connections = threading.local()


def fill(file: str) -> None:
    """Make the floor's table: ``ROWS`` people, found by an indexed email address."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT UNIQUE, name TEXT)")
        rows = ((f"person{n}@example.com", f"Person {n}") for n in range(ROWS))
        connection.executemany("INSERT INTO person (email, name) VALUES (?, ?)", rows)
    connection.close()


def connection() -> sqlite3.Connection:
    if not hasattr(_connections, "open"):
        _connections.open = sqlite3.connect(os.environ["FLOOR_DATABASE"])
    return _connections.open


@app.get("/people/<int:number>")
def show(number: int) -> str:
    query = "SELECT email, name FROM person WHERE email = ?"
    email, name = connection().execute(query, (f"person{number}@example.com",)).fetchone()
    return TEMPLATE.render(email=email, name=name, words=name.split())
