"""What drafts do not see is put right at the end: rooms by submission, slots, who is beside whom in a track."""

from dataclasses import replace

import pytest

from qurultai.planning.tracks import Budget, Problem, Submission, check, plan, solve
from qurultai.planning.tracks.tests.worlds import a_problem, every_place, with_slots_and_rooms

QUICK = Budget(seconds=20, work=0.75)


@pytest.mark.parametrize("seed", range(10))
def test_with_slots_and_rooms_the_optimum_is_the_one_found_by_trying_everything(seed):
    problem = with_slots_and_rooms(a_problem(seed), seed)
    made = plan(problem, QUICK, seed=1)
    values = [sum(check(problem, grid)[1].values()) for grid in every_place(problem)]
    assert made.value == min(values, default=None)
    assert made.bound <= min(values, default=0)


def _talks_in_two_rooms() -> Problem:
    """One track in two rooms at once, whose speakers are in both rooms in the same slot unless one comes later."""
    return Problem(
        sessions=(2,),
        rooms=2,
        tracks=1,
        submissions=tuple(Submission(0) for _ in range(4)),
        weights={"presenters_same_slot": 10, "submission_room": 1},
        penalties={"submission_room": {(0, 0): 5, (1, 1): 5}},
        conflicts={"presenters": frozenset({(0, 1), (2, 3)})},
    )


def test_speakers_are_not_in_two_rooms_in_the_same_slot():
    made = plan(_talks_in_two_rooms(), QUICK)
    assert made.value == 0


def test_mutant_without_polishing_it_stays(monkeypatch):
    monkeypatch.setattr(solve, "may_be_polished", lambda _problem: False)
    problem = _talks_in_two_rooms()
    values = {
        plan(replace(problem, penalties={"submission_room": {(i, r): 5}}), QUICK).value
        for i in range(4) for r in range(2)
    }  # fmt: skip
    assert values != {0}
