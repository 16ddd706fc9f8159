"""How much of an advert's duties the reader finds.

The adverts in material/ are ours, with each duty in [[brackets]]. Those in kept/ were written and counted before
anybody tuned the reader with them; a new one goes there first, and is moved to tuned/ when it has taught us something.
"""

import html
import re
from pathlib import Path

import pytest

from app.engines.documents import read

MATERIAL = Path(__file__).parent / "material"
TUNED = sorted((MATERIAL / "tuned").glob("*.txt"))
KEPT = sorted((MATERIAL / "kept").glob("*.txt"))
NEVER = re.compile(
    r"equal opportunit|religion|sexual orientation|gender|caste|disabilit|married|below 30", re.I
)


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", re.sub(r"<[^>]+>", " ", html.unescape(text)).lower()))


def counted(path: Path) -> tuple[int, int, int]:
    """Duties found, wrongly taken, and missed; the same duty if four words of five are the same."""
    marked = path.read_text("utf-8")
    wanted = [words(duty) for duty in re.findall(r"\[\[(.*?)\]\]", marked, re.S)]
    taken = [words(duty.text) for document in read(unmarked(marked)) for duty in document.responsibilities]
    found = 0
    for duty in taken:
        same = next((want for want in wanted if len(duty & want) >= 0.8 * len(duty | want)), None)
        if same is not None:
            wanted.remove(same)
            found += 1
    return found, len(taken) - found, len(wanted)


def unmarked(marked: str) -> str:
    return marked.replace("[[", "").replace("]]", "")


def f1(paths: list[Path]) -> float:
    found, wrong, missed = (sum(column) for column in zip(*map(counted, paths), strict=True))
    return 2 * found / (2 * found + wrong + missed)


def test_the_reader_finds_nearly_all_duties_of_the_adverts_it_was_tuned_with():
    assert f1(TUNED) >= 0.97


def test_the_reader_finds_most_duties_of_adverts_it_was_not_tuned_with():
    assert f1(KEPT) >= 0.92


@pytest.mark.parametrize("path", TUNED + KEPT, ids=lambda path: path.stem)
def test_no_protected_topic_becomes_a_duty(path):
    taken = [
        duty.text
        for document in read(unmarked(path.read_text("utf-8")))
        for duty in document.responsibilities
    ]
    assert [text for text in taken if NEVER.search(text)] == []


@pytest.mark.parametrize("path", TUNED + KEPT, ids=lambda path: path.stem)
def test_reading_twice_gives_the_same(path):
    text = unmarked(path.read_text("utf-8"))
    assert read(text) == read(text)
