"""Couples: no demand broken, the fewest coalitions that block proven by trying everything."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qurultai.planning.matching.couples import (
    Budget,
    Couple,
    Must,
    MustAdded,
    PersonGone,
    Place,
    Problem,
    ProblemError,
    SeatsChanged,
    Single,
    check,
    explain,
    plan,
    repair,
    sequential,
    together,
    told,
    why_not,
)
from qurultai.planning.matching.couples.explain import only
from qurultai.planning.matching.couples.frame import frame
from qurultai.planning.matching.couples.model import Model
from qurultai.planning.matching.levels import solve
from qurultai.planning.watch import Watch

from .small import best_by_trying, best_repair_by_trying, every_plan, problems

SHORT = Budget(seconds=20, work=5, workers=1)
NO_STABLE = Problem(
    (Place("x", 1, ("m", "a", "n")), Place("y", 1, ("m", "a", "n"))),
    (Single("a", ("x", "y")),),
    (Couple("m", "n", (("x", "y"),)),),
)


@settings(max_examples=80)
@given(problems())
def test_no_plan_breaks_a_demand_and_none_is_better(problem):
    made = plan(problem, SHORT)
    assert made.proven
    assert made.value == best_by_trying(problem)
    if made.value is not None:
        assert check(problem, made.assignment).violations == ()


@settings(max_examples=60)
@given(problems(couples=0, musts=False), st.integers(0, 5))
def test_without_couples_proposals_are_stable_and_best_for_those_who_propose(problem, seed):
    verdict = check(problem, sequential(frame(problem), seed))
    assert verdict.violations == ()
    assert verdict.score["blocking"] == 0
    assert verdict.value == best_by_trying(problem)


@settings(max_examples=60)
@given(problems(), st.integers(0, 3))
def test_proposals_never_break_seats_lists_or_pairs(problem, seed):
    broken = check(problem, sequential(frame(problem), seed)).violations
    assert {v.code for v in broken} <= {"must"}


def test_where_no_stable_placing_exists_that_is_proven():
    made = plan(NO_STABLE, SHORT)
    assert min(v.score["blocking"] for _, v in every_plan(NO_STABLE)) == 1
    assert made.status == "optimal"
    assert made.score["blocking"] == 1
    assert made.reasons[0].code == "blocking"


def test_friends_come_together_or_not_at_all():
    places = (Place("x", 1, ("m", "n")), Place("y", 2, ("m", "n")))
    made = plan(Problem(places, (), (together("m", "n", ("x", "y")),)), SHORT)
    assert dict(made.assignment) == {"m": "y", "n": "y"}
    assert made.score["blocking"] == 0


@settings(max_examples=50)
@given(
    problems(),
    st.sampled_from((PersonGone("m"), PersonGone("a"), SeatsChanged("x", 0), SeatsChanged("x", 1))),
)
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
    assert (after.told, after.value) == best
    assert after.told_bound == after.told == len(told(new, before, after))


def test_a_new_must_moves_as_few_as_it_can():
    places = (Place("x", 1, ("a", "b", "c")), Place("y", 2, ("a", "b", "c")))
    problem = Problem(places, tuple(Single(i, ("x", "y")) for i in "abc"))
    before = plan(problem, SHORT)
    assert dict(before.assignment) == {"a": "x", "b": "y", "c": "y"}
    _, after = repair(problem, before, MustAdded(Must("c", "x")), SHORT)
    assert (after.told, after.status) == (2, "optimal")
    assert dict(after.assignment) == {"a": "y", "b": "y", "c": "x"}


def unsatisfiable(seed: int) -> Problem:
    """A random group of which more must be placed than seats, lists and friendship allow."""
    dice = random.Random(seed)
    singles, pairs = ["a", "b", "c"], [("m", "n")]
    people = [*singles, "m", "n"]
    while True:
        places = [Place(p, dice.choice((0, 1, 2)), tuple(dice.sample(people, dice.randint(1, 5)))) for p in ("x", "y")]
        wishes = [(x, y) for x in ("x", "y", None) for y in ("x", "y", None) if x or y]
        problem = Problem(
            tuple(places),
            tuple(Single(s, tuple(dice.sample(["x", "y"], dice.randint(1, 2)))) for s in singles),
            tuple(Couple(a, b, tuple(dice.sample(wishes, 3))) for a, b in pairs),
            tuple(Must(i, dice.choice((None, "x", "y"))) for i in people if dice.random() < 0.6),
        )
        if best_by_trying(problem) is None:
            return problem


@pytest.mark.parametrize("seed", range(65))
def test_a_contradiction_is_one_and_without_any_part_it_is_none(seed):
    problem = unsatisfiable(seed)
    found = explain(problem, SHORT)
    assert found is not None
    assert found.minimal
    assert next(every_plan(only(problem, frozenset(found.demands))), None) is None
    for part in found.demands:
        assert next(every_plan(only(problem, frozenset(found.demands) - {part})), None) is not None


def test_why_not_says_the_cost_or_what_stands_against_it():
    places = (Place("x", 1, ("a", "b")), Place("y", 1, ("b",)))
    problem = Problem(places, (Single("a", ("x",)), Single("b", ("x", "y"))))
    made = plan(problem, SHORT)
    assert dict(made.assignment) == {"a": "x", "b": "y"}
    there = why_not(problem, made, Must("b", "x"), SHORT)
    assert there.score == {"blocking": 0, "rank": 0}
    assert there.plan is not None
    assert dict(there.plan.assignment) == {"b": "x"}
    never = why_not(problem, made, Must("a", "y"), SHORT)
    assert never.contradiction is not None
    assert {d.code for d in never.contradiction.demands} in ({"must", "wishes"}, {"must", "choice"})
    assert explain(problem, SHORT) is None


@pytest.mark.parametrize(
    "wrong",
    [
        Problem((), (Single("a", ("x",)),)),
        Problem((), (Single("a", ()), Single("a", ()))),
        Problem((Place("x", 1, ("a",)),)),
        Problem((Place("x", -1, ()),)),
        Problem((Place("x", 1, ()),), (Single("a", ("x", "x")),)),
        Problem((), (), (Couple("a", "b", ((None, None),)),)),
        Problem((), (), (), (Must("a"),)),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ProblemError):
        plan(wrong, SHORT)


def test_the_same_seed_and_work_give_the_same_plan():
    one, two = (plan(crowd(4), SHORT, 2) for _ in range(2))
    assert dict(one.assignment) == dict(two.assignment)
    assert (one.value, one.bound, one.reasons) == (two.value, two.bound, two.reasons)


def crowd(seed: int, singles: int = 20, couples: int = 6, places: int = 5) -> Problem:
    dice = random.Random(seed)
    ids = [f"p{n}" for n in range(places)]
    alone = [f"s{n}" for n in range(singles)]
    pairs = [(f"m{n}", f"n{n}") for n in range(couples)]
    people = [*alone, *(i for pair in pairs for i in pair)]
    return Problem(
        tuple(Place(p, len(people) // places, tuple(dice.sample(people, len(people)))) for p in ids),
        tuple(Single(s, tuple(dice.sample(ids, 4))) for s in alone),
        tuple(together(a, b, tuple(dice.sample(ids, 4))) for a, b in pairs),
    )


def test_a_crowd_with_friends_is_placed_stably():
    made = plan(crowd(1), SHORT)
    assert made.score["blocking"] == 0
    assert made.bound <= (made.value or 0)


@pytest.mark.parametrize("method", ["_seats", "_declined"])
def test_the_model_without_a_part_is_caught(method, monkeypatch):
    problem = Problem((Place("x", 1, ("a", "b")),), (Single("a", ("x",)), Single("b", ("x",))))
    truth = best_by_trying(problem)
    monkeypatch.setattr(Model, method, lambda *_: 0)
    model = Model(frame(problem))
    model.cp.minimize(model.blocking() * 100 + model.rank())
    _, solver = solve(model.cp, Watch(SHORT, None), 1.0, 0)
    verdict = check(problem, model.read(solver))
    assert verdict.violations or round(solver.objective_value) != truth


def test_proposals_alone_place_a_crowd_with_friends_stably():
    settled = [check(crowd(seed), sequential(frame(crowd(seed)), 0)).score["blocking"] for seed in range(6)]
    assert settled.count(0) >= 5
