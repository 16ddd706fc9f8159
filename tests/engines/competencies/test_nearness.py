"""Lines that say nearly the same are known again."""

import pytest

from app.engines.competencies import Nearest

LINES = Nearest(
    {1: "Keep the customers' files in order", 2: "Write unit tests for the billing service", 3: "Cook"}
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Keep the customers' files in order", 1),
        ("Keeps our customer files in order.", 1),
        ("Write unit tests for our new billing service", 2),
        ("Write unit tests for the shop", None),
        ("cooking", 3),
        ("Cook and clean", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_line_finds_the_one_that_says_nearly_the_same(text, key):
    assert LINES.to(text) == key


def test_of_equally_near_lines_the_first_is_found():
    assert Nearest({7: "Cook the meals", 3: "Cook meals"}).to("Cook our meals") == 7


def test_without_lines_nothing_is_found():
    assert Nearest({}).to("Cook") is None


def test_a_line_without_words_is_never_the_nearest():
    assert Nearest({1: "…"}).to("…") is None
