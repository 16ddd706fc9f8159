"""Sentences about the ways in which duties are laid out, and how a list survives what happens to it."""

import pytest

from app.engines.documents import extract, read


def taken(text: str) -> list[str]:
    return [duty.text for document in read(text) for duty in document.responsibilities]


def reasons(text: str) -> dict[str, str]:
    return {left.text: left.why for document in read(text) for left in document.left_out}


def from_markdown(text: str) -> str:
    return extract(text.encode(), "advert.md")


SETTINGS = '---\nlayout: vacancy\ntitle: "Harbour Clerk"\norder: 7\napply_email: clerk@example.org\n---\n\n'


@pytest.mark.parametrize("whence", [str, from_markdown])
def test_the_settings_before_a_page_give_its_title_and_nothing_else(whence):
    text = whence(SETTINGS + "# Duties\n\n- Keep the register\n- Answer the radio\n")
    (document,) = read(text)
    assert document.title == "Harbour Clerk"
    assert [duty.text for duty in document.responsibilities] == ["Keep the register", "Answer the radio"]
    assert [left.why for left in document.left_out] == ["other", "heading"]


def test_a_rule_between_two_sections_is_no_end_of_settings():
    text = "Harbour Clerk\n\n---\n\nDuties\n- Keep the register\n- Answer the radio\n\n---\n\nA boat is not needed.\n"
    assert taken(text) == ["Keep the register", "Answer the radio"]


def test_lists_kept_as_data_are_read_without_their_quotes():
    text = (
        "title: Harbour Clerk\nresponsibilities:\n  - text: 'Keep the register of moorings'\n"
        "  - text: \"Answer the radio in the evening\"\nrequirements:\n  - text: 'Good hearing and patience'\n"
    )
    assert taken(text) == ["Keep the register of moorings", "Answer the radio in the evening"]
    assert reasons(text)["Good hearing and patience"] == "requirement"


def test_items_below_a_numbered_name_are_duties_and_the_name_is_a_heading():
    text = from_markdown(
        "# Main duties\n\n1. Moorings and fees\n   * Keep the register of moorings\n   * Collect the fees\n"
        "2. Radio\n   * Answer the radio\n   * Log each call\n"
    )
    assert taken(text) == [
        "Keep the register of moorings",
        "Collect the fees",
        "Answer the radio",
        "Log each call",
    ]
    assert reasons(text)["Moorings and fees"] == "heading"


def test_a_heading_inside_a_list_item_is_a_heading():
    page = (
        "<ul><li><h4>Location</h4><span>Lowestoft</span></li></ul>"
        "<h3>Duties</h3><ul><li>Move boats</li><li>Log calls</li></ul>"
    )
    text = extract(page.encode(), "advert.html")
    assert taken(text) == ["Move boats", "Log calls"]
    assert reasons(text)["Location"] == "heading"


def test_a_list_whose_line_breaks_became_spaces_is_a_list_again():
    text = (
        "The harbour is old and busy in the summer months. Your duties will include Keeping the register of moorings "
        "Collecting fees from visitors at the pontoon Answering the radio during the day We are a team of four."
    )
    assert taken(text) == [
        "Keeping the register of moorings",
        "Collecting fees from visitors at the pontoon",
        "Answering the radio during the day",
    ]


def test_a_name_of_several_capitalised_words_is_not_taken_apart():
    text = (
        "Duties\n- Work with the Southern Harbour Support Programme Review Board and the Coastal Design Test Group "
        "on the plan that the Ministry of Transport Research has asked for in every one of the last nine years\n"
        "- Answer the radio\n"
    )
    assert len(taken(text)) == 2


def test_duties_listed_with_commas_after_a_colon_are_parted():
    text = (
        "Harbour Clerk. Your duties will include: Raising invoices for berths, "
        "Allocation of visitors' moorings, Answering the radio."
    )
    assert taken(text) == [
        "Raising invoices for berths",
        "Allocation of visitors' moorings",
        "Answering the radio",
    ]


def test_an_item_of_several_sentences_is_one_duty():
    item = "Keep the register of moorings. Collect the fees. Chase what is late."
    assert taken(f"Duties\n- {item}\n- Answer the radio\n") == [item, "Answer the radio"]


def test_lines_in_the_third_person_are_duties_without_any_heading():
    lines = ["Keeps the register of moorings.", "Collects the fees.", "Answers the radio by day."]
    text = "Harbour Clerk\n\nSummary\n" + "\n".join(lines) + "\n\nQualifications\nGood hearing\n"
    assert taken(text) == lines


def test_what_the_post_does_is_a_duty():
    text = (
        "Harbour Clerk\n\nThis position answers the radio by day. "
        "The role provides the log to the police each month.\n"
    )
    assert taken(text) == [
        "This position answers the radio by day.",
        "The role provides the log to the police each month.",
    ]


def test_a_date_or_a_code_behind_a_label_is_no_duty():
    facts = "Opening Hall: 12/03/2025\nGrading Unit: 105\nSupport Team: Tuesdays\n"
    text = f"Harbour Clerk\n\n{facts}\nDuties\n- Keep the register\n- Answer the radio\n"
    assert taken(text) == ["Keep the register", "Answer the radio"]


def test_a_catch_all_in_prose_is_a_duty():
    text = "Duties\n- Keep the register\n- Answer the radio\n\nOther harbour projects as required.\n"
    assert taken(text)[-1] == "Other harbour projects as required."


def test_a_name_in_one_word_is_no_lost_line_break():
    text = (
        "Duties\nKeep the HarbourMarket register every dayAnswer calls about HarbourMarket from visitors"
        "Collect the fees on the pontoonLog each call for the police"
    )
    assert taken(text) == [
        "Keep the HarbourMarket register every day",
        "Answer calls about HarbourMarket from visitors",
        "Collect the fees on the pontoon",
        "Log each call for the police",
    ]


def test_a_prose_overview_is_left_out_where_a_list_says_it_all():
    overview = "As our clerk, you will be responsible for the moorings."
    listed = "\n- Keep the register\n- Collect the fees\n- Answer the radio\n- Log each call\n"
    assert taken(f"Harbour Clerk\n\nAbout the role\n\n{overview}\n\nResponsibilities{listed}") == [
        "Keep the register",
        "Collect the fees",
        "Answer the radio",
        "Log each call",
    ]
    assert taken(f"Harbour Clerk\n\nAbout the role\n\n{overview}\n") == [overview]


def test_competencies_told_as_promises_are_requirements():
    text = (
        "Duties\n- Keep the register\n- Answer the radio\n\nCompetencies\n\n"
        "Teamwork - You will manage relations with the other harbours.\n\n"
        "Delivery - You will adapt the plan to the weather of the day.\n\n"
        "Judgement - You will use evidence to choose a berth.\n"
    )
    assert taken(text) == ["Keep the register", "Answer the radio"]


def test_an_employers_own_aims_are_nobodys_duties():
    text = (
        "Duties\n- Keep the register of moorings\n- Answer the radio by day\n\nOur aims\n"
        "- Build a marina for two hundred boats\n- Reduce the fuel that is spilled in the basin\n"
    )
    assert taken(text) == ["Keep the register of moorings", "Answer the radio by day"]


def test_reasons_to_join_are_benefits_though_they_begin_with_verbs():
    text = (
        "Why Lowestoft?\n- Sell for the leading harbour\n- Build a book of berths that renews itself\n\n"
        "Duties\n- Keep the register of moorings\n- Answer the radio by day\n"
    )
    assert taken(text) == ["Keep the register of moorings", "Answer the radio by day"]


@pytest.mark.parametrize(
    "line",
    [
        "Be conversant with the harbour's by-laws",
        "Crew are required to complete the safety drill each month",
        "Lead the manager programme over 2023 and 2024",
        "Receive deliveries and check them against the order",
    ],
)
def test_what_only_resembles_a_cue_stays_a_duty(line):
    assert taken(f"Duties\n- {line}\n- Answer the radio\n") == [line, "Answer the radio"]


@pytest.mark.parametrize(
    "line",
    [
        "The clerk will be able to work alone",
        "Approachable and calm with visitors",
        "A boat licence is a bonus",
    ],
)
def test_what_a_person_should_be_is_no_duty_among_duties(line):
    text = f"Duties\n- Keep the register\n- {line}\n- Answer the radio\n"
    assert taken(text) == ["Keep the register", "Answer the radio"]
    assert reasons(text)[line] == "requirement"


def test_the_name_of_the_job_is_no_duty_though_it_begins_with_a_verb():
    text = "Filing Assistant\n\nKeeping the register of moorings\nCollecting the fees\nAnswering the radio by day\n"
    assert taken(text) == [
        "Keeping the register of moorings",
        "Collecting the fees",
        "Answering the radio by day",
    ]


def test_boxes_to_tick_are_no_list_of_duties():
    text = (
        "Essential functions\n- Keep the register of moorings\n- Answer the radio by day\n"
        "Lifting □ rarely □ occasionally X often Climbing □ rarely X occasionally □ often Standing X rarely □ often\n"
    )
    assert taken(text) == ["Keep the register of moorings", "Answer the radio by day"]


def test_a_long_run_of_duties_among_requirements_is_taken():
    duties = [
        "Keep the register of moorings",
        "Collect the fees from visitors",
        "Answer the radio by day",
        "Log each call for the police",
        "Clean the pontoon after storms",
    ]
    text = "Requirements\n- Good hearing\n- A boat licence\n" + "".join(f"- {duty}\n" for duty in duties)
    text += "- Three years of experience at sea\n- Knowledge of tides\n- Fluent English\n- A calm voice\n"
    assert taken(text) == duties


def test_what_one_should_have_experience_with_is_no_duty_though_all_are_verbs():
    text = (
        "Duties\n- Keep the register of moorings\n- Answer the radio by day\n\nYou have experience with:\n"
        "- Cleaning yachts of all sizes safely\n- Repairing pontoons and cleats at sea\n"
        "- Reading charts and tables of the tide\n"
    )
    assert taken(text) == ["Keep the register of moorings", "Answer the radio by day"]


def test_an_employers_mission_is_no_duty():
    duties = "Duties\n- Keep the register\n- Answer the radio\n"
    text = f"Harbour Clerk\n\nLowestoft's mission is to help sailors.\n\n{duties}"
    assert taken(text) == ["Keep the register", "Answer the radio"]
    assert taken("Harbour Clerk\n\nThe purpose of the post is to help sailors ashore.\n") == [
        "The purpose of the post is to help sailors ashore."
    ]


def test_a_heading_without_a_space_after_its_signs_is_a_heading():
    assert taken("##Duties\n- Keep the register\n- Answer the radio\n##Benefits\n- Choose your berth\n") == [
        "Keep the register",
        "Answer the radio",
    ]
