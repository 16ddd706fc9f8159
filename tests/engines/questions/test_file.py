"""A file that the portal writes is one that the loader reads, with not a letter changed."""

from dataclasses import replace

import pytest

from app.engines.questions import entries_in, file_of, library

ENTRIES = library().entries
SAMPLE = next(entry for entry in ENTRIES if entry.material)


def test_every_question_is_read_as_it_was_written():
    for competency in sorted({entry.competency for entry in ENTRIES}):
        own = [entry for entry in ENTRIES if entry.competency == competency]
        assert entries_in(file_of(competency, own), "it") == (competency, own)


@pytest.mark.parametrize(
    "odd", ['"""', 'a "quoted" end"', "back\\slash \\n", "tab\there\x85", 'x"""""y\n\n"" z', "'''", "ends\\", "Ł 漢 🙂"]
)  # fmt: skip
def test_odd_texts_survive(odd):
    entry = replace(SAMPLE, text=f"Say {odd}?", material=f"{odd}\nthen {odd}", key=odd)
    (read,) = entries_in(file_of(entry.competency, [entry]), "it")[1]
    assert (read.text, read.material, read.key) == (entry.text, entry.material, entry.key.strip())


def test_the_same_questions_give_the_same_file():
    assert file_of("x", ENTRIES[:5]) == file_of("x", list(ENTRIES[:5]))
