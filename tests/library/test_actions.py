"""The way of a question: written by one, approved by another, changed by a new version, retired with a reason."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.engines import questions as engine
from app.history.queries import events_of
from app.history.sentences import entries
from app.library import actions, queries
from app.refusals import Conflict, Refused
from app.store.database import db, saving
from app.store.library_question import LibraryQuestion, LibraryVersion
from tests.factories import NOW, make_person
from tests.library.shelf import TABLE, adapted, asked, ids, in_use, written

SHIPPED = engine.library().entries[0]


@pytest.fixture
def rosa(app):
    """A second coordinator."""
    return make_person("Rosa Ruiz", "coordinator")


def approved(version, by, **reasons):
    with saving():
        actions.approve(version, by=by, at=NOW, **reasons)


def test_an_id_says_whose_a_question_is_and_how_it_begins(cast):
    assert [written(cast.ivo).question.library_id for _ in range(2)] == [
        "inventory-logistics-own-think-of-the-last-delivery-that",
        "inventory-logistics-own-think-of-the-last-delivery-that-2",
    ]


def test_who_wrote_a_version_does_not_approve_it(cast, rosa):
    version = written(cast.rita)
    with pytest.raises(Refused, match="another coordinator"):
        approved(version, cast.rita, alone_reason="I am sure")
    approved(version, rosa)
    assert (version.state, version.reviewed_by.name, version.alone_reason) == ("in_use", "Rosa Ruiz", None)


def test_who_changed_a_colleagues_draft_is_a_writer_too(cast, rosa):
    version = written(cast.ivo)
    question = asked(version.question.library_id)
    with saving():
        read = actions.reading_of(version)
        actions.rewrite(question, TABLE | {"minutes": 9}, "", read=read, by=cast.rita, at=NOW)
    assert [writer.name for writer in version.writers] == ["Ivo Ivanov", "Rita Reyes"]
    with pytest.raises(Refused, match="another coordinator"):
        approved(version, cast.rita)


def test_the_only_coordinator_approves_their_own_with_a_reason_that_stays(cast):
    version = written(cast.rita)
    with pytest.raises(Refused) as refused:
        approved(version, cast.rita)
    assert refused.value.field == "alone_reason"
    approved(version, cast.rita, alone_reason="Nobody else is here")
    assert version.alone_reason == "Nobody else is here"
    last = entries(events_of(thing=("library_question", version.question.id)))[0]
    assert (last.what, last.why) == (
        "put version 1 into use, approved by its own writer",
        "Nobody else is here",
    )


def test_a_disabled_coordinator_is_nobody_to_wait_for(cast):
    make_person("Rosa Ruiz", "coordinator", disabled_at=NOW)
    version = written(cast.rita)
    approved(version, cast.rita, alone_reason="Rosa has left")
    assert version.state == "in_use"


def test_what_must_not_be_asked_is_never_put_into_use(cast):
    version = written(cast.ivo, text="Think of the last delivery that was late. How did your children cope?")
    with pytest.raises(Refused, match="must not be asked"):
        approved(version, cast.rita, is_accepted=True, faults_reason="It is funny")
    assert version.state == "draft"


def test_other_faults_are_put_into_use_with_a_tick_and_a_reason(cast):
    version = written(cast.ivo, minutes=30)
    for given, field in (
        ({}, "accepted"),
        ({"is_accepted": True}, "faults_reason"),
        ({"faults_reason": "Long on purpose"}, "accepted"),
    ):
        with pytest.raises(Refused) as refused:
            approved(version, cast.rita, **given)
        assert refused.value.field == field
    approved(version, cast.rita, is_accepted=True, faults_reason="Long on purpose")
    assert (version.state, version.faults_reason) == ("in_use", "Long on purpose")


def test_a_question_with_a_hole_is_not_sent_to_review(cast):
    anchors = {point: text for point, text in TABLE["anchors"].items() if point not in "24"}
    version = written(cast.ivo, anchors=anchors)
    with pytest.raises(Refused, match="Still to be written: what 2 and 4 mean"), saving():
        actions.send(version, by=cast.ivo, at=NOW)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"levels": []}, "“levels” is not a list of levels"),
        ({"probes": ["How?"] * 5}, "There are 5 probes"),
        ({"minutes": 99}, "“minutes” is not a whole number"),
        ({"anchors_for": {"lead": TABLE["anchors"]}}, "Anchors_for.lead: the question is not for that level"),
        ({"material": "a note"}, "Only a work sample has"),
    ],
)
def test_what_the_library_could_not_read_is_not_sent_to_review(cast, change, sentence):
    version = written(cast.ivo, **change)
    with pytest.raises(Refused, match=sentence), saving():
        actions.send(version, by=cast.ivo, at=NOW)


def test_an_edit_leaves_what_is_in_use_in_use_until_it_is_approved(cast):
    first = in_use(cast.ivo, cast.rita)
    id = first.question.library_id
    with saving():
        second = actions.rewrite(asked(id), TABLE | {"minutes": 10}, "Longer", read="", by=cast.ines, at=NOW)
    assert [first.state, second.state, queries.in_use().find(id, "mid").minutes] == ["in_use", "draft", 8]
    approved(second, cast.rita)
    assert [first.state, second.state, queries.in_use().find(id, "mid").minutes] == ["replaced", "in_use", 10]


def test_two_who_begin_a_version_at_once_do_not_overwrite_each_other(cast):
    id = in_use(cast.ivo, cast.rita).question.library_id
    with saving():
        actions.rewrite(asked(id), TABLE | {"minutes": 10}, "", read="", by=cast.ines, at=NOW)
    with pytest.raises(Conflict), saving():
        actions.rewrite(asked(id), TABLE | {"minutes": 12}, "", read="", by=cast.otto, at=NOW)


def test_the_database_itself_refuses_a_second_open_version(cast):
    version = written(cast.ivo)
    with pytest.raises(Conflict, match="began a new version"), saving():
        db.session.add(
            LibraryVersion(question_id=version.question_id, number=2, state="in_review", written_at=NOW)
        )


def test_an_edit_in_review_makes_it_a_draft_again(cast):
    version = written(cast.ivo)
    with saving():
        actions.send(version, by=cast.ivo, at=NOW)
    with saving():
        question, read = asked(version.question.library_id), actions.reading_of(version)
        actions.rewrite(question, TABLE | {"minutes": 9}, "", read=read, by=cast.ivo, at=NOW)
    assert version.state == "draft"


def test_a_reviewer_gives_it_back_with_what_is_to_be_changed(cast):
    version = written(cast.ivo)
    with saving():
        actions.send(version, by=cast.ivo, at=NOW)
    with pytest.raises(Refused), saving():
        actions.give_back(version, " ", by=cast.rita, at=NOW)
    with saving():
        actions.give_back(version, "Which parcels?", by=cast.rita, at=NOW)
    assert (version.state, version.returned_reason) == ("draft", "Which parcels?")
    with pytest.raises(Conflict), saving():
        actions.give_back(version, "Once more", by=cast.rita, at=NOW)


def test_a_version_over_shipped_words_keeps_their_group_and_scene(cast):
    entry = next(entry for entry in engine.library().entries if entry.scenario_family)
    with saving():
        words = {k: v for k, v in engine.table_of(entry).items() if not k.endswith(("group", "family"))}
        version = actions.rewrite(asked(entry.id), words, "", read="", by=cast.ivo, at=NOW)
    kept = version.content["paraphrase_group"], version.content["scenario_family"]
    assert kept == (entry.paraphrase_group, entry.scenario_family)


def test_going_back_to_the_products_words_keeps_the_companys_version(cast):
    version = adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    with pytest.raises(Refused), saving():
        actions.take_shipped(asked(SHIPPED.id), "", by=cast.rita, at=NOW)
    with saving():
        actions.take_shipped(asked(SHIPPED.id), "The new words are better", by=cast.rita, at=NOW)
    assert (version.state, queries.in_use().version) == ("replaced", engine.library().version)


def test_a_thrown_away_first_draft_leaves_nothing(cast):
    version = written(cast.ivo)
    with pytest.raises(Refused, match="Its writers and coordinators"), saving():
        actions.drop(version, by=cast.ines, at=NOW)
    with saving():
        assert actions.drop(version, by=cast.ivo, at=NOW)
    assert db.session.scalars(select(LibraryQuestion)).all() == []


def test_a_thrown_away_later_draft_leaves_what_is_in_use(cast):
    first = in_use(cast.ivo, cast.rita)
    id = first.question.library_id
    with saving():
        second = actions.rewrite(asked(id), TABLE | {"minutes": 10}, "", read="", by=cast.ines, at=NOW)
    with saving():
        assert not actions.drop(second, by=cast.rita, at=NOW)
    assert id in ids()


def test_retiring_needs_a_reason_and_is_told_in_the_history(cast):
    with pytest.raises(Refused), saving():
        actions.retire(asked(SHIPPED.id), " ", by=cast.rita, at=NOW)
    with saving():
        actions.retire(asked(SHIPPED.id), "Everybody knows it", by=cast.rita, at=NOW)
    with pytest.raises(Conflict), saving():
        actions.retire(asked(SHIPPED.id), "Again", by=cast.rita, at=NOW)
    row = asked(SHIPPED.id).row
    told = [(one.who, one.what, one.why) for one in entries(events_of(thing=("library_question", row.id)))]
    assert told == [("Rita Reyes", "retired the question", "Everybody knows it")]
