from __future__ import annotations

from app.roles.marked import View, view_of
from app.store.responsibility import LeftOutLine, Responsibility
from app.store.role import Document, Role


def a_role(
    text: str, responsibilities: list[Responsibility], left_out: list[LeftOutLine] | None = None
) -> Role:
    document = Document(name="advert.txt", text=text)
    return Role(document=document, responsibilities=responsibilities, left_out_lines=left_out or [])


def taken(text: str, *lines: int, source: str | None = None) -> Responsibility:
    return Responsibility(text=text, source_text=source or text, lines=list(lines))


def shown(view: View | None) -> list[list[tuple[str, str]]]:
    assert view is not None
    return [
        [(part.text, "taken" if part.taken else "out" if part.left_out else "") for part in line.parts]
        for line in view.lines
    ]


def test_a_sentence_in_a_line_is_found_in_it() -> None:
    role = a_role(
        "• Runs it. Free fruit.\n\nFixes it",
        [taken("Runs it.", 1), taken("Fixes it", 3)],
        [LeftOutLine(line=1, text="Free fruit.", why="benefit")],
    )
    assert shown(view_of(role)) == [
        [("• ", ""), ("Runs it.", "taken"), (" ", ""), ("Free fruit.", "out")],
        [],
        [("Fixes it", "taken")],
    ]


def test_the_parts_of_a_line_are_the_line() -> None:
    text = "  * Ships: ships code, tests code, ships code"
    role = a_role(text, [taken("ships code", 1), taken("tests code", 1), taken("ships code", 1)])
    view = view_of(role)
    assert view is not None
    assert "".join(part.text for part in view.lines[0].parts) == text


def test_a_line_that_the_reader_cleaned_is_meant_as_a_whole() -> None:
    role = a_role("Runs &amp; fixes it", [taken("Runs & fixes it", 1)])
    assert shown(view_of(role)) == [[("Runs &amp; fixes it", "taken")]]


def test_edited_words_keep_their_place() -> None:
    role = a_role("Runs it", [taken("Operates the service", 1, source="Runs it")])
    assert shown(view_of(role)) == [[("Runs it", "taken")]]


def test_edited_words_that_were_removed_keep_their_place_too() -> None:
    removed = LeftOutLine(line=1, text="Operates it", why="removed", kept={"source_text": "Runs it"})
    assert shown(view_of(a_role("• Runs it. Fixes it", [taken("Fixes it", 1)], [removed]))) == [
        [("• ", ""), ("Runs it", "out"), (". ", ""), ("Fixes it", "taken")]
    ]


def test_what_was_divided_shares_its_place() -> None:
    role = a_role(
        "Runs and fixes it",
        [taken("Runs it", 1, source="Runs and fixes it"), taken("Fixes it", 1, source="Runs and fixes it")],
    )
    view = view_of(role)
    assert view is not None
    assert [one.text for one in view.lines[0].parts[0].taken] == ["Runs it", "Fixes it"]


def test_what_was_merged_is_marked_in_each_of_its_lines() -> None:
    role = a_role("Runs it\nFixes it", [taken("Runs it; Fixes it", 1, 2, source="Runs it\nFixes it")])
    view = view_of(role)
    assert shown(view) == [[("Runs it", "taken")], [("Fixes it", "taken")]]
    assert view is not None
    assert [line.unplaced for line in view.lines] == [[], []]


def test_of_a_long_document_the_role_s_own_lines_are_shown() -> None:
    role = a_role("\n".join(f"Line {n}" for n in range(1, 101)), [taken("Line 50", 50), taken("Line 60", 60)])
    view = view_of(role)
    assert view is not None
    assert (view.lines[0].number, view.lines[-1].number, view.total, view.is_whole) == (47, 63, 100, False)
    whole = view_of(role, whole=True)
    assert whole is not None
    assert (len(whole.lines), whole.is_whole) == (100, True)


def test_a_line_beyond_the_document_breaks_nothing() -> None:
    role = a_role("One line", [taken("Elsewhere", 7), Responsibility(text="By hand", lines=[])])
    assert shown(view_of(role)) == [[("One line", "")]]


def test_a_role_without_a_document_has_no_view() -> None:
    assert view_of(Role(responsibilities=[], left_out_lines=[])) is None


def test_a_responsibility_that_runs_over_an_indented_line_is_marked_on_both() -> None:
    role = a_role(
        "• Rings the bell at\n  eight and at noon.\n• Sweeps",
        [taken("Rings the bell at eight and at noon.", 1), taken("Sweeps", 3)],
    )
    assert shown(view_of(role)) == [
        [("• ", ""), ("Rings the bell at", "taken")],
        [("  ", ""), ("eight and at noon.", "taken")],
        [("• ", ""), ("Sweeps", "taken")],
    ]


def test_a_left_out_sentence_that_runs_over_two_lines_is_marked_on_both_and_explained_on_the_last() -> None:
    first, second = "We are nine.", "Every one of us holds a ticket."
    left = [LeftOutLine(line=1, text=text, why="other") for text in (first, second)]
    view = view_of(a_role("We are nine. Every one of us\nholds a ticket.", [], left))
    assert view is not None
    assert [[(part.text, part.left_out, part.goes_on) for part in line.parts] for line in view.lines] == [
        [(first, left[0], False), (" ", None, False), ("Every one of us", left[1], True)],
        [("holds a ticket.", left[1], False)],
    ]
    assert [line.unplaced for line in view.lines] == [[], []]
