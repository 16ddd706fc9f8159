"""The lint finds what an author should change, names the rule, and leaves clean questions alone."""

import pytest

from app.engines.questions import lint

CLEAN = {
    "id": "planning-late-part",
    "competency": "planning-prioritisation",
    "kind": "past_behaviour",
    "level": "mid",
    "minutes": 9,
    "text": "Tell us about the last time one of your tasks could not be finished by the agreed day.",
    "probes": [
        "When did you first see that the day was in doubt?",
        "Which other ways did you think of?",
        "What happened on the agreed day?",
        "Which part was yours?",
    ],
    "anchors": {
        "1": "Names no date; says the work was simply late and that others had set the day.",
        "2": "Told people on the agreed day itself; offered to work longer without saying until when.",
        "3": "Told those waiting before the day, gave a new date, and kept to it.",
        "4": "Set out two ways with their price, delivered first the part others needed, and wrote it down.",
        "5": "Changed how such tasks are estimated afterwards, and gives figures for the next three of them.",
    },
}
SCENE = {
    **CLEAN,
    "id": "planning-two-promises",
    "kind": "situational",
    "minutes": 7,
    "text": "Two teams each expect a finished list from you at noon. There is time for only one, and both "
    "managers have told their customers. What do you do?",
}
SAMPLE = {
    **CLEAN,
    "id": "planning-read-board",
    "kind": "work_sample",
    "minutes": 15,
    "material": "Task A: 3 days, waits for C\nTask B: 2 days\nTask C: 4 days",
    "text": "Here is a board with three tasks and ten working days. In which order would you start them?",
    "key": "C before A; B fills the gap.",
}
EXPLAIN = {
    **CLEAN,
    "id": "planning-explain-buffer",
    "kind": "knowledge",
    "text": "Explain how you would set a date for work that nobody has done before.",
}


def changed(question=CLEAN, **keys):
    return {**question, **keys}


def anchored(point, text, question=CLEAN):
    return {**question, "anchors": {**question["anchors"], str(point): text}}


def probed(*first):
    return changed(probes=[*first, *CLEAN["probes"][len(first) :]])


def rules(*questions):
    return sorted({fault.rule for fault in lint(questions)})


@pytest.mark.parametrize("question", [CLEAN, SCENE, SAMPLE, EXPLAIN], ids=lambda question: question["kind"])
def test_a_clean_question_has_no_fault(question):
    assert lint([question]) == ()


PLANTED = [
    # R2, one ask
    ("R2", changed(text="What did you plan for the launch and how do you settle quarrels in a team?")),
    ("R2", changed(text="Tell us about a time you had to plan a move and describe a budget you have kept.")),
    ("R2", changed(text="Tell us about a late task. What did you do first? What did your manager say?")),
    (
        "R2",
        changed(
            text="Tell us about the last time " + "a task that was planned for a week " * 7 + "was late."
        ),
    ),
    ("R2", changed(text="Tell us about a time you were late and a time when a colleague of yours was late.")),
    # R3, open
    ("R3", changed(text="Have you ever missed a date that you had agreed on?")),
    ("R3", changed(text="Would you say that the last plan you made was kept?")),
    ("R3", changed(EXPLAIN, text="What is the default length of a sprint?")),
    ("R3", changed(EXPLAIN, text="What does PERT stand for?")),
    ("R3", changed(text="What are your greatest strengths and the latest proof of them?")),
    # R4, grammar
    ("R4", changed(text="Tell us about the last time you Coordinate tasks with other teams.")),
    ("R4", changed(text="Tell us about a time you manage the workload of the team.")),
    ("R4", changed(text="Tell us about the last time you were Responsible for planning a release.")),
    ("R4", changed(text="Tell us about a recent plan that you manages for the team.")),
    ("R4", changed(text="Tell us about the last time {responsibility} was late.")),
    ("R4", changed(text="Tell us about the last time a  task of yours was late.")),
    ("R4", changed(text="Tell us about the last time an plan of yours was late.")),
    ("R4", changed(text="Tell us about the last time a hour was missing.")),
    ("R4", changed(text="Tell us about the last time tasks, meetings, etc. took too long for you.")),
    ("R4", changed(text="Tell us about the last time a task was late?.")),
    ("R4", changed(text="tell us about the last time a task was late.")),
    ("R4", changed(text="Tell us about the last time a task was late")),
    ("R4", changed(text="Tell us about the last time you had to to wait.")),
    ("R4", changed(text="Tell us about the last time you recieved a task late.")),
    # R5, law and manners
    ("R5", changed(text="Tell us about the last time your children made you miss a date.")),
    ("R5", probed("How old are you?")),
    ("R5", probed("Do you plan to have a family?")),
    ("R5", probed("Are you married?")),
    ("R5", probed("Where were you born?")),
    ("R5", probed("What is your native language?")),
    ("R5", probed("Which church do you go to?")),
    ("R5", probed("What religion are you?")),
    ("R5", probed("Do you have any disability that we should know of?")),
    ("R5", probed("Do you take any medication?")),
    ("R5", probed("How many sick days did you take last year?")),
    ("R5", probed("Have you ever been arrested?")),
    ("R5", probed("Are you a member of a trade union?")),
    ("R5", probed("Who did you vote for at the last election?")),
    ("R5", probed("What was your previous salary?")),
    ("R5", probed("Do you own a car?")),
    ("R5", probed("What does your husband think of the hours?")),
    (
        "R5",
        anchored(4, "Sounds young and energetic, and would fit into our culture at once without any help."),
    ),
    ("R5", anchored(4, "Is a native speaker and gives the new date in one clear sentence to all.")),
    ("R5", anchored(2, "Asked his manager for more days on the day itself and waited for the answer.")),
    ("R5", changed(text="Tell us about the last time you hit the ground running on a task.")),
    # R6, kind
    ("R6", changed(text="What would you do if a task of yours could not be finished?")),
    ("R6", changed(SCENE, text="Tell us about a time two teams waited for you. What did you do?")),
    ("R6", changed(SCENE, text="A team expects a list at noon. What do you do?")),
    ("R6", changed(SAMPLE, material=None)),
    ("R6", changed(SAMPLE, key="")),
    ("R6", changed(kind="riddle")),
    ("R6", changed(minutes=45)),
    # R7, level
    ("R7", changed(level="junior", text="Tell us about the last time you set the strategy for a late task.")),
    ("R7", changed(text="As a senior developer, tell us about the last time a task was late.")),
    ("R7", changed(level="lead", text="Tell us about the last time a task in your internship was late.")),
    ("R7", changed(level="wizard")),
    # R8, probes
    ("R8", changed(probes=CLEAN["probes"][:2])),
    ("R8", probed("Shouldn't you have told them at once?")),
    ("R8", probed("You told your manager, right?")),
    ("R8", probed("Say more about the delay.")),
    ("R8", probed("Which other ways did you also think of?", "Which other ways did you think of?")),
    ("R8", probed("Did you deliver first the part others needed?")),
    # R9, anchors that can be seen
    (
        "R9",
        anchored(3, "Shows good planning and strong communication with everybody who was waiting for it."),
    ),
    ("R9", anchored(3, "Understands that dates matter to people and that they should be told in time.")),
    ("R9", anchored(3, "Told them early.")),
    ("R9", anchored(3, "Told those waiting before the day. " * 9)),
    ("R9", anchored(3, "One of the agreed tasks could not be finished by the last day.")),
    ("R9", changed(anchors={key: CLEAN["anchors"][key] for key in "124"})),
    # R10, anchors that rise
    ("R10", anchored(4, "Told those waiting before the day, gave a new date, and almost kept to it.")),
    ("R10", anchored(4, CLEAN["anchors"]["2"])),
    ("R10", anchored(3, "As 4, told those waiting and gave a new date that was then kept.")),
]


@pytest.mark.parametrize(("rule", "question"), PLANTED, ids=range(len(PLANTED)))
def test_a_planted_fault_is_found(rule, question):
    assert rule in rules(question)


def test_everyday_words_in_a_probe_and_in_a_high_anchor_are_chance():
    question = probed("What did the two people say the next morning?")
    question = anchored(4, "Told the two people the next morning, with both ways written down.", question)
    assert lint([question]) == ()


WORK = [
    "Visits the children's home and the care home, and asks who needs the lift.",
    "A race condition between a parent and its child process loses every tenth order.",
    "The disability benefits software shows aged debt for the wrong family of models.",
    "A native app asks for the age of the cache, and a patient asks about medication.",
    "Checks the system health, the project's health and the healthcare rules before the release.",
    "Explains a union query, technical debt and the credit limits of new customers to accounting.",
    "Asks the patient about pregnancy and medication by the ward's form, and writes down both answers.",
    "Tells parents how their child gets on at school, in words that every family can use.",
    "Gives pupils of every religion and every first language the same time for the same task.",
    "Weighs the transition to the new service against the weight of the parcels and the loads.",
]


@pytest.mark.parametrize("text", WORK)
def test_a_word_of_work_is_not_taken_for_a_question_about_the_person(text):
    assert [fault for fault in lint([anchored(3, text)]) if fault.rule == "R5"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Tell us about the slowest query you have had to speed up. What was it for, and what did you do?",
        "Tell us about the last hour of an urgent job at a site: a user, a European unit, an SQL table.",
        "Tell us about the last time someone told you that that would not work.",
        "Tell us about the most recent plan in which you had an honest doubt, and what you did.",
    ],
)
def test_natural_wording_is_not_a_fault(text):
    assert lint([changed(text=text)]) == ()


def test_an_anchor_may_not_be_used_for_another_question():
    other = changed(
        SCENE,
        anchors={**SCENE["anchors"], "1": "Names no customer and picks the list that is nearer to hand."},
    )
    found = [fault for fault in lint([CLEAN, other]) if fault.rule == "R10"]
    assert [(fault.question, fault.what[:8]) for fault in found] == [
        (SCENE["id"], f"anchor {n}") for n in "2345"
    ]


def test_a_paraphrase_is_found_and_a_declared_one_is_left():
    again = changed(
        id="planning-late-again",
        text="Tell us about the last time one of your own tasks could not be finished by the day agreed.",
        anchors={key: f"Another {text}" for key, text in CLEAN["anchors"].items()},
    )
    assert [(fault.question, fault.rule) for fault in lint([CLEAN, again])] == [
        ("planning-late-again", "R11")
    ]
    declared = [changed(question, paraphrase_group="late") for question in (CLEAN, again)]
    assert lint(declared) == ()


def test_what_stands_beside_is_compared_and_not_judged():
    like_it = changed(id="planning-late-again")
    bad = changed(id="planning-bad", text="Do you plan?", anchors={})
    assert [fault.rule for fault in lint([like_it], beside=[CLEAN, bad])] == ["R10"] * 5 + ["R11"]
    assert lint([CLEAN], beside=[CLEAN, bad]) == ()


def test_a_text_that_is_hard_to_follow_names_its_long_words():
    text = (
        "Characterise the organisational prioritisation considerations underlying your administrative "
        "responsibilities in the preceding interdepartmental reorganisation."
    )
    hard = changed(text=text, probes=["Which alternatives were available organisationally?"] * 3)
    found = [fault.what for fault in lint([hard]) if "school grade" in fault.what]
    assert found == [
        (
            "reads at school grade 29: shorter sentences, or plainer words for “organisationally”, "
            "“organisational”, “responsibilities”"
        )
    ]


def test_an_id_may_stand_once():
    assert rules(
        CLEAN, changed(SCENE, id=CLEAN["id"], anchors={k: f"So {v}" for k, v in CLEAN["anchors"].items()})
    ) == ["R11"]


def test_anchors_of_a_level_are_read_too():
    leads = {**{key: f"Lead {text}" for key, text in CLEAN["anchors"].items()}, "2": "Does well."}
    found = lint([changed(levels=["mid", "lead"], anchors_for={"lead": leads})])
    assert [(fault.rule, fault.what) for fault in found] == [
        ("R9", "anchor 2 for lead has 2 words: say in 8 or more what is said or done")
    ]


def test_what_is_said_tells_an_author_what_to_change():
    found = lint([probed("Shouldn't you have told them?")])
    assert [(fault.question, fault.rule, fault.what) for fault in found] == [
        ("planning-late-part", "R8", "probe 1 leads (“Shouldn't”): ask without hinting at the answer")
    ]


@pytest.mark.parametrize(
    "odd",
    [
        {}, {"text": None}, {"text": 7, "probes": "what?", "anchors": "none"}, {"anchors": ["a", None, 3]},
        {"anchors": {"1": None, "nine": []}}, {"minutes": "soon", "kind": "knowledge"}, {"levels": [None, 4]},
        {"text": "?" * 500}, {"text": "\x00\ud800 \n"}, {"probes": [None, {}]}, {"anchors_for": {"lead": 3}},
        {"kind": ["past_behaviour"]}, {"id": {"a": 1}},
    ],
)  # fmt: skip
def test_no_shape_of_question_raises(odd):
    assert isinstance(lint([odd, CLEAN]), tuple)


def test_what_is_no_question_is_passed_over():
    assert lint([None, 3, "text"]) == ()
    assert lint([]) == ()


DIRECT = (
    "Do you have kids or plan to?|How does your wife feel about travel?|What year did you finish school?|"
    "Are you a US citizen?|What country are you from?|How did you learn to speak German?|"
    "Is English your first language?|Do you have any health problems?|Have you had any workplace injuries?|"
    "Do you need any accommodation to do this job?|What is your sexual orientation?|Are you pregnant?|"
    "Do you belong to any clubs?|Were you honourably discharged from the military?|Do you smoke?|"
    "What does your partner do for a living?|Who takes care of your children while you work?|How tall are you?|"
    "Do you rent or own your home?|What are your views on unions?|What political party do you support?|"
    "Tell us about your family background.|Are you over 40?|What is your maiden name?|"
    "Have you been diagnosed with any mental illness?|How many days were you ill last year?|"
    "Do you have a good credit score?|Do you have childcare for late shifts?|Do you celebrate Christmas?"
).split("|")


@pytest.mark.parametrize("probe", DIRECT)
def test_a_direct_question_about_the_person_is_found(probe):
    assert "R5" in rules(probed(probe))


ALLOWED = (
    "How did you learn the language of the trade you were new to?|What level of German did the letters need?|"
    "Are you legally authorised to work here?|How would you lift a patient of that weight?|"
    "What age was the oldest record in the queue?|How did you keep the parents of the class informed?|"
    "How do you check a patient's medication before you give it?|What did the union of the two tables contain?|"
    "How did you retire the old service?|How did the team's health change?|How old was the data?|"
    "What did the election of a new leader do to the cluster?|Which prescription did you check first?|"
    "How did you explain the injury in the accident book?|What did you do about your supplier's debts?|"
    "How did you support a resident of another faith at mealtimes?|Which of your pupils' parents did you call?"
).split("|")


@pytest.mark.parametrize("probe", ALLOWED)
def test_a_question_about_the_work_is_allowed(probe):
    assert "R5" not in rules(probed(probe))
