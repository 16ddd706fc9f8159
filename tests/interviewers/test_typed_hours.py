"""Hours as people write them."""

import pytest

from app.interviewers.typed_hours import read_hours, typed
from app.refusals import Refused


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("none", ""),
        ("9-17", "9:00-17:00"),
        ("13:30 to 17, 9–12:15", "9:00-12:15, 13:30-17:00"),
        ("9am-5pm", "9:00-17:00"),
        ("1-5pm", "13:00-17:00"),
        ("9-5pm", "9:00-17:00"),
        ("9-12 and 12-14", "9:00-14:00"),
        ("0-24", "0:00-24:00"),
    ],
)
def test_hours_are_read_as_people_write_them(text, shown):
    assert typed(read_hours(text)) == shown
    assert read_hours(shown) == read_hours(text)


@pytest.mark.parametrize(
    "text", ["9", "17-9", "9-25", "9:61-10", "13pm-14pm", "nine to five", "9-9", "1-2," * 9]
)
def test_what_is_unclear_is_refused(text):
    with pytest.raises(Refused):
        read_hours(text)
