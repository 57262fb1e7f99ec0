"""The engine of tracks: never a broken programme, true bounds, the optimum of what is small, the same plan again."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qurultai.planning.tracks import PARTS, Budget, Cell, Problem, ProblemError, Submission, check, model, plan, rooming
from qurultai.planning.tracks.frame import frame
from qurultai.planning.tracks.packing import draft_of, pack
from qurultai.planning.tracks.tests.worlds import a_problem, everything, optimum

QUICK = Budget(seconds=20, work=0.75)


@pytest.mark.parametrize("seed", range(8))
def test_the_optimum_is_the_one_found_by_trying_everything(seed):
    problem = a_problem(seed)
    made, best = plan(problem, QUICK, seed=1), optimum(problem)
    assert made.value == best
    assert made.bound <= (best or 0)
    if best is None:
        assert made.status == "infeasible"


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(1, 3), st.integers(1, 4), st.integers(1, 14))
def test_no_programme_is_broken_and_no_bound_is_above_its_value(seed, sessions, rooms, tracks, submissions):
    problem = a_problem(seed, sessions=sessions, rooms=rooms, tracks=tracks, submissions=submissions)
    made = plan(problem, Budget(seconds=10, work=1))
    if made.value is None:
        assert made.status in {"infeasible", "unknown"}
        return
    broken, score = check(problem, made.grid)
    assert (broken, sum(score.values())) == ([], made.value)
    assert made.bound <= made.value
    assert (made.status == "optimal") == (made.bound == made.value)


def test_the_same_seed_and_work_give_the_same_programme():
    problem = a_problem(3, sessions=4, rooms=3, tracks=5, submissions=20)
    first, second = (plan(problem, Budget(seconds=60, work=2), seed=7) for _ in range(2))
    assert (first.grid, first.bound) == (second.grid, second.bound)


def test_what_does_not_fit_is_infeasible():
    problem = Problem(sessions=(2,), rooms=1, tracks=2, submissions=(Submission(0), Submission(1)), weights={})
    made = plan(problem, QUICK)
    assert (made.status, made.value, made.grid, made.proven) == ("infeasible", None, (), True)


def test_lengths_that_fit_in_sum_but_not_in_rooms_are_not_put_there():
    three = tuple(Submission(0, 2) for _ in range(3))
    two_rooms = Problem(sessions=(3,), rooms=2, tracks=1, submissions=three, weights={})
    assert plan(two_rooms, QUICK).status == "infeasible"
    three_rooms = Problem(sessions=(3,), rooms=3, tracks=1, submissions=three, weights={})
    assert plan(three_rooms, QUICK).value == 0


@pytest.mark.parametrize("wrong", [Submission(2), Submission(-1), Submission(0, 0), Submission(0, 9)])
def test_a_submission_of_no_track_or_of_no_length_is_an_error(wrong):
    with pytest.raises(ProblemError):
        Problem(sessions=(3,), rooms=1, tracks=2, submissions=(wrong,), weights={})


@pytest.mark.parametrize(
    "grid",
    [
        ((Cell(0, (0, 1)),),),
        ((Cell(0, (0, None)),), (Cell(0, (0, 2)),)),
        ((Cell(0, (0, 2, None)),), (Cell(1, (1, None)),)),
        ((Cell(0, (0, None)),), (Cell(1, (1, None)),)),
        ((Cell(0, (2, None)),), (Cell(1, (1, None)),)),
    ],
)
def test_a_broken_programme_is_seen(grid):
    talks = (Submission(0), Submission(1), Submission(0))
    problem = Problem(sessions=(2, 2), rooms=1, tracks=2, submissions=talks, weights={})
    assert check(problem, grid)[0] != []


@pytest.mark.parametrize("part", ["_fits", "_consecutive", "_apart", "_clashes", "_order", "rooms_per_track"])
def test_mutant_a_model_without_a_part_is_seen(monkeypatch, part):
    if part == "rooms_per_track":
        monkeypatch.setattr(rooming, "WITH_ROOMS", (rooming.rooms,))
    else:
        monkeypatch.setattr(model.Model, part, lambda self: None)
    wrong: list[object] = []
    for seed in range(6):
        problem = a_problem(seed)
        try:
            made = plan(problem, Budget(seconds=5, work=0.5), seed=1)
        except Exception as broken:  # noqa: BLE001 - a model without a part may fail anyhow
            wrong.append(broken)
            continue
        wrong += [seed] if made.value != optimum(problem) or made.status == "feasible" else []
    assert wrong != []


def test_everything_is_tried():
    problem = Problem(sessions=(1, 1), rooms=1, tracks=1, submissions=(Submission(0),), weights={})
    assert len(list(everything(problem))) == 4


@pytest.mark.parametrize("seed", range(30))
def test_what_hurts_adds_up_to_the_value_by_part(seed):
    problem = a_problem(seed, sessions=3, rooms=2, tracks=3, submissions=7)
    weights = {part: 1 + seed % 3 for part in PARTS}
    problem = replace(problem, weights=weights)
    made = plan(problem, Budget(seconds=5, work=0.2))
    by_part: Counter[str] = Counter()
    for reason in made.reasons:
        by_part[reason.code] += reason.cost
    assert by_part == made.score
    assert [r.cost for r in made.reasons] == sorted((r.cost for r in made.reasons), reverse=True)


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 6])
def test_no_programme_is_worse_than_the_one_it_began_with(seed):
    problem = a_problem(seed, sessions=4, rooms=3, tracks=5, submissions=20)
    first = plan(problem, Budget(seconds=20, work=0.75), seed=1)
    again = plan(problem, Budget(seconds=20, work=0.01), seed=2, start=first)
    assert first.value is not None and again.value is not None and again.value <= first.value


def test_a_programme_that_breaks_something_now_is_a_hint_only():
    problem = a_problem(3, sessions=4, rooms=3, tracks=5, submissions=20)
    first = plan(problem, Budget(seconds=20, work=0.5), seed=1)
    (i, s), *_ = [(cell.slots[0], s) for s, row in enumerate(first.grid) for cell in row if cell and cell.slots[0]]
    absent = replace(problem, away=frozenset({(i, s)}), closed=frozenset({(0, 0)}))
    again = plan(absent, Budget(seconds=20, work=0.5), seed=1, start=first)
    assert check(absent, again.grid)[0] == []


def test_the_draft_of_a_programme_is_the_programme():
    problem = a_problem(3, sessions=4, rooms=3, tracks=5, submissions=20)
    made, looked_at = plan(problem, Budget(seconds=20, work=0.5), seed=1), frame(problem)
    draft = draft_of(looked_at, made.grid)
    packed = pack(looked_at, draft)
    assert [[cell and cell.track for cell in row] for row in packed] == [
        [cell and cell.track for cell in row] for row in made.grid
    ]
    assert check(problem, packed)[0] == []
