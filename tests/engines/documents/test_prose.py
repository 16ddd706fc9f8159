"""Duties told in sentences, beside a list and without one."""

import pytest

from app.engines.documents import read

LIST = (
    "\n\nDuties\n\n- Mend the nets in the loft\n- Log each landing\n- Weigh the catch\n- Wash down the quay\n"
)
LISTED = ["Mend the nets in the loft", "Log each landing", "Weigh the catch", "Wash down the quay"]


def taken(text: str) -> list[str]:
    return [duty.text for document in read(text) for duty in document.responsibilities]


def test_a_sentence_beside_a_list_is_a_duty_where_it_adds_something():
    sentence = "You will line-manage two apprentices from the sailing school."
    assert taken(f"Quay Keeper\n\nThe role\n\n{sentence}{LIST}") == [sentence, *LISTED]


def test_a_sentence_beside_a_list_is_left_out_where_it_says_the_same():
    sentence = "You will log the landings, weigh each catch and mend nets."
    assert taken(f"Quay Keeper\n\nThe role\n\n{sentence}{LIST}") == LISTED


@pytest.mark.parametrize(
    "sentence",
    [
        "In short, you will run a tidy harbour with good records and happy skippers.",
        "You will get a warm coat, a pension and every second Friday.",
        "You will have 5 years of experience on a working quay.",
        "We build the best ice plants between here and Bergen.",
    ],
)
def test_a_sentence_that_sums_up_gives_asks_or_boasts_is_no_duty(sentence):
    assert taken(f"Quay Keeper\n\nThe role\n\n{sentence}{LIST}") == LISTED


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay keeper settles the fees with the skippers.",
        "The keeper in this post decides who may land at night.",
        "He or she trains two apprentices.",
        "Part of the job is teaching visitors to moor.",
        "With your help we will rebuild the ice plant.",
        "We will rebuild the ice plant with your help.",
        "There will be a survey of the pontoons, which you will plan.",
        "It will be up to you to keep the log honest.",
        "Your first task is to cut the queue at the slip.",
        "We are looking for somebody who will own the landing records.",
        "The harbour's website will be written by you.",
        "The berthing plan will be drawn up by the quay keeper.",
        "At the end of the season you'll present the figures to the council.",
    ],
)
def test_a_duty_may_be_told_in_a_roundabout_way(sentence):
    harbour = "The harbour lies on the west coast and is open all year."
    assert taken(f"Quay Keeper\n\n{harbour} {sentence} It rains.") == [sentence]


def test_what_is_done_to_the_holder_is_no_duty():
    assert taken("Quay Keeper\n\nThe harbour is small. You will be managed by the head keeper.") == []


def test_a_stray_line_ends_no_run_of_duties():
    duties = [
        "Mend the nets in the loft",
        "Log each landing by boat",
        "Weigh the catch of each day",
        "Wash down the quay at night",
    ]
    lines = [*duties[:2], "Boats & c ...", *duties[2:]]
    assert taken("Quay Keeper\n\n" + "\n".join(lines)) == duties


def test_a_heading_of_unknown_wording_parts_a_list_without_bullets():
    text = f"Duties:\n\n{LISTED[0]}\n\n{LISTED[1]}\n\nScales:\n\n{LISTED[2]}\n\n{LISTED[3]}\n"
    assert taken(f"Quay Keeper\n\n{text}") == LISTED


def test_competencies_told_as_work_are_duties_and_manners_are_not():
    text = "- Drawing up the berthing plan for the season\n- Working calmly under pressure of time\n"
    assert taken(f"Quay Keeper{LIST}\nCore competencies\n\n{text}") == [
        *LISTED,
        "Drawing up the berthing plan for the season",
    ]


def test_who_knows_and_is_able_to_do_under_duties_does_it():
    bullet = "You know the tide tables and are able to explain them to visitors"
    assert taken(f"Quay Keeper{LIST}- {bullet}\n") == [*LISTED, bullet]


@pytest.mark.parametrize(
    ("bullet", "why"),
    [
        ("You report to the harbour master", "other"),
        ("You may work from home or in the office", "benefit"),
        ("Enclose a letter and two references with your application", "process"),
        ("Interns gain an insight into the fish trade", "benefit"),
    ],
)
def test_these_lines_are_no_duties_even_in_a_list_of_duties(bullet, why):
    (document,) = read(f"Quay Keeper{LIST}- {bullet}\n")
    assert [duty.text for duty in document.responsibilities] == LISTED
    assert [left.why for left in document.left_out if left.text == bullet] == [why]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('title="Quay Keeper"\nplace="Oban"\n\nWe are a harbour.\n', "Quay Keeper"),
        ('{{< job title="Site Engineer" place="Oban" >}}\n\nWe are a harbour.\n', "Site Engineer"),
        ("---\ntitle: Careers\n---\n\n# Site Engineer\n\nWe are a harbour.\n", "Site Engineer"),
        ("Site Engineer | Oban Harbour Careers\n\nWe are a harbour.\n", "Site Engineer"),
        ("Oban Harbour needs a site engineer.\n\nYou will mend the quay.\n", "Site engineer"),
        ("Oban Harbour Careers\n\nDevOps\n\nYou will run the servers.\n", "DevOps"),
    ],
)
def test_the_title_is_the_jobs_and_not_the_pages(text, title):
    assert read(text)[0].title == title
