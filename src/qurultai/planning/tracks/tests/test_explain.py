"""A contradiction names demands each of which is needed; a question tells its price."""

import random
import sys
from dataclasses import replace

import pytest

from qurultai.planning.tracks import (
    Budget,
    Contradiction,
    Plan,
    Problem,
    ProblemError,
    Reason,
    Submission,
    SubmissionIn,
    TrackIn,
    check,
    demands,
    explain,
    fewest,
    plan,
    why_not,
)
from qurultai.planning.tracks.demands import only
from qurultai.planning.tracks.tests.worlds import a_problem, every_place, limited, optimum

QUICK = Budget(seconds=20, work=0.5)


def possible(problem: Problem) -> bool:
    """Whether there is any programme, found by trying."""
    return next(iter(every_place(problem)), None) is not None


def crowded(seed: int) -> Problem:
    """A tiny problem in which much is closed and many are away."""
    dice = random.Random(seed)
    tracks = dice.randint(1, 3)
    problem = a_problem(seed, sessions=dice.randint(1, 2), tracks=tracks, submissions=dice.randint(tracks, 6))
    return limited(problem, seed, dice.choice((0.1, 0.25, 0.4)))


def test_on_200_contradictions_without_any_one_of_the_demands_the_others_can_be_kept():
    found, seed = 0, 0
    while found < 200:
        problem = crowded(seed)
        why = explain(problem, QUICK)
        assert (why is None) == possible(problem)
        if why is not None:
            found += 1
            assert why.minimal
            assert set(why.demands) <= set(demands(problem))
            assert not possible(only(problem, frozenset(why.demands)))
            for one in why.demands:
                assert possible(only(problem, frozenset(why.demands) - {one})), (seed, one)
        seed += 1


def test_a_problem_with_all_its_demands_is_the_same_but_for_prices():
    for seed in range(20):
        problem = crowded(seed)
        assert only(problem, frozenset(demands(problem))) == replace(
            problem, weights={}, penalties={}, conflicts={}
        )  # fmt: skip


def test_too_few_rooms_and_slots_are_named_with_those_who_want_them():
    problem = Problem((2, 1), 1, 3, (Submission(0, 2), Submission(1), Submission(2)), {})
    assert explain(problem) == Contradiction(
        (Reason("rooms", (), (1,)), *(Reason("submission", (str(i), str(i)), (2 - (i > 0),)) for i in range(3))), True
    )
    long = Problem((2, 1), 1, 1, (Submission(0, 2), Submission(0, 2)), {})
    assert explain(long) == Contradiction(
        (
            Reason("slots", ("0",), (2,)),
            Reason("slots", ("1",), (1,)),
            Reason("rooms", (), (1,)),
            Reason("submission", ("0", "0"), (2,)),
            Reason("submission", ("1", "0"), (2,)),
        ),
        True,
    )


def test_closed_rooms_and_absences_are_named():
    problem = Problem((2, 2), 1, 1, (Submission(0), Submission(0)), {}, closed=frozenset({(0, 0)}))
    why = explain(replace(problem, away=frozenset({(1, 1), (0, 0)})))
    assert why is not None
    assert {(one.code, one.subjects) for one in why.demands} == {
        ("rooms", ()), ("closed", ("0", "0")), ("away", ("1", "1")), ("submission", ("1", "0")),
    }  # fmt: skip


def test_without_time_to_know_it_says_so():
    with pytest.raises(TimeoutError):
        explain(Problem((1,), 1, 1, (Submission(0),), {}), Budget(seconds=0))


@pytest.mark.parametrize("overlooked", ["closed", "away"])
def test_mutant_without_closed_rooms_or_absences_something_else_is_said(monkeypatch, overlooked):
    whole = fewest.Fewest

    def blind(problem, old):
        return whole(replace(problem, **{overlooked: frozenset()}), old)

    monkeypatch.setattr(sys.modules[explain.__module__], "Fewest", blind)
    with pytest.raises(AssertionError):
        test_closed_rooms_and_absences_are_named()


@pytest.mark.parametrize("seed", range(12))
def test_what_is_asked_costs_what_the_best_programme_with_it_costs_more(seed):
    problem = a_problem(seed)
    made = plan(problem, QUICK, seed=1)
    if made.value is None:
        return
    dice = random.Random(seed)
    i, s = dice.randrange(4), dice.randrange(2)
    forced = replace(problem, away=frozenset({(i, 1 - s)}))
    answer, best = why_not(problem, made, SubmissionIn(i, frozenset({s})), QUICK), optimum(forced)
    if best is None:
        assert answer.contradiction is not None and answer.contradiction.minimal
        assert not possible(only(forced, frozenset(answer.contradiction.demands)))
        return
    assert answer.most is not None and answer.most == best - made.value
    assert answer.least is not None and answer.least <= answer.most
    assert answer.plan is not None
    assert check(forced, answer.plan.grid)[0] == []


@pytest.mark.parametrize("seed", range(12))
def test_a_track_in_other_sessions_and_rooms_costs_what_it_takes(seed):
    problem = a_problem(seed)
    made = plan(problem, QUICK, seed=1)
    if made.value is None:
        return
    dice = random.Random(seed)
    t, s, r = dice.randrange(2), dice.randrange(2), dice.randrange(2)
    members = [i for i, one in enumerate(problem.submissions) if one.track == t]
    in_session = replace(problem, away=frozenset((i, 1 - s) for i in members))
    answer, best = why_not(problem, made, TrackIn(t, frozenset({s})), QUICK), optimum(in_session)
    assert answer.most == (None if best is None else best - made.value)
    answer = why_not(problem, made, TrackIn(t, rooms=frozenset({r})), QUICK)
    there = [
        sum(check(problem, grid)[1].values())
        for grid in every_place(problem)
        if all(row[1 - r] is None or row[1 - r].track != t for row in grid)
    ]
    if there:
        assert answer.least is not None
        assert answer.most == min(there) - made.value >= answer.least
    else:
        assert (answer.most, answer.plan) == (None, None)


@pytest.mark.parametrize("seed", range(12))
def test_a_submission_in_another_room_costs_what_it_takes(seed):
    problem = a_problem(seed)
    made = plan(problem, QUICK, seed=1)
    if made.value is None:
        return
    dice = random.Random(seed)
    i, r, s = dice.randrange(4), dice.randrange(2), dice.choice((None, 0, 1))
    answer = why_not(problem, made, SubmissionIn(i, None if s is None else frozenset({s}), frozenset({r})), QUICK)
    there = [
        sum(check(problem, grid)[1].values())
        for grid in every_place(problem)
        if any(i in row[r].slots for at, row in enumerate(grid) if row[r] is not None and s in (None, at))
    ]
    if there:
        assert answer.least is not None
        assert answer.most == min(there) - made.value >= answer.least
    else:
        assert (answer.most, answer.plan) == (None, None)


NOTHING = (
    SubmissionIn(9, frozenset({0})),
    SubmissionIn(0, frozenset({2})),
    SubmissionIn(0, rooms=frozenset({2})),
    TrackIn(2),
    TrackIn(0, frozenset({-1})),
    TrackIn(0, rooms=frozenset({2})),
)


@pytest.mark.parametrize("asked", NOTHING)
def test_a_question_about_nothing_is_an_error(asked):
    problem = a_problem(1)
    with pytest.raises(ProblemError):
        why_not(problem, plan(problem, QUICK), asked, QUICK)


def test_without_a_plan_there_is_nothing_to_compare_with():
    with pytest.raises(ProblemError, match="no plan"):
        why_not(a_problem(1), Plan("unknown"), TrackIn(0), QUICK)
