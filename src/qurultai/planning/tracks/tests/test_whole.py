"""The whole as one model: what is supposed of dear things never makes a bound untrue, and nothing is asked in vain."""

import random
import threading

import pytest
from ortools.sat.python import cp_model

from qurultai.planning.tracks import Budget, Problem, Submission, check
from qurultai.planning.tracks import whole as the_whole
from qurultai.planning.tracks.best import Best
from qurultai.planning.tracks.frame import frame
from qurultai.planning.tracks.jobs import Job, Team
from qurultai.planning.tracks.model import Model
from qurultai.planning.tracks.packing import draft_of
from qurultai.planning.tracks.tests.worlds import a_problem, everything, optimum
from qurultai.planning.watch import Watch

WORK = Budget(seconds=30, work=5)


def at_its_worst(problem):
    """The dearest programme that breaks nothing."""
    return max(everything(problem), key=lambda grid: sum(check(problem, grid)[1].values()))


@pytest.mark.parametrize("seed", range(12))
def test_from_the_worst_programme_the_best_is_reached_and_no_bound_is_above_it(seed):
    problem = a_problem(seed)
    best_possible = optimum(problem)
    if best_possible is None:
        return
    watch = Watch(WORK, None)
    watch.bounded = True
    best = Best(frame(problem), watch)
    best.begin(at_its_worst(problem))
    with Team(best.frame, watch, seed) as team:
        the_whole.improve(best, team, 1.0)
    assert best.value == best_possible
    assert watch.bound <= best_possible


def test_what_cannot_be_below_a_price_is_proven_to_reach_it():
    """One submission, in the only session, which it pays 100 for; the track pays 7 for the room."""
    weights = {"submission_session": 1, "track_room": 1}
    penalties = {"submission_session": {(0, 0): 100}, "track_room": {(0, 0): 7}}
    problem = Problem((1,), 1, 1, (Submission(0),), weights, penalties)
    found = frame(problem)
    assert the_whole.prices(found) == [7, 100]
    watch = Watch(WORK, None)
    with Team(found, watch, 0) as team:
        job = team.job(lambda: the_whole.model(found, draft_of(found, at_its_worst(problem)), 100), 1.0, 1, "whole")
        team.run(job, proves=True)
    assert (job.status, watch.bound) == ("infeasible", 100)


def test_supposed_are_prices_well_above_the_bound_and_at_last_all_that_is_better_than_now():
    tables = {"track_room": {(0, 0): 2, (0, 1): 30}, "submission_session": {(0, 0): 5}}
    weights = {"track_room": 10, "submission_session": 1, "parallel_tracks": 3, "rooms_per_track": 0}
    found = frame(Problem((4,), 2, 1, (Submission(0, 2),), weights, tables))
    assert the_whole.prices(found) == [3, 10, 20, 300]
    assert the_whole.suppositions(found, 0, 100) == [3, 10, 20, 101]
    assert the_whole.suppositions(found, 10, 300) == [20, 300, 301]
    assert the_whole.suppositions(found, 14, 300) == [300, 301]


def test_after_a_supposition_that_holds_nothing_else_is_asked():
    """A submission in one of two sessions: it costs 100 in one and nothing in the other."""
    problem = Problem((1, 1), 1, 1, (Submission(0),), {"submission_session": 1}, {"submission_session": {(0, 0): 100}})
    watch = Watch(WORK, None)
    best = Best(frame(problem), watch)
    best.begin(at_its_worst(problem))
    with Team(best.frame, watch, 0) as team:
        the_whole.improve(best, team, 1.0)
    assert (best.value, team.jobs) == (0, 1)


def test_the_draft_is_hinted_with_all_that_follows_from_it():
    problem = a_problem(4, sessions=3, rooms=2, tracks=3, submissions=6)
    found = frame(problem)
    model = the_whole.model(found, draft_of(found, at_its_worst(problem)), 10**9)
    assert len(model.cp.proto.solution_hint.vars) == len(model.cp.proto.variables)


class Stopped(cp_model.CpSolver):
    """Counts how often it is asked to stop; a second time is an event."""

    def __init__(self) -> None:
        super().__init__()
        self.stops, self.again = 0, threading.Event()

    def stop_search(self) -> None:
        """It was asked."""
        self.stops += 1
        if self.stops > 1:
            self.again.set()
        super().stop_search()


def test_a_proof_that_is_still_being_built_when_all_is_done_is_asked_to_stop_until_it_does():
    """What is asked before the solver has begun is not heard."""
    problem = a_problem(3)
    watch = Watch(Budget(seconds=30), None)
    best = Best(frame(problem), watch)
    best.begin(at_its_worst(problem))
    asked = Stopped()

    def slowly_built():
        asked.again.wait(5)
        return the_whole.model(best.frame, best.draft, 10**9)

    watch.stopped = True
    with Team(best.frame, watch, 0) as team:
        proof = team.job(slowly_built, 1.0, 1, "bounds")
        proof.solver = asked
        team.improve(best, 1.0, random.Random(1), proof)
    assert asked.again.is_set()


@pytest.mark.parametrize(("bound", "still"), [(90.0, True), (96.0, False)])
def test_where_a_proof_is_near_the_whole_is_waited_for_twice_as_long(bound: float, still: bool) -> None:
    job = Job(lambda: Model(frame(a_problem(0)), rooms=True), 60.0, 0.0, 2, 0, "whole", patience=5.0)
    job.begun, job.better, job.found, job.bound = 0.0, 10.0, 100.0, bound
    assert (job.is_still(14.9), job.is_still(16.5), job.is_still(20.1)) == (False, still, True)
