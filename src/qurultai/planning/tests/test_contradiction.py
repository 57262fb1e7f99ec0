"""A contradiction is minimal, prefers to name rooms before musts, and says when the time was too short to know."""

import pytest

from qurultai.planning.common import Budget, Contradiction, Reason, Status
from qurultai.planning.contradiction import contradiction
from qurultai.planning.watch import Watch

MUSTS, ROOMS = (tuple(Reason(code, (i,)) for i in "abc") for code in ("must", "room_open"))
EVERYTHING = (*MUSTS, *ROOMS)
FOR_EVER = Budget(seconds=1e9)


def clashing(*sets: tuple[Reason, ...]):
    """An engine for which each of these sets is too much."""

    def solvable(kept: frozenset[Reason], _: Watch) -> Status:
        return "infeasible" if any(kept.issuperset(one) for one in sets) else "feasible"

    return solvable


def test_no_idle_demand_is_named_and_the_callers_order_is_kept():
    both = (MUSTS[0], MUSTS[2], ROOMS[1])
    assert contradiction(EVERYTHING, clashing(both), FOR_EVER) == Contradiction(both, minimal=True)


@pytest.mark.parametrize(("core", "named"), [("must", ROOMS[:2]), ("room_open", MUSTS[:2])])
def test_of_two_contradictions_the_one_without_the_core_is_named(core, named):
    found = contradiction(EVERYTHING, clashing(MUSTS[:2], ROOMS[:2]), FOR_EVER, core)
    assert found == Contradiction(named, minimal=True)


def test_where_a_demand_makes_room_for_others_none_is_idle_either():
    a, b, c = MUSTS
    cannot = {frozenset(kept) for kept in ((a, b), (a, b, c, ROOMS[0]))}

    def solvable(kept: frozenset[Reason], _: Watch) -> Status:
        return "infeasible" if kept in cannot or kept >= {*EVERYTHING} else "feasible"

    assert contradiction((*MUSTS, ROOMS[0]), solvable, FOR_EVER) == Contradiction((a, b, c, ROOMS[0]), minimal=True)
    cannot.add(frozenset((a, b, ROOMS[0])))
    assert contradiction((*MUSTS, ROOMS[0]), solvable, FOR_EVER) == Contradiction((a, b), minimal=True)


def test_no_question_is_asked_twice():
    asked = []

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        asked.append(kept)
        return clashing((MUSTS[0], ROOMS[1]))(kept, watch)

    contradiction(EVERYTHING, solvable, FOR_EVER)
    assert len(asked) == len(set(asked))


def test_demands_that_can_all_be_kept_are_no_contradiction():
    assert contradiction(EVERYTHING, clashing(), FOR_EVER) is None


def test_an_answer_not_reached_is_not_taken_for_a_proof():
    def slow(kept: frozenset[Reason], _: Watch) -> Status:
        return "infeasible" if len(kept) > 3 else "unknown"

    found = contradiction(EVERYTHING, slow, FOR_EVER)
    assert found is not None
    assert not found.minimal
    with pytest.raises(TimeoutError):
        contradiction(EVERYTHING, lambda *_: "unknown", FOR_EVER)


def test_nothing_is_asked_after_the_time():
    with pytest.raises(TimeoutError):
        contradiction(EVERYTHING, clashing(MUSTS), Budget(seconds=0))
