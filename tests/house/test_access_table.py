"""The access table against the grid that was agreed, and against the promise of blindness."""

from pathlib import Path

import pytest

from app.access import TABLE, can
from tests.house.access_grid import ANYBODY, PEOPLE, grid, may, world

AGREED = Path(__file__).parents[2] / "docs" / "access.md"


def test_the_table_is_the_grid_that_was_agreed():
    assert AGREED.read_text().partition("\n\n| may |")[2] == grid().partition("| may |")[2]


def test_nobody_who_is_not_signed_in_may_do_anything():
    assert [action for action in TABLE if may(ANYBODY, action)] == []


def test_an_action_without_a_row_opens_no_door():
    with pytest.raises(KeyError):
        can(PEOPLE["Administrator"], "role.destroy")


@pytest.mark.parametrize("who", [name for name in PEOPLE if "card owed" in name])
def test_who_owes_a_card_learns_nothing_of_their_colleagues(who):
    hidden = ("progress.see", "debrief.see", "debrief.open", "decision.record")
    assert [action for action in hidden if may(PEOPLE[who], action)] == []


def test_nobody_opens_a_colleagues_scorecard():
    actions = ("scorecard.see", "scorecard.edit", "scorecard.submit")
    allowed = {name for name, user in PEOPLE.items() if any(may(user, action) for action in actions)}
    assert allowed == {"Panel, card owed"}  # the owner in this world


def test_handing_in_the_last_card_opens_the_debrief_to_its_owner():
    owing = PEOPLE["Panel, card owed"]
    things = world(manager_id=3)
    card = things["scorecard"]
    card.is_owed, card.is_submitted = False, True
    assert can(owing, "debrief.see", things["debrief"])
