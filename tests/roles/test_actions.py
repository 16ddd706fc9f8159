from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.history.queries import events_of
from app.history.sentences import entries
from app.refusals import Conflict, Refused
from app.roles import actions, queries
from app.roles import responsibility_actions as duties
from app.roles.reading import Found, LeftOut, Profile
from app.store.database import db, saving
from app.store.responsibility import LeftOutLine, Responsibility
from app.store.role import Document, Role
from tests.factories import (
    NOW,
    Cast,
    make_document,
    make_left_out_line,
    make_plan,
    make_responsibility,
    make_role,
)

PROFILE = Profile(
    number=1,
    title="Clerk",
    responsibilities=(
        Found("Till", "Runs the till", 3, 5, ("financial-control-accounting",)),
        Found(None, "Talks to customers", 4, 2, ()),
    ),
    left_out=(LeftOut("Free fruit", 9, "benefit"),),
)


def texts(role: Role) -> list[str]:
    return [one.text for one in role.responsibilities]


def positions(role: Role) -> list[int]:
    return [one.position for one in role.responsibilities]


def last_words(role: Role) -> str:
    return entries(events_of(role_id=role.id))[0].what


def test_a_role_takes_over_what_was_read(cast: Cast) -> None:
    with saving():
        document = actions.add_document("advert.txt", "some words", by=cast.rita, at=NOW)
        role = actions.make_from(document, PROFILE, " Store  clerk ", "mid", cast.hugo, by=cast.rita, at=NOW)
    assert (role.title, role.level, role.hiring_manager, role.document) == (
        "Store clerk",
        "mid",
        cast.hugo,
        document,
    )
    rows = [
        (one.position, one.label, one.text, one.source_text, one.lines, one.importance, one.competencies)
        for one in role.responsibilities
    ]
    assert rows == [
        (1, "Till", "Runs the till", "Runs the till", [3], 5, ["financial-control-accounting"]),
        (2, None, "Talks to customers", "Talks to customers", [4], 2, []),
    ]
    assert [(left.line, left.text, left.why) for left in role.left_out_lines] == [
        (9, "Free fruit", "benefit")
    ]
    assert last_words(role) == "made the role from advert.txt: 2 read, 1 left out"


def test_a_second_click_makes_no_second_document_and_no_second_role(cast: Cast) -> None:
    for _ in range(2):
        with saving():
            document = actions.add_document("advert.txt", "some words", by=cast.rita, at=NOW)
            actions.make_from(document, PROFILE, "Clerk", "mid", None, by=cast.rita, at=NOW)
    assert db.session.scalar(select(func.count(Document.id))) == 1
    assert db.session.scalar(select(func.count(Role.id))) == 1


def test_the_same_words_a_day_later_are_a_new_document(cast: Cast) -> None:
    with saving():
        first = actions.add_document("advert.txt", "some words", by=cast.rita, at=NOW)
        later = actions.add_document("advert.txt", "some words", by=cast.rita, at=NOW + timedelta(days=1))
        others = actions.add_document("advert.txt", "some words", by=cast.hugo, at=NOW)
    assert len({first.id, later.id, others.id}) == 3


def test_the_database_itself_refuses_two_roles_of_one_profile(cast: Cast) -> None:
    document = make_document()
    twice = [Role(title="Clerk", created_at=NOW, document_id=document.id, profile=1) for _ in range(2)]
    with pytest.raises(Conflict), saving():
        db.session.add_all(twice)


def test_a_role_needs_a_title(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal, saving():
        actions.make(" \n ", "mid", None, by=cast.rita, at=NOW)
    assert refusal.value.field == "title"


def test_facts_change_and_the_history_says_which(cast: Cast) -> None:
    role = make_role("Clerk")
    with saving():
        actions.set_facts(
            role, "Store clerk", "mid", cast.hugo, seen=actions.facts_seen(role), by=cast.rita, at=NOW
        )
    assert (role.title, role.hiring_manager_id) == ("Store clerk", cast.hugo.id)
    assert last_words(role) == "changed the title to “Store clerk”, the hiring manager to Hugo Haas"


def test_facts_that_someone_changed_meanwhile_are_kept(cast: Cast) -> None:
    role = make_role("Clerk")
    seen = actions.facts_seen(role)
    with saving():
        actions.set_facts(role, "Store clerk", "mid", None, seen=seen, by=cast.rita, at=NOW)
    with pytest.raises(Conflict), saving():
        actions.set_facts(role, "Shop clerk", "mid", None, seen=seen, by=cast.rita, at=NOW)
    assert role.title == "Store clerk"


def test_an_archived_role_is_changed_by_nobody_until_it_is_opened(cast: Cast) -> None:
    role = make_role("Clerk")
    one = role.responsibilities[0]
    with saving():
        actions.archive(role, by=cast.rita, at=NOW)
    attempts = [
        lambda: actions.set_facts(
            role, "X", "mid", None, seen=actions.facts_seen(role), by=cast.rita, at=NOW
        ),
        lambda: duties.add(role, None, "X", by=cast.rita, at=NOW),
        lambda: duties.weigh(one, 1, seen=3, by=cast.rita, at=NOW),
        lambda: duties.remove(one, seen=duties.words_seen(one), by=cast.rita, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Conflict), saving():
            attempt()
    with saving():
        actions.reopen(role, by=cast.rita, at=NOW)
        duties.weigh(one, 1, seen=3, by=cast.rita, at=NOW)
    assert one.importance == 1


def test_what_is_written_by_hand_comes_last_with_competencies_of_its_own(cast: Cast) -> None:
    role = make_role(responsibilities=2)
    with saving():
        one = duties.add(role, "Storage", "Design PostgreSQL databases", by=cast.rita, at=NOW)
    assert (one.position, one.lines, one.source_text, one.importance) == (3, [], None, 3)
    assert one.competencies[0] == "database-storage"


def test_new_words_bring_new_competencies_unless_a_person_chose(cast: Cast) -> None:
    role = make_role(responsibilities=2)
    read, chosen = role.responsibilities
    with saving():
        chosen.competencies_confirmed = True
    for one in (read, chosen):
        with saving():
            duties.edit(
                one,
                None,
                "Write unit tests",
                one.competencies,
                seen=duties.words_seen(one),
                by=cast.rita,
                at=NOW,
            )
    assert (read.text, read.source_text) == ("Write unit tests", "Look after part 1 of the billing service")
    assert (read.competencies[0], read.competencies_confirmed) == ("testing-qa", False)
    assert (chosen.competencies, chosen.competencies_confirmed) == (["api-integration"], True)


def test_competencies_that_a_person_chose_are_sure(cast: Cast) -> None:
    one = make_role().responsibilities[0]
    wanted = ["documentation", "testing-qa", "documentation"]
    with saving():
        duties.edit(one, None, one.text, wanted, seen=duties.words_seen(one), by=cast.rita, at=NOW)
    assert (one.competencies, one.competencies_confirmed) == (["documentation", "testing-qa"], True)
    assert last_words(one.role) == "chose the competencies of “Look after part 1 of the billing service”"


def test_two_people_who_edit_the_same_words_do_not_overwrite_each_other(cast: Cast) -> None:
    one = make_role().responsibilities[0]
    seen = duties.words_seen(one)
    with saving():
        duties.edit(one, None, "Rita's words", one.competencies, seen=seen, by=cast.rita, at=NOW)
    with pytest.raises(Conflict), saving():
        duties.edit(one, None, "Another's words", one.competencies, seen=seen, by=cast.rita, at=NOW)
    assert one.text == "Rita's words"


def test_importance_someone_else_set_meanwhile_is_not_overwritten_unseen(cast: Cast) -> None:
    one = make_role().responsibilities[0]
    with saving():
        duties.weigh(one, 5, seen=3, by=cast.rita, at=NOW)
        duties.weigh(
            one, 5, seen=3, by=cast.rita, at=NOW
        )  # a second click changes nothing and is no conflict
    with pytest.raises(Conflict), saving():
        duties.weigh(one, 1, seen=3, by=cast.rita, at=NOW)
    assert one.importance == 5
    assert last_words(one.role) == "set the importance of “Look after part 1 of the billing service” to 5"


@pytest.mark.parametrize(
    ("to", "order"), [(1, "baced"), (3, "acbed"), (5, "acedb"), (99, "acedb"), (-1, "baced")]
)
def test_a_responsibility_moves_to_a_place(cast: Cast, to: int, order: str) -> None:
    role = make_role(responsibilities=0)
    for position, text in enumerate("abced", 1):
        make_responsibility(role, text, position=position)
    one = role.responsibilities[1]
    with saving():
        duties.move(one, to, seen=duties.order_seen(role), by=cast.rita, at=NOW)
    assert "".join(texts(role)) == order
    assert positions(role) == [1, 2, 3, 4, 5]


def test_an_order_that_changed_meanwhile_is_shown_first(cast: Cast) -> None:
    role = make_role(responsibilities=3)
    seen = duties.order_seen(role)
    with saving():
        duties.move(role.responsibilities[0], 3, seen=seen, by=cast.rita, at=NOW)
    with pytest.raises(Conflict), saving():
        duties.move(role.responsibilities[0], 3, seen=seen, by=cast.rita, at=NOW)


def test_two_merged_are_one_with_the_lines_and_questions_of_both(cast: Cast) -> None:
    role = make_role(responsibilities=3)
    plan = make_plan(role, questions=3)
    first, second, third = role.responsibilities
    questions = plan.stages[0].questions
    with saving():
        second.importance = 5
    with saving():
        duties.merge(first, second.id, seen=duties.words_seen(first), by=cast.rita, at=NOW)
    assert (first.lines, first.importance) == ([1, 2], 5)
    assert first.competencies == ["database-storage", "api-integration"]
    assert first.text == "Look after part 1 of the billing service; Look after part 2 of the billing service"
    assert positions(role) == [1, 2]
    assert [[one.id for one in question.responsibilities] for question in questions] == [
        [first.id],
        [first.id],
        [third.id],
    ]


def test_a_merger_with_what_is_gone_changes_nothing(cast: Cast) -> None:
    role, other_role = make_role(), make_role()
    first = role.responsibilities[0]
    for gone in (first.id, 9999, other_role.responsibilities[0].id):
        with pytest.raises(Conflict), saving():
            duties.merge(first, gone, seen=duties.words_seen(first), by=cast.rita, at=NOW)
    assert positions(role) == [1, 2]


def test_one_divided_is_several_in_its_place(cast: Cast) -> None:
    role = make_role(responsibilities=3)
    one = role.responsibilities[1]
    parts = "Write unit tests\nDesign PostgreSQL databases"
    with saving():
        duties.divide(one, parts, seen=duties.words_seen(one), by=cast.rita, at=NOW)
    assert texts(role)[1:3] == ["Write unit tests", "Design PostgreSQL databases"]
    assert positions(role) == [1, 2, 3, 4]
    rows = [(r.lines, r.source_text, r.competencies[:1]) for r in role.responsibilities[1:3]]
    source = "Look after part 2 of the billing service"
    assert rows == [([2], source, ["testing-qa"]), ([2], source, ["database-storage"])]


def test_what_was_removed_comes_back_as_it_was(cast: Cast) -> None:
    role = make_role(responsibilities=3)
    one = role.responsibilities[1]
    with saving():
        one.label, one.importance, one.competencies_confirmed, one.lines = "Billing", 4, True, [2, 5]
    before = [getattr(one, name) for name in duties._KEPT]
    with saving():
        duties.remove(one, seen=duties.words_seen(one), by=cast.rita, at=NOW)
    assert positions(role) == [1, 2]
    assert [(left.line, left.why) for left in role.left_out_lines] == [(2, "removed")]
    with saving():
        back = duties.take_in(role, role.left_out_lines[0].id, by=cast.rita, at=NOW)
    assert [getattr(back, name) for name in duties._KEPT] == before
    assert back.position == 2
    assert role.left_out_lines == []


def test_a_line_left_out_is_taken_in_where_it_stands_in_the_document(cast: Cast) -> None:
    role = make_role(responsibilities=0)
    make_responsibility(role, "First", position=1, lines=[2])
    make_responsibility(role, "Last", position=2, lines=[8])
    left = make_left_out_line(role, "Write unit tests", line=5)
    with saving():
        one = duties.take_in(role, left.id, by=cast.rita, at=NOW)
    assert texts(role) == ["First", "Write unit tests", "Last"]
    assert (one.lines, one.source_text, one.competencies[:1]) == ([5], "Write unit tests", ["testing-qa"])
    assert queries.get_role(role.id).left_out_lines == []


def test_a_line_is_taken_in_once_and_only_by_its_own_role(cast: Cast) -> None:
    role, other = make_role(), make_role()
    mine, others = make_left_out_line(role), make_left_out_line(other)
    with saving():
        duties.take_in(role, mine.id, by=cast.rita, at=NOW)
    for line_id in (mine.id, others.id):
        with pytest.raises(Conflict), saving():
            duties.take_in(role, line_id, by=cast.rita, at=NOW)
    assert (
        db.session.scalar(select(func.count(Responsibility.id)).where(Responsibility.role_id == role.id)) == 3
    )
    assert db.session.scalar(select(func.count(LeftOutLine.id))) == 1
