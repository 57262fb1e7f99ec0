"""What a caller sees: reasons, progress, cancelling, starting from a plan, refusing nonsense, repairing."""

from dataclasses import replace

import pytest

from qurultai.planning.timetable import (
    Apart,
    Budget,
    Interest,
    Order,
    PersonAway,
    Place,
    Plan,
    Problem,
    ProblemError,
    Reason,
    Room,
    RoomClosed,
    Session,
    SessionAdded,
    SessionDropped,
    SessionLonger,
    Span,
    check,
    interests_from_stars,
    plan,
    repair,
)

HOURS = (Span(540, 720),)
TWO_ROOMS = (Room("hall", 100, HOURS), Room("foyer", 10, HOURS))
SHORT = Budget(seconds=20, work=4)


def crowd(n: int, hours: int = 6) -> Problem:
    """``n`` hours of talks in four rooms, every pair wanted by somebody."""
    open_hours = (Span(540, 540 + 60 * hours),)
    rooms = tuple(Room(f"r{k}", 50, open_hours) for k in range(4))
    sessions = tuple(Session(f"s{k:02d}", 60, people=frozenset({f"p{k % 7}"})) for k in range(n))
    ids = [s.id for s in sessions]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    interests = tuple(Interest(a, b, 1 + (7 * k) % 13) for k, (a, b) in enumerate(pairs))
    return Problem(sessions, rooms, interests=interests, grid=60)


def test_stars_become_the_number_of_people_who_want_both():
    stars = {"u": {"a", "b"}, "v": ["b", "a", "a"], "w": {"c"}}
    assert interests_from_stars(stars) == (Interest("a", "b", 2),)


def test_what_hurts_is_told_as_codes_with_ids_and_its_price():
    forced = (Session("a", 60, start=600, audience=30, room="foyer"), Session("b", 60, start=630))
    made = plan(Problem(forced, TWO_ROOMS, interests=(Interest("a", "b", 9),)), SHORT)
    assert made.reasons == (
        Reason("shortfall", ("a", "foyer"), (20,), 20),
        Reason("interest", ("a", "b"), (9,), 9),
    )
    assert (made.status, made.value, made.bound, made.gap, made.proven) == ("optimal", 29, 29, 0.0, True)


def test_progress_tells_better_values_and_bounds_and_never_steps_back():
    told = []
    made = plan(crowd(18), SHORT, 1, lambda best, bound, seconds: told.append((best, bound, seconds)))
    values = [best for best, _, _ in told if best is not None]
    assert values == sorted(values, reverse=True)
    assert [b for _, b, _ in told] == sorted(b for _, b, _ in told)
    assert [s for _, _, s in told] == sorted(s for _, _, s in told)
    assert values[-1] == made.value


def test_saying_false_ends_the_work_and_keeps_the_best():
    made = plan(crowd(24), Budget(seconds=60), 1, lambda best, bound, seconds: best is None)
    assert made.seconds < 5
    assert check(crowd(24), made.assignment).violations == ()
    assert made.value == sum(made.score.values())


def test_a_plan_of_sets_that_begin_together_is_proven_by_the_bound():
    made = plan(crowd(18), SHORT, 1)
    assert made.bound > 0
    assert made.status == "optimal"
    assert (made.gap, made.kept_gap) == (0.0, 0.0)


def test_a_plan_proven_near_enough_ends_the_work():
    problem = crowd(12, hours=4)
    near, best = plan(problem, replace(SHORT, within=1.0), 1), plan(problem, SHORT, 1)
    assert (near.status, best.status) == ("feasible", "optimal")
    assert near.value is not None
    assert near.value - near.bound <= near.value


def test_the_same_seed_and_work_give_the_same_plan_with_two_workers():
    budget = Budget(seconds=60, work=2)
    first, second = plan(crowd(24), budget, 5), plan(crowd(24), budget, 5)
    assert (first.assignment, first.value, first.bound) == (second.assignment, second.value, second.bound)


def test_a_start_plan_is_where_the_search_begins():
    best = plan(crowd(18), SHORT, 1)
    again = plan(crowd(18), Budget(seconds=20, work=0.01), 2, start=best)
    assert (again.value or 0) <= (best.value or 0)
    assert again.moves == sum(best.assignment[i] != p for i, p in again.assignment.items())


@pytest.mark.parametrize(
    "nonsense",
    [
        Problem((Session("a", 60), Session("a", 60)), TWO_ROOMS),
        Problem((Session("a", 0),), TWO_ROOMS),
        Problem((Session("a", 60, room="cellar"),), TWO_ROOMS),
        Problem((Session("a", 60),), TWO_ROOMS, orders=(Order("a", "ghost"),)),
        Problem((Session("a", 60),), TWO_ROOMS, aparts=(Apart("a", "a"),)),
        Problem((Session("a", 60), Session("b", 60)), TWO_ROOMS, aparts=(Apart("a", "b", -1),)),
        Problem((Session("a", 60),), TWO_ROOMS, grid=0),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(nonsense):
    with pytest.raises(ProblemError):
        plan(nonsense)


def test_a_session_longer_than_its_day_is_named():
    made = plan(Problem((Session("a", 60), Session("long", 600)), TWO_ROOMS))
    assert (made.status, made.reasons) == ("infeasible", (Reason("no_place", ("long",)),))


def test_no_sessions_is_an_empty_plan_of_no_cost():
    assert (plan(Problem((), TWO_ROOMS)).status, plan(Problem((), TWO_ROOMS)).value) == ("optimal", 0)


OLD = Plan("feasible", {"a": Place(540, "hall"), "b": Place(600, "hall"), "c": Place(540, "foyer")})
THREE = Problem((Session("a", 60, people=frozenset({"asel"})), Session("b", 60), Session("c", 60)), TWO_ROOMS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (RoomClosed("foyer", Span(0, 1440)), 1),
        (RoomClosed("foyer", Span(0, 540)), 0),
        (PersonAway("asel", Span(540, 600)), 1),
        (SessionLonger("a", 120), 1),
        (SessionAdded(Session("d", 120)), 0),
        (SessionAdded(Session("d", 180)), 1),
        (SessionDropped("b"), 0),
    ],
)
def test_a_repair_moves_as_few_as_possible_and_proves_it(change, told):
    problem, made = repair(THREE, OLD, change)
    assert check(problem, made.assignment).violations == ()
    assert (made.moves, made.moves_bound, made.status) == (told, told, "optimal")


def test_among_the_fewest_moves_the_cheapest_is_taken():
    interests = (Interest("a", "c", 5), Interest("b", "c", 1))
    problem = Problem(THREE.sessions, TWO_ROOMS, interests=interests)
    _, made = repair(problem, OLD, PersonAway("asel", Span(540, 570)))
    assert (made.moves, made.value, made.assignment["a"].start >= 600) == (1, 0, True)


def test_a_change_that_leaves_no_plan_is_infeasible():
    _, made = repair(THREE, OLD, RoomClosed("hall", Span(0, 1440)))
    assert (made.status, made.moves) == ("optimal", 2)
    _, made = repair(THREE, OLD, SessionLonger("a", 500))
    assert (made.status, dict(made.assignment)) == ("infeasible", {})
