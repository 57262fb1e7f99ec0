"""Which questions apply, what is wrong with answers, which state follows which."""

import pytest

from qurultai.registration import rules
from qurultai.registration.rules.answers import Question, kept, problems, shown

ROLE = Question("role", "choice", required=True, choices=("press", "guest"))
OUTLET = Question("outlet", "text", required=True, shown_field="role", shown_values=("press",))
LETTER = Question("letter", "file", required=True, shown_field="outlet")
DAYS = Question("days", "many", choices=("mon", "tue"))
DINNER = Question("dinner", "consent", shown_field="days", shown_values=("tue",))
TABLE = Question("table", "text", shown_field="dinner", shown_values=("yes",))
FORM = [ROLE, OUTLET, LETTER, DAYS, DINNER, TABLE]


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        ({}, ["role", "days"]),
        ({"role": "guest"}, ["role", "days"]),
        ({"role": "press"}, ["role", "outlet", "days"]),
        ({"role": "press", "outlet": "Orbit"}, ["role", "outlet", "letter", "days"]),
        ({"role": "guest", "outlet": "Orbit"}, ["role", "days"]),
        ({"days": ["mon"]}, ["role", "days"]),
        ({"days": ["mon", "tue"]}, ["role", "days", "dinner"]),
        ({"days": ["tue"], "dinner": True}, ["role", "days", "dinner", "table"]),
        ({"days": ["tue"], "dinner": False}, ["role", "days", "dinner"]),
    ],
)
def test_only_questions_that_apply_are_asked(answers, keys):
    assert [question.key for question in shown(FORM, answers)] == keys


def test_an_answer_to_a_question_that_does_not_apply_is_dropped_and_never_wrong():
    answers = {"role": "guest", "outlet": "x" * 5000, "days": ["mon"]}
    assert (problems(FORM, answers), kept(FORM, answers)) == ({}, {"role": "guest", "days": ["mon"]})


@pytest.mark.parametrize(
    ("kind", "value", "what"),
    [
        ("text", "", "missing"),
        ("text", "x" * 301, "long"),
        ("text", "x" * 300, None),
        ("long_text", "x" * 5001, "long"),
        ("choice", "b", "unknown"),
        ("choice", "a", None),
        ("many", ["a", "b"], "unknown"),
        ("many", "a", "unknown"),
        ("many", ["a"], None),
        ("date", "31.12.1990", "date"),
        ("date", "1790-12-31", "date"),
        ("date", "1990-12-31", None),
        ("country", "kz", "country"),
        ("country", "KZ", None),
        ("phone", "call me", "phone"),
        ("phone", "+7 (701) 123-45-67", None),
        ("mail", "somebody", "mail"),
        ("mail", "somebody@example.org", None),
        ("mail", "a@b.c\nBcc: d@e.fg", "mail"),
        ("consent", False, "missing"),
        ("consent", True, None),
        ("photo", "../../etc/passwd", "file"),
        ("heading", None, None),
    ],
)
def test_an_answer_is_right_or_says_what_is_wrong(kind, value, what):
    question = Question("q", kind, required=True, choices=("a",))
    assert rules.answers.problem(question, value) == what


def test_every_state_that_may_follow_is_a_state():
    assert {state for after in rules.states.FOLLOWS.values() for state in after} == rules.states.FOLLOWS.keys()


@pytest.mark.parametrize(
    ("approval", "invited", "state"),
    [
        ("automatic", False, "approved"),
        ("by_hand", True, "submitted"),
        ("invitation_only", True, "approved"),
        ("invitation_only", False, "submitted"),
    ],
)
def test_the_rule_of_a_category_decides_what_becomes_of_an_application(approval, invited, state):
    assert rules.states.after_submission(approval, invited=invited) == state
