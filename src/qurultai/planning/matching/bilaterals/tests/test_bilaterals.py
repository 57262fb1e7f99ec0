"""Bilateral meetings: no demand broken, protocol order proven by trying everything, repairs that tell the fewest."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qurultai.planning.matching.bilaterals import (
    Budget,
    Delegation,
    Interpreter,
    Official,
    PersonAway,
    Problem,
    ProblemError,
    Request,
    RequestAdded,
    RequestDropped,
    Room,
    RoomClosed,
    SlotLost,
    Span,
    changed,
    check,
    plan,
    repair,
    told,
    why_not,
)
from qurultai.planning.matching.bilaterals.frame import frame
from qurultai.planning.matching.bilaterals.model import Model
from qurultai.planning.matching.levels import solve
from qurultai.planning.watch import Watch

from .small import DAY, HEADS, SHORT, SIDES, SLOTS, best_by_trying, best_repair_by_trying, problems

MUST = Request("new", "un", "kz", 1, must=True)
CHANGES = (
    PersonAway("kz1", Span(545, 565)),
    PersonAway("i", Span(570, 600)),
    RoomClosed("big", Span(550, 580)),
    SlotLost(SLOTS[0]),
    RequestAdded(MUST),
    RequestDropped("q0"),
)


def simple(*requests: Request, slots=SLOTS[:1], rooms=2, **more) -> Problem:
    halls = tuple(Room(f"hall{n}", 5, DAY) for n in range(rooms))
    return Problem(slots, SIDES, HEADS, more.pop("rooms_are", halls), more.pop("speakers", ()), requests, **more)


@settings(max_examples=80)
@given(problems())
def test_no_plan_breaks_a_demand_and_none_is_better(problem):
    made = plan(problem, SHORT)
    assert made.proven
    assert made.value == best_by_trying(problem)
    if made.value is not None:
        assert check(problem, made.assignment).violations == ()
        assert made.bound == made.value


@settings(max_examples=60)
@given(problems(), st.sampled_from(CHANGES))
def test_a_repair_tells_the_fewest_people_and_is_then_the_best(problem, change):
    before = plan(problem, SHORT)
    if before.value is None:
        return
    new, after = repair(problem, before, change, SHORT)
    best = best_repair_by_trying(new, before)
    if best is None:
        assert after.status == "infeasible"
        return
    assert after.status == "optimal"
    assert check(new, after.assignment).violations == ()
    assert (after.told, after.value) == best
    assert after.told_bound == after.told == len(told(before, after))


def test_the_higher_delegation_has_its_wish_before_the_deadline_and_the_earlier_request_after():
    first = Request("a", "un", "kz", 1, received=5)
    later = Request("b", "fr", "kz", 1, received=3)
    assert set(plan(simple(first, later), SHORT).assignment) == {"a"}
    assert set(plan(simple(first, later, deadline=0), SHORT).assignment) == {"b"}


def test_no_number_of_lower_wishes_outweighs_a_higher_one():
    wanted = Request("a", "kz", "un", 1)
    lower = (Request("b", "un", "fr", 1, wish=1), Request("c", "fr", "un", 1, wish=1))
    problem = simple(wanted, *lower, slots=SLOTS[:1], rooms=1)
    assert set(plan(problem, SHORT).assignment) == {"a"}


def test_an_unplaced_request_says_what_it_lacks():
    cases = {
        "no_room": Request("a", "kz", "un", 1, seats=9),
        "no_interpreter": Request("a", "kz", "un", 1, languages="kk-fr"),
        "no_heads": Request("a", "kz", "un", 3),
    }
    for code, request in cases.items():
        made = plan(simple(request), SHORT)
        assert made.status == "optimal"
        assert [r.code for r in made.reasons] == [code]


def test_the_press_comes_only_where_the_room_admits_it():
    rooms = (Room("a", 5, DAY, press=False), Room("b", 5, DAY))
    made = plan(simple(Request("q", "kz", "un", 1, press="photo"), rooms_are=rooms), SHORT)
    assert made.assignment["q"].room == "b"


def test_why_not_names_the_meetings_before_it_and_what_it_would_cost():
    problem = simple(Request("a", "kz", "un", 1), Request("b", "fr", "un", 1))
    made = plan(problem, SHORT)
    assert set(made.assignment) == {"a"}
    answer = why_not(problem, made, "b", budget=SHORT)
    assert answer.plan is not None
    assert set(answer.plan.assignment) == {"b"}
    assert answer.contradiction is not None
    assert {(d.code, d.subjects) for d in answer.contradiction.demands} == {("must", ("a",)), ("must", ("b",))}


def forum(seed: int, requests: int = 24, sides: int = 8) -> Problem:
    dice = random.Random(seed)
    ids = [f"d{n}" for n in range(sides)]
    slots = tuple(Span(540 + 30 * n, 570 + 30 * n) for n in range(6))
    officials = [Official(f"{d}-{n}", d, n) for d in ids for n in (1, 2)]
    wanted = []
    for n in range(requests):
        by, to = dice.sample(ids, 2)
        languages = dice.choice((None, "kk-en", "ru-en"))
        wanted.append(
            Request(
                f"q{n}",
                by,
                to,
                dice.choice((1, 1, 2)),
                n,
                n,
                dice.choice((2, 4)),
                languages,
                preferred=(Span(540, 630),) if dice.random() < 0.4 else (),
            )
        )
    return Problem(
        slots,
        tuple(Delegation(d, n) for n, d in enumerate(ids)),
        tuple(officials),
        tuple(Room(f"r{n}", 2 + 3 * (n % 2), (Span(540, 720),)) for n in range(4)),
        (
            Interpreter("i1", frozenset({"kk-en", "ru-en"})),
            Interpreter("i2", frozenset({"ru-en"}), busy=(Span(540, 600),)),
        ),
        tuple(wanted),
    )


def test_a_forum_of_two_dozen_requests_is_proven():
    made = plan(forum(1), SHORT)
    assert made.status == "optimal"
    assert check(forum(1), made.assignment).violations == ()
    assert made.score["unplaced"] > 0


def test_the_same_seed_and_work_give_the_same_plan():
    one, two = (plan(forum(2), SHORT, 3) for _ in range(2))
    assert dict(one.assignment) == dict(two.assignment)
    assert (one.value, one.bound, one.reasons) == (two.value, two.bound, two.reasons)


def test_a_budget_too_short_gives_a_plan_and_a_bound_below_it():
    made = plan(forum(1), Budget(seconds=0.01))
    assert made.status == "feasible"
    assert made.value is not None
    assert made.bound <= (plan(forum(1), SHORT).value or 0) <= made.value


@pytest.mark.parametrize(
    "wrong",
    [
        simple(Request("a", "kz", "xx", 1)),
        simple(Request("a", "kz", "kz", 1)),
        simple(Request("a", "kz", "un", 1, seats=0)),
        simple(Request("a", "kz", "un", 1), Request("a", "kz", "un", 1)),
        simple(slots=(Span(5, 5),)),
        simple(level_gap=-1),
        replace(simple(), officials=(Official("x", "xx", 1),)),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ProblemError):
        plan(wrong, SHORT)


TWICE = simple(Request("a", "kz", "un", 1, must=True), Request("b", "fr", "un", 1, must=True))
ONE_ROOM = Problem(
    SLOTS[:1],
    (*SIDES, Delegation("de", 4)),
    (*HEADS, Official("de1", "de", 1)),
    (Room("hall", 5, DAY),),
    (),
    (Request("a", "kz", "un", 1, must=True), Request("b", "fr", "de", 1, must=True)),
)


@pytest.mark.parametrize(
    ("method", "problem", "code"), [("_people", TWICE, "person_twice"), ("_rooms", ONE_ROOM, "room_twice")]
)
def test_the_model_without_a_demand_makes_a_plan_that_the_checker_turns_down(method, problem, code, monkeypatch):
    assert plan(problem, SHORT).status == "infeasible"
    monkeypatch.setattr(Model, method, lambda _: None)
    numbers = frame(problem)
    model = Model(numbers, numbers.order, frozenset())
    _, solver = solve(model.cp, Watch(SHORT, None), 1.0, 0)
    assert {v.code for v in check(problem, model.read(solver)).violations} == {code}


def test_without_what_is_possible_by_itself_the_checker_turns_it_down(monkeypatch):
    problem = simple(Request("a", "kz", "un", 1, seats=9, must=True))
    monkeypatch.setattr("qurultai.planning.matching.bilaterals.frame._fits", lambda *_: True)
    numbers = frame(problem)
    model = Model(numbers, numbers.order, frozenset())
    _, solver = solve(model.cp, Watch(SHORT, None), 1.0, 0)
    assert [v.code for v in check(problem, model.read(solver)).violations] == ["seats"]


def test_a_plan_of_a_changed_problem_may_start_from_the_old_one():
    problem = forum(1)
    late = changed(problem, PersonAway("d0-1", Span(540, 600)))
    after = plan(late, SHORT, start=plan(problem, SHORT))
    assert after.status == "optimal"
    assert check(late, after.assignment).violations == ()


def test_what_was_not_decided_in_time_is_not_called_impossible():
    easy, late = Request("a", "kz", "un", 1), Request("b", "fr", "un", 1, windows=(SLOTS[0],))
    problem = simple(easy, late, slots=SLOTS[:2], rooms=1)
    assert set(plan(problem, SHORT).assignment) == {"a", "b"}
    hurried = plan(problem, Budget(seconds=1e-9))
    assert set(hurried.assignment) == {"a"}
    assert hurried.status == "feasible"
    assert hurried.bound == 0


def test_a_new_must_in_no_time_at_all_is_placed_and_the_rest_kept_where_it_can_be():
    before = plan(forum(1), SHORT)
    wanted = next(r for r in forum(1).requests if r.id not in before.assignment)
    new, after = repair(forum(1), before, RequestAdded(replace(wanted, must=True)), Budget(seconds=1e-9))
    assert after.status == "feasible"
    assert wanted.id in after.assignment
    assert check(new, after.assignment).violations == ()
    assert (after.told_bound or 0) <= (after.told or 0)
