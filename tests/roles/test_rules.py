from __future__ import annotations

from types import SimpleNamespace as Thing

import pytest

from app.refusals import Conflict, Refused
from app.roles import rules


def test_every_kind_of_line_break_is_one_break_and_controls_vanish() -> None:
    assert rules.plain("a\r\nb\rc\x0bd\x0ce\u2028f\x00g\th") == "a\nb\nc\nd\ne\nfg\th"


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior Python Developer", "senior"),
        ("Head of Platform", "lead"),
        ("Junior analyst", "junior"),
        ("Leader of hearts", "mid"),
        ("Python Developer", "mid"),
        ("", "mid"),
    ],
)
def test_the_title_speaks_of_the_level(title: str, level: str) -> None:
    assert rules.level_in(title) == level


def test_a_file_is_known_by_the_last_part_of_its_name() -> None:
    assert rules.file_name("C:\\jobs\\advert.docx") == "advert.docx"
    assert rules.file_name("../../etc/advert.txt") == "advert.txt"
    assert rules.file_name("\r\n") == "Document"
    assert len(rules.file_name("x" * 900)) == 255


def test_who_saw_an_older_state_is_told() -> None:
    rules.check_unchanged(rules.fingerprint("a", 1), rules.fingerprint("a", 1))
    with pytest.raises(Conflict):
        rules.check_unchanged(rules.fingerprint("a", 1), rules.fingerprint("b", 1))
    with pytest.raises(Conflict):
        rules.check_unchanged(None, rules.fingerprint("a", 1))


def test_two_states_never_share_a_fingerprint_by_their_borders() -> None:
    assert rules.fingerprint("a", "b c") != rules.fingerprint("a b", "c")


def test_an_archived_role_is_kept_as_it_is() -> None:
    rules.check_open(Thing(archived_at=None))
    with pytest.raises(Conflict):
        rules.check_open(Thing(archived_at="yesterday"))


def test_a_responsibility_is_one_line_of_bounded_length() -> None:
    assert rules.check_text("  Runs \n the\tservice ") == "Runs the service"
    for nothing in ("", " \n\t "):
        with pytest.raises(Refused):
            rules.check_text(nothing)
    assert rules.check_text("x" * 2000) == "x" * 2000
    with pytest.raises(Refused):
        rules.check_text("x" * 2001)


def test_a_line_break_divides() -> None:
    assert rules.parts_of("Runs it\r\n\n  Fixes it ") == ["Runs it", "Fixes it"]
    with pytest.raises(Refused):
        rules.parts_of("Runs it and fixes it")
    with pytest.raises(Refused):
        rules.parts_of("\n".join(map(str, range(21))))


def test_a_division_is_suggested_where_a_sentence_ends() -> None:
    assert (
        rules.suggested_parts("Runs it. Fixes it, and tells clients") == "Runs it.\nFixes it\ntells clients"
    )
    assert rules.suggested_parts("Runs it") == "Runs it"


def test_two_statements_become_one() -> None:
    assert rules.merged_text("Runs it.", "Fixes it") == "Runs it; Fixes it"


def test_a_line_goes_where_its_neighbours_in_the_document_are() -> None:
    assert rules.place_for(5, [[2], [4], [9]]) == 2
    assert rules.place_for(1, [[2], [4]]) == 0
    assert rules.place_for(7, []) == 0
    assert rules.place_for(7, [[9], [3], []]) == 2
