"""What can change, what it makes of a problem, and that closed rooms and absences are kept by the whole engine."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qurultai.planning.tracks import (
    Budget,
    Cell,
    Problem,
    ProblemError,
    RoomClosed,
    SessionLost,
    SessionShorter,
    Submission,
    SubmissionAdded,
    SubmissionAway,
    SubmissionDropped,
    SubmissionLonger,
    TrackAway,
    changed,
    check,
    frame,
    plan,
)
from qurultai.planning.tracks.changes import carried
from qurultai.planning.tracks.frame import Kind
from qurultai.planning.tracks.greedy import first_fit
from qurultai.planning.tracks.rooms import first_rooms
from qurultai.planning.tracks.tests.worlds import a_problem, limited, optimum

TALKS = (Submission(0, 1, 1), Submission(1), Submission(0, 2, 2), Submission(0, 1, 3))
THREE = Problem(
    sessions=(3, 3, 2),
    rooms=2,
    tracks=2,
    submissions=TALKS,
    weights={"submission_order": 1, "submission_session": 1, "presenters_same_session": 5},
    penalties={"submission_session": {(1, 0): 7, (3, 2): 2}, "track_room": {(1, 1): 4}},
    conflicts={"presenters": frozenset({(0, 1), (1, 3)}), "chairs": frozenset({(0, 1)})},
    away=frozenset({(3, 1)}),
)


def test_a_room_is_closed_in_some_sessions_or_in_all():
    assert changed(THREE, RoomClosed(1, frozenset({0, 2}))).closed == {(0, 1), (2, 1)}
    assert changed(THREE, RoomClosed(0)).closed == {(0, 0), (1, 0), (2, 0)}


def test_a_session_is_lost_or_shorter():
    assert changed(THREE, SessionLost(1)).closed == {(1, 0), (1, 1)}
    assert changed(THREE, SessionShorter(1, 2)).sessions == (3, 2, 2)


def test_a_submission_or_a_whole_track_is_away():
    assert changed(THREE, SubmissionAway(1, frozenset({0, 2}))).away == {(3, 1), (1, 0), (1, 2)}
    assert changed(THREE, TrackAway(0, frozenset({0}))).away == {(3, 1), (0, 0), (2, 0), (3, 0)}


def test_a_submission_is_longer():
    assert changed(THREE, SubmissionLonger(1, 3)).submissions == (TALKS[0], Submission(1, 3), *TALKS[2:])


def test_a_submission_is_added_with_its_absences_and_who_presents_it_too():
    new = changed(THREE, SubmissionAdded(Submission(1, 2), frozenset({2}), frozenset({3})))
    assert new.submissions == (*TALKS, Submission(1, 2))
    assert (new.away, new.pairs("presenters")) == ({(3, 1), (4, 2)}, {(0, 1), (1, 3), (3, 4)})
    assert new.pairs("chairs") == THREE.pairs("chairs")


def test_a_dropped_submission_gives_up_its_number_and_its_place_in_the_order():
    new = changed(THREE, SubmissionDropped(0))
    assert new.submissions == (Submission(1), Submission(0, 2, 1), Submission(0, 1, 2))
    assert new.table("submission_session") == {(0, 0): 7, (2, 2): 2}
    assert new.table("track_room") == THREE.table("track_room")
    assert (new.pairs("presenters"), new.pairs("chairs"), new.away) == ({(0, 2)}, {(0, 1)}, {(2, 1)})
    grid = ((Cell(0, (0, 2, 2)), None), (Cell(1, (1, None, None)), None), (None, Cell(0, (3, None))))
    assert check(THREE, grid)[0] == []
    after = carried(grid, SubmissionDropped(0))
    assert after == ((Cell(0, (None, 1, 1)), None), (Cell(1, (0, None, None)), None), (None, Cell(0, (2, None))))
    assert check(new, after)[0] == []
    assert carried(grid, SessionLost(0)) == grid


@pytest.mark.parametrize(
    "change",
    [
        RoomClosed(2),
        RoomClosed(0, frozenset({3})),
        SessionLost(3),
        SessionShorter(3, 1),
        SessionShorter(0, 0),
        SessionShorter(0, 4),
        SubmissionAway(4, frozenset({0})),
        SubmissionAway(0, frozenset({3})),
        TrackAway(2, frozenset({0})),
        TrackAway(0, frozenset({-1})),
        SubmissionLonger(4, 1),
        SubmissionLonger(0, 4),
        SubmissionAdded(Submission(2)),
        SubmissionAdded(Submission(0), frozenset({3})),
        SubmissionAdded(Submission(0), presenters=frozenset({4})),
        SubmissionDropped(4),
        SubmissionDropped(-1),
    ],
)
def test_what_names_nothing_or_fits_nowhere_is_an_error(change):
    with pytest.raises(ProblemError):
        changed(THREE, change)


def test_whatever_is_in_a_closed_room_or_away_is_seen():
    grid = ((Cell(0, (0, 2, 2)), None), (Cell(1, (1, None, None)), None), (None, Cell(0, (3, None))))
    assert check(replace(THREE, closed=frozenset({(2, 1)})), grid)[0] == ["session 2, room 1: closed"]
    assert check(replace(THREE, away=frozenset({(1, 1)})), grid)[0] == ["session 1, room 0: submission 1 is away"]


@pytest.mark.parametrize("seed", range(8))
def test_the_optimum_with_closed_rooms_and_absences_is_the_one_found_by_trying_everything(seed):
    problem = limited(a_problem(seed), seed)
    made, best = plan(problem, Budget(seconds=20, work=2), seed=1), optimum(problem)
    assert made.value == best
    assert made.bound <= (best or 0)
    assert (made.status == "infeasible") == (best is None)


@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(4, 12))
def test_the_first_draft_keeps_closed_rooms_and_absences(seed, rooms, submissions):
    problem = limited(a_problem(seed, sessions=4, rooms=rooms, tracks=3, submissions=submissions), seed, 0.15)
    looked = frame.frame(problem)
    draft = first_fit(looked)
    for (k, s), count in draft.counts.items() if draft else ():
        assert not (count and any((i, s) in problem.away for i in looked.kinds[k].members))
    for s in range(4):
        used = sum(number for (_t, at), number in draft.number.items() if at == s) if draft else 0
        assert used <= sum((s, r) not in problem.closed for r in range(rooms))
    for (_t, s), taken in first_rooms(looked, draft).rooms.items() if draft else ():
        assert not any((s, r) in problem.closed for r in taken)


@pytest.mark.parametrize("what", ["closed", "away"])
def test_mutant_an_engine_that_overlooks_them_is_seen(monkeypatch, what):
    if what == "closed":
        monkeypatch.setattr(Problem, "open_rooms", lambda self, session: tuple(range(self.rooms)))
    else:
        monkeypatch.setattr(frame, "Kind", lambda *given: Kind(*given[:5]))
    seen = 0
    for problem in (limited(a_problem(seed), seed) for seed in range(8)):
        try:
            made = plan(problem, Budget(seconds=5, work=0.5), seed=1)
        except AssertionError:
            seen += 1
            continue
        seen += (made.status == "infeasible") != (optimum(problem) is None)
    assert seen > 0
