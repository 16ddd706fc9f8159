import pytest

from tests.factories import make_plan, make_role, make_seat


@pytest.fixture
def role(cast):
    role = make_role("Back-end developer", hiring_manager=cast.hugo)
    plan = make_plan(role, stages=2)
    make_seat(plan.stages[0], cast.ivo, cast.ines)
    make_seat(plan.stages[1], cast.otto, cast.hugo)
    return role
