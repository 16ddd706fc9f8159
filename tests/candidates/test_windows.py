"""Availability as people write it."""

from datetime import datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.candidates.windows import LocalWindow, read_windows
from app.refusals import Refused

NOW = datetime(2026, 11, 23, 9, 30)  # a Monday


def read(text):
    return [(w.day.isoformat(), f"{w.starts:%H:%M}", f"{w.ends:%H:%M}" if w.ends else "24:00")
            for w in read_windows(text, NOW)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Tue 24 Nov 9-12", [("2026-11-24", "09:00", "12:00")]),
        ("Tue 24 Nov 9-12, 14-17", [("2026-11-24", "09:00", "12:00"), ("2026-11-24", "14:00", "17:00")]),
        ("Thu 10:30 to 16:15", [("2026-11-26", "10:30", "16:15")]),
        ("monday 9-10", [("2026-11-23", "09:00", "10:00")]),
        ("Mon 7-9, 11-12", [("2026-11-30", "07:00", "09:00"), ("2026-11-30", "11:00", "12:00")]),
        ("Wednesday from 9am until 1pm", [("2026-11-25", "09:00", "13:00")]),
        ("3rd December 1-5pm", [("2026-12-03", "13:00", "17:00")]),
        ("3 Dec 9-5pm", [("2026-12-03", "09:00", "17:00")]),
        ("3 Jan 9–12", [("2027-01-03", "09:00", "12:00")]),
        ("2026-12-01 20-24", [("2026-12-01", "20:00", "24:00")]),
        ("2 Feb 2027: 8.30-9.00", [("2027-02-02", "08:30", "09:00")]),
        ("Thu-Sat 9-10", [(f"2026-11-{d}", "09:00", "10:00") for d in (26, 27, 28)]),
        ("Tue 9-10\n\nThu 9-10;Fri 12am-12pm", [
            ("2026-11-24", "09:00", "10:00"), ("2026-11-26", "09:00", "10:00"),
            ("2026-11-27", "00:00", "12:00"),
        ]),
        ("Tue 9-10 and 11-12", [("2026-11-24", "09:00", "10:00"), ("2026-11-24", "11:00", "12:00")]),
        ("  ", []),
    ],
)  # fmt: skip
def test_a_coordinator_may_write_as_the_mail_said(text, windows):
    assert read(text) == windows


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("any time", "“any time” was not understood"),
        ("9-12", "Which day is “9-12”?"),
        ("Mon 24 Nov 9-12", "24 Nov 2026 is a Tuesday"),
        ("31 Feb 9-12", "There is no such day"),
        ("Tue 12-9", "ends before it starts"),
        ("Tue 9-9", "ends before it starts"),
        ("Tue 9-25", "was not understood"),
        ("Tue 9:75-10", "was not understood"),
        ("Tue 13pm-14pm", "was not understood"),
        ("Tue 9-12 or so", "was not understood"),
        ("2026-13-01 9-12", "There is no such day"),
    ],
)
def test_what_is_unclear_is_quoted_not_guessed(text, says):
    with pytest.raises(Refused, match=says) as refused:
        read(text)
    assert refused.value.field == "windows"


def test_a_text_too_long_is_refused_at_once():
    with pytest.raises(Refused, match="too long"):
        read("Tue 9-12 " * 1000)


@given(st.text(alphabet="monTUEdayjan0123456789:-–., \n;pamto/", max_size=60))
@example("29 Feb 9-12")
@example("0000-01-01 9-12")
@example("²4 Nov 9-12")
def test_no_text_breaks_the_reader(text):
    try:
        windows = read_windows(text, NOW)
    except Refused:
        return
    assert all(isinstance(w, LocalWindow) and w.starts < (w.ends or time.max) for w in windows)
