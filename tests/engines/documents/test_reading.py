"""Sentences about what becomes of a line."""

import pytest

from app.engines.documents import Unreadable, read


def taken(text: str) -> list[str]:
    return [duty.text for document in read(text) for duty in document.responsibilities]


def reasons(text: str) -> dict[str, str]:
    return {left.text: left.why for document in read(text) for left in document.left_out}


DUTIES = "Responsibilities\n- Plan the rota for the ward\n- Order the stock\n"


def test_bullets_numbers_and_bold_are_not_part_of_a_duty():
    text = "Duties:\n• Plan the rota\n1) Order the stock\n➢ Train the **new** staff\n- [ ] Check the fridge\n"
    assert taken(text)[:3] == ["Plan the rota", "Order the stock", "Train the new staff"]


def test_a_label_is_parted_from_its_text():
    (document,) = read(
        "Duties\n- Code Review: Review the work of colleagues\n- Check the fridge: twice a day\n"
    )
    assert [(duty.label, duty.text) for duty in document.responsibilities] == [
        ("Code Review", "Review the work of colleagues"),
        (None, "Check the fridge: twice a day"),
    ]


def test_a_line_broken_at_a_fixed_width_is_one_duty():
    text = (
        "Duties\n\n  - Prepare the monthly accounts and explain the\n    differences to the directors\n"
        "  - Order the stock\n"
    )
    assert taken(text) == [
        "Prepare the monthly accounts and explain the differences to the directors",
        "Order the stock",
    ]


def test_a_requirement_among_the_duties_is_left_out_as_one():
    text = DUTIES + "- 5+ years of experience in a hospital\n- Degree in nursing\n"
    assert taken(text) == ["Plan the rota for the ward", "Order the stock"]
    assert reasons(text)["Degree in nursing"] == "requirement"


def test_a_benefit_that_begins_with_a_verb_is_no_duty():
    text = (
        DUTIES
        + "\nWhat we offer\n- Build your career with us\n- Work from home on Fridays\n- Choose your own laptop\n"
    )
    assert taken(text) == ["Plan the rota for the ward", "Order the stock"]
    assert reasons(text)["Choose your own laptop"] == "benefit"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("We are an equal opportunity employer.", "legal"),
        ("All applicants are considered without regard to race, religion or age.", "legal"),
        ("Only male candidates aged between 25 and 35 need apply.", "legal"),
        ("Send your CV to jobs@example.org by Friday.", "process"),
        ("Competitive salary and 25 days of annual leave.", "benefit"),
    ],
)
def test_what_is_said_under_a_heading_of_duties_is_still_judged_by_itself(line, why):
    text = f"{DUTIES}- {line}\n"
    assert taken(text) == ["Plan the rota for the ward", "Order the stock"]
    assert reasons(text)[line] == why


def test_a_duty_that_mentions_checks_equality_or_pensions_stays_a_duty():
    lines = [
        "Carry out DBS checks for new starters",
        "Promote equality and diversity in the classroom",
        "Administer the pension scheme",
        "Interview applicants and take notes",
    ]
    assert taken("Duties\n" + "".join(f"- {line}\n" for line in lines)) == lines


def test_headings_that_say_the_opposite_of_their_lists_are_overruled():
    text = (
        "Requirements\n- Plan the rota for the whole ward\n- Order the stock every week\n"
        "- Train the new nurses well\n\n"
        "Responsibilities\n- Degree in nursing\n- Three years of experience in a ward\n"
        "- Excellent communication skills\n"
    )
    assert taken(text) == [
        "Plan the rota for the whole ward",
        "Order the stock every week",
        "Train the new nurses well",
    ]


def test_a_duty_said_twice_is_taken_once_and_weighs_more():
    once = read("Duties\n- Order the stock for the ward\n")[0].responsibilities
    twice = read("Duties\n- Order the stock for the ward\n- Order stock for the ward.\n")[0].responsibilities
    assert [duty.text for duty in twice] == ["Order the stock for the ward"]
    assert twice[0].importance > once[0].importance


def test_leading_weighs_more_than_helping_and_catch_alls_weigh_least():
    text = "Duties\n- Lead the night team\n- Assist with the rota\n- Any other duties as required\n"
    assert [duty.importance for duty in read(text)[0].responsibilities] == [4, 2, 1]


def test_two_adverts_in_one_text_are_two_documents_and_ids_run_on():
    text = (
        "Job title: Porter\nDuties\n- Move beds\n- Carry samples\n\n"
        "Job title: Cook\nDuties\n- Cook lunch\n- Order food\n"
    )
    documents = read(text)
    assert [document.title for document in documents] == ["Porter", "Cook"]
    assert [duty.id for document in documents for duty in document.responsibilities] == [
        "r1",
        "r2",
        "r3",
        "r4",
    ]


def test_two_headings_of_one_advert_are_one_document():
    text = (
        "# Python Developer\n## Python Developer Responsibilities\n- Build services\n- Test them\n"
        "## Requirements\n- A degree\n"
    )
    assert len(read(text)) == 1


def test_everything_with_content_is_taken_or_left_out_with_its_line():
    text = "Porter\n\n" + DUTIES + "\nThe building is old.\nWe like cake.\n"
    (document,) = read(text)
    assert {duty.line for duty in document.responsibilities} | {left.line for left in document.left_out} == {
        1,
        3,
        4,
        5,
        7,
        8,
    }


def test_a_text_of_nothing_is_one_document_without_duties():
    assert [(document.title, document.responsibilities) for document in read("")] == [("", ())]


def test_a_text_longer_than_any_job_description_is_refused_in_one_sentence():
    with pytest.raises(Unreadable, match="longer than"):
        read("a" * 3_000_000)


def test_lost_line_breaks_and_web_signs_are_mended():
    text = (
        "<p>Responsibilities</p><ul><li>Plan &amp; share the rota</li><li>Order the stock</li></ul>"
        "<p>Benefits</p><ul><li>Tea</li></ul>"
    )
    assert taken(text) == ["Plan & share the rota", "Order the stock"]
    glued = "ResponsibilitiesPlan the rota for the wardOrder the stock every weekTrain the new nursesBenefitsFree tea"
    assert taken(glued) == [
        "Plan the rota for the ward",
        "Order the stock every week",
        "Train the new nurses",
    ]


def test_a_sentence_that_only_sums_up_the_list_is_left_out():
    text = (
        "Porter\n\nYou will build up our team and carry things.\n\nDuties\n- Move beds\n- Carry samples\n"
        "- Clean the lift\n- Lock the doors\n"
    )
    assert taken(text) == ["Move beds", "Carry samples", "Clean the lift", "Lock the doors"]


def test_without_a_list_the_same_sentence_is_the_duty():
    assert taken("Porter\n\nYou will move beds and carry samples.\n") == [
        "You will move beds and carry samples."
    ]


def test_nested_numbers_and_columns_kept_by_spaces_are_understood():
    text = "1. About the role\n1.1 Move beds\n1.2 Carry samples\n2. About you\n2.1 Strong back\n"
    assert taken(text) == ["Move beds", "Carry samples"]
    table = "DUTIES\n1.   Beds      Move the beds\n2.   Samples   Carry the samples\n"
    assert [duty.label for duty in read(table)[0].responsibilities] == ["Beds", "Samples"]


def test_duties_under_a_sub_heading_that_sounds_like_requirements_are_duties():
    text = DUTIES + "\nEducation\n- Teach the students on the ward\n- Run the monthly training day\n"
    assert taken(text)[2:] == ["Teach the students on the ward", "Run the monthly training day"]


def test_a_blank_line_parts_a_paragraph_from_the_next():
    wide = (
        "Duties\n\n- Plan the rota of the ward with the sister and the\n"
        "  matron and publish it on the board by the\n{}  end of the month\n"
    )
    assert taken(wide.format("")) == [
        "Plan the rota of the ward with the sister and the matron and publish it on the board by the end of the month"
    ]
    assert taken(wide.format("\n")) == [
        "Plan the rota of the ward with the sister and the matron and publish it on the board by the"
    ]


@pytest.mark.parametrize("mark", ["(m/f/d)", "(f/m/x)", "[w/m/d]", "(m | f | d)", "(all genders)"])
def test_a_title_does_not_say_who_may_apply(mark: str) -> None:
    [document] = read(
        f"Harbour clerk {mark}\n\nYour tasks\n- Keep the register of moorings\n- Answer the radio\n"
    )
    assert document.title == "Harbour clerk"


def test_a_title_keeps_what_belongs_to_the_job() -> None:
    [document] = read(
        "Harbour clerk (night shift)\n\nYour tasks\n- Keep the register of moorings\n- Answer the radio\n"
    )
    assert document.title == "Harbour clerk (night shift)"
