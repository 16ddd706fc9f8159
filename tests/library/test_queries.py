"""What plans draw on: the shipped library with the company's own layer over it."""

from __future__ import annotations

from app.engines import questions as engine
from app.library import actions
from app.library import queries as library
from app.store.database import saving
from tests.factories import NOW
from tests.library.shelf import adapted, asked, ids, in_use, written

SHIPPED = engine.library().entries[0]


def test_a_company_that_touched_nothing_draws_on_what_is_shipped(cast):
    assert library.in_use() is engine.library()


def test_a_draft_is_drawn_on_by_no_plan_and_a_version_in_use_is(cast):
    before = ids()
    draft = written(cast.ivo)
    assert ids() == before
    with saving():
        actions.approve(draft, by=cast.rita, at=NOW)
    assert ids() - before == {draft.question.library_id}


def test_the_companys_version_stands_in_the_place_of_the_shipped_one(cast):
    adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    found = library.in_use().find(SHIPPED.id, SHIPPED.levels[0])
    assert found is not None
    assert (found.minutes, found.text) == (11, SHIPPED.text)
    assert library.in_use().version != engine.library().version


def test_a_retired_question_is_left_out_until_it_is_taken_up_again(cast):
    with saving():
        actions.retire(asked(SHIPPED.id), "Everybody knows it", by=cast.rita, at=NOW)
    assert ids() == {entry.id for entry in engine.library().entries} - {SHIPPED.id}
    with saving():
        actions.restore(asked(SHIPPED.id), by=cast.rita, at=NOW)
    assert library.in_use().version == engine.library().version


def test_the_library_is_made_once_and_asked_for_with_one_query(cast, queries):
    in_use(cast.ivo, cast.rita)
    made = library.in_use()
    with queries() as statements:
        assert library.in_use() is made
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1


def test_a_version_of_a_shape_that_is_read_no_more_is_left_out(cast, caplog):
    version = in_use(cast.ivo, cast.rita)
    with saving():
        version.content = {**version.content, "probes": "all of them"}
        version.edition = "another"
    assert version.question.library_id not in ids()
    assert "left out" in caplog.text


def test_a_new_edition_of_the_product_is_noticed_until_it_was_looked_at(cast):
    version = adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    assert not asked(SHIPPED.id).has_new_edition
    with saving():
        version.based_on = "the words before the update"
    assert asked(SHIPPED.id).has_new_edition
    with saving():
        actions.pass_over(asked(SHIPPED.id), by=cast.rita, at=NOW)
    assert not asked(SHIPPED.id).has_new_edition


def test_origin_and_state_are_told_from_what_is_there(cast):
    draft = written(cast.ivo)
    adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    told = {
        id: (asked(id).origin, asked(id).state)
        for id in (draft.question.library_id, SHIPPED.id, engine.library().entries[1].id)
    }
    assert [*told.values()] == [("own", "draft"), ("adapted", "in_use"), ("shipped", "in_use")]
    assert library.get_question("nothing-of-this-name") is None


def test_what_is_near_is_first_the_same_in_other_words(cast):
    first = in_use(cast.ivo, cast.rita).question.library_id
    words = {
        "text": "Which parcel was missing from a delivery the last time one came short, and what followed?",
        "paraphrase_group": first,
    }
    other = written(cast.ivo, **words).question.library_id
    assert library.near(asked(other))[0].id == first
