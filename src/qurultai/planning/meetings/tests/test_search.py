"""The search keeps every demand on its way, and the bounds are true."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qurultai.planning.meetings import Agenda, Budget, Person, Problem, Wish, check, plan, stake
from qurultai.planning.meetings.anneal import anneal
from qurultai.planning.meetings.board import Board
from qurultai.planning.meetings.days import Days
from qurultai.planning.meetings.frame import frame, named
from qurultai.planning.meetings.prices import Prices
from qurultai.planning.meetings.search import fill

from .small import best_by_trying, forum, problems

SOFT = {"must", "breaks_differ"}
MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@MANY
@given(problems(), st.integers(0, 99))
def test_whatever_stands_on_the_board_keeps_every_demand(problem: Problem, seed: int) -> None:
    board = Board(frame(problem))
    chance = Random(seed)
    fill(board, chance, lambda: True)
    for _ in anneal(board, chance, lambda moves: moves / 2_000, 5.0, 0.5):
        pass
    verdict = check(problem, named(board.frame, board.placed()))
    assert not [v for v in verdict.violations if v.code not in SOFT]
    assert board.sound == (not verdict.violations)
    if board.sound:
        lost = sum(w.weight or 0 for w in problem.wishes)
        assert board.cost == verdict.value, lost


@MANY
@given(problems())
def test_no_plan_is_below_the_bound_by_prices(problem: Problem) -> None:
    assume(all(len(a.people) == 1 for a in problem.agendas))
    best = best_by_trying(problem)
    prices = Prices(frame(problem))
    prices.improve(lambda share: share < 0.1, best)
    if best is not None:
        assert prices.least <= best


@MANY
@given(problems())
def test_no_plan_has_fewer_breaks_than_the_bound_by_days(problem: Problem) -> None:
    numbers = frame(problem)
    assume(not numbers.hopeless)
    days, made = Days(numbers), plan(problem, Budget(seconds=60))
    if made.value is None:
        return
    assert not days.impossible
    assert days.breaks * problem.weights.breaks <= made.score["breaks"]
    placed = {w.id: made.assignment[w.id].slot for w in problem.wishes if w.id in made.assignment}
    breaks = made.score["breaks"] // max(1, problem.weights.breaks)
    if problem.weights.breaks:
        for p, t, busy in days.fixes(breaks).busy:
            mine = {placed.get(problem.wishes[m].id) for m in numbers.of[p]}
            assert (t in mine) == busy


def test_choosing_among_wishes_comes_near_its_proven_bound() -> None:
    problem = forum(3, 60, 220, 12, 12, must=False)
    told: list[tuple[int | None, int]] = []
    made = plan(problem, Budget(seconds=600, work=8), 1, lambda best, bound, _: told.append((best, bound)))
    assert made.value is not None
    assert not check(problem, made.assignment).violations
    assert 0 < made.bound <= made.value < stake(problem)
    assert made.kept_gap is not None
    assert made.kept_gap < 0.03
    assert all(best is None or bound <= made.value for best, bound in told)


def test_the_same_work_and_seed_choose_the_same_wishes() -> None:
    problem = forum(4, 40, 150, 10, 8, must=False)
    one, two = (plan(problem, Budget(seconds=600, work=2), 5) for _ in range(2))
    assert one.assignment == two.assignment
    assert plan(problem, Budget(seconds=600, work=2), 6).assignment != one.assignment


def test_a_start_plan_is_where_the_search_begins() -> None:
    problem = forum(4, 40, 150, 10, 8, must=False)
    start = plan(problem, Budget(seconds=600, work=4), 5)
    again = plan(problem, Budget(seconds=600, work=0.01), 9, start=start)
    assert again.value is not None and start.value is not None
    assert again.value <= start.value


def test_breaks_that_nobody_can_avoid_are_in_the_bound() -> None:
    problem = forum(1, 4, 3, 5, 9)
    people = {"a0": frozenset({0, 2, 4}), "a1": None, "a2": None, "a3": None}
    problem = replace(
        problem,
        agendas=tuple(Agenda(a, (Person(f"p{a}", there),)) for a, there in people.items()),
        wishes=tuple(Wish(f"w{n}", "a0", f"a{n}", 10) for n in (1, 2, 3)),
    )
    prices = Prices(frame(problem))
    prices.improve(lambda _: True, best_by_trying(problem))
    assert prices.least == best_by_trying(problem) == 2


def test_changes_aimed_beside_other_meetings_leave_few_breaks() -> None:
    made = plan(forum(3, 60, 200, 20, 12, must=False), Budget(seconds=600, work=2), 1)
    assert made.score == {"wish": 0, "floor": 0, "breaks": made.value}
    assert made.value is not None and made.value <= 47  # with changes anywhere 54 on each of three seeds


@MANY
@given(problems(), st.integers(0, 99))
def test_what_a_change_will_cost_is_known_before_it_is_made(problem: Problem, seed: int) -> None:
    assume(all(len(a.people) == 1 for a in problem.agendas))
    board, chance = Board(frame(problem)), Random(seed)
    fill(board, chance, lambda: True)
    for m, option in board.placed().items():
        foreseen, before = board.loss(m), board.cost
        board.lift(m)
        assert board.cost - before == foreseen
        for other, options in enumerate(board.frame.options):
            for there in options:
                if other != m and board.at[other] is None and there[0] == option[0] and board.may(other, there):
                    board.put(m, option)
                    foreseen = board.loss(m, other) + board.gain(other, there[0], (m,))
                    board.lift(m)
                    board.put(other, there)
                    assert board.cost - before == foreseen
                    board.lift(other)
        for there in board.frame.options[m]:
            if board.may(m, there):
                board.put(m, option)
                foreseen = board.shift([(m, there)])
                board.lift(m)
                board.put(m, there)
                assert board.cost - before == foreseen
                board.lift(m)
        board.put(m, option)
