"""The first draft that costs no time."""

import math
from types import SimpleNamespace

import pytest

from qurultai.planning.tracks import Budget, Problem, Submission, check, plan
from qurultai.planning.tracks import solve as module
from qurultai.planning.tracks.frame import frame
from qurultai.planning.tracks.greedy import first_fit
from qurultai.planning.tracks.jobs import Job


def roomy(tracks=6, each=9, sessions=(4, 3, 4, 2), rooms=5):
    """More room than is needed, submissions of one to three slots."""
    submissions = tuple(Submission(t, 1 + (t + n) % 3) for t in range(tracks) for n in range(each))
    return Problem(sessions * 3, rooms, tracks, submissions, {})


def test_everybody_is_somewhere_and_no_session_has_more_rooms_than_there_are():
    looked = frame(roomy())
    draft = first_fit(looked)
    assert draft is not None
    for number, kind in enumerate(looked.kinds):
        placed = {s: draft.counts.get((number, s), 0) for s in range(len(looked.problem.sessions))}
        assert sum(placed.values()) == len(kind.members)
    used = [sum(number for (_t, s), number in draft.number.items() if s == here) for here in range(12)]
    assert max(used) <= looked.problem.rooms


def test_where_its_way_leaves_somebody_over_it_says_so():
    assert first_fit(frame(roomy(rooms=2))) is None


def test_without_any_answer_of_the_solver_its_programme_is_the_plan(monkeypatch):
    def nothing(self, _watch):
        self.solver = SimpleNamespace(response_proto=SimpleNamespace(deterministic_time=0.1), stop_search=int)
        self.status, self.draft, self.price = "unknown", None, math.inf
        return self

    monkeypatch.setattr(Job, "run", nothing)
    problem = roomy()
    made = plan(problem, Budget(seconds=0.5))
    assert (made.value is not None, check(problem, made.grid)[0]) == (True, [])


def test_mutant_without_it_there_would_be_no_plan(monkeypatch):
    monkeypatch.setattr(module, "first_fit", lambda _frame: None)
    with pytest.raises(AssertionError):
        test_without_any_answer_of_the_solver_its_programme_is_the_plan(monkeypatch)
