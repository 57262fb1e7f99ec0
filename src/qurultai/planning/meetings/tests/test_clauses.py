"""The clauses say what they should of every day and of every crowd, by trying all."""

import sys
from dataclasses import replace
from itertools import combinations, product
from random import Random
from subprocess import Popen

import pytest
from pysat.solvers import Solver

from qurultai.planning.meetings import Agenda, Budget, Person, Problem, Slot, Tables, Wish, plan
from qurultai.planning.meetings.along import Along
from qurultai.planning.meetings.asking import Question
from qurultai.planning.meetings.cnf import Clauses
from qurultai.planning.meetings.days import Days
from qurultai.planning.meetings.exact import upwards
from qurultai.planning.meetings.frame import frame
from qurultai.planning.meetings.model import Model, hosts
from qurultai.planning.meetings.race import _Race

from .small import forum

SLOTS = 6


def breaks(day: tuple[int, ...]) -> int:
    """Meetings that come after a pause."""
    return sum(1 for t in day[1:] if t - 1 not in day)


def day_of_three() -> tuple[Clauses, dict[int, int], list[int], int]:
    """Three meetings in five of six slots, one of them in the first three: clauses, busy, returns, broken."""
    clauses = Clauses()
    busy = {t: clauses.new() for t in (0, 1, 2, 4, 5)}
    limits = [(0, 1), (0, 2), (1, 3), (1, 3), (2, 3), (3, 3)]
    along = Along(clauses, busy, 3, limits)
    returns, broken = along.returns(), clauses.new()
    along.unbroken_unless(broken)
    return clauses, busy, returns, broken


def test_a_day_has_its_meetings_where_they_can_lie_and_its_breaks_are_counted() -> None:
    clauses, busy, returns, broken = day_of_three()
    with Solver("cadical153", bootstrap_with=clauses.clauses) as solver:
        for size in range(len(busy) + 1):
            for day in combinations(busy, size):
                assumed = [x if t in day else -x for t, x in busy.items()]
                fits = size == 3 and sum(t < 3 for t in day) >= 1 and sum(t < 5 for t in day) >= 2
                assert solver.solve([*assumed, broken]) == fits
                if fits:
                    could = [x for x in returns if solver.solve([*assumed, broken, x])]
                    could_not = [x for x in returns if solver.solve([*assumed, broken, -x])]
                    assert (len(could), len(could_not)) == (breaks(day), len(returns) - breaks(day))
                    assert solver.solve([*assumed, -broken]) == (not breaks(day))


def crowd(seats: int, room: int) -> Problem:
    """Four people in a ring, three slots, so many colleagues each."""
    return Problem(
        slots=tuple(Slot(10 * t, 10 * t + 8) for t in range(3)),
        agendas=tuple(Agenda(f"a{p}", tuple(Person(f"p{p}{n}") for n in range(seats))) for p in range(4)),
        wishes=tuple(Wish(f"w{p}", f"a{p}", f"a{(p + 1) % 4}", 1) for p in range(4)),
        tables=(Tables("hall", room),),
    )


@pytest.mark.parametrize(("seats", "room"), [(1, 1), (1, 2), (2, 1), (2, 3)])
def test_no_more_meetings_than_tables_and_seats_and_no_fewer(seats: int, room: int) -> None:
    numbers = frame(crowd(seats, room))
    model = Model(numbers, wishes=False)
    with Solver("cadical153", bootstrap_with=model.clauses) as solver:
        for chosen in product((None, 0, 1, 2), repeat=4):
            assumed = [x if t == chosen[m] else -x for m, at in enumerate(model.at) for (t, _), x in at.items()]
            tables = all(chosen.count(t) <= room for t in range(3))
            free = all(sum(chosen[m] == t for m in numbers.of[p]) <= seats for p in range(4) for t in range(3))
            assert solver.solve(assumed) == (tables and free)


def test_few_are_hosts() -> None:
    numbers = frame(crowd(1, 2))
    found = hosts(numbers)
    assert all(host in sides for host, sides in zip(found, numbers.sides, strict=True))
    assert len(set(found)) == 2


def test_a_question_asked_in_other_words_has_the_same_answer() -> None:
    clauses = day_of_three()[0].clauses
    question = Question(clauses)
    for seed in range(5):
        order = Random(seed)
        top = max(abs(x) for clause in clauses for x in clause)
        assert question.ask(1_000, [0, *order.sample(range(1, top + 1), top)], order)
        assert all(any((x > 0) == (abs(x) in question.true) for x in clause) for clause in clauses)
    assert question.insist()
    assert not Question([*clauses, *([-x] for x in day_of_three()[1].values())]).insist()


def test_a_budget_is_not_overrun_by_a_hard_question() -> None:
    made = plan(replace(forum(2, 60, 240, 18, 15), breaks_differ=2), Budget(seconds=1.5))
    assert not made.proven
    assert 1.5 <= made.seconds < 4.5


def test_nothing_more_is_asked_when_the_budget_is_spent() -> None:
    numbers = frame(forum(1, 14, 30, 11, 6))
    told: list[str] = []
    assert upwards(Model(numbers), Days(numbers), 3, lambda kind, _: told.append(kind), None, lambda: False) == 3
    assert not told


def test_the_race_asks_no_question_that_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int | None]] = []

    def start(name: str, model: Model, days: None, low: int | None, said: object) -> Popen:
        asked.append((name, low))
        return Popen([sys.executable, "-c", ""])

    monkeypatch.setattr("qurultai.planning.meetings.race._start", start)
    model = Model(frame(crowd(1, 1)))
    model.priced = [(x, 2) for x, _ in model.priced]
    runners = _Race(model, None, 1)
    runners.heard("cores", "bound", 3)
    runners.catch_up()
    runners.heard("cores", "bound", 6)
    runners.catch_up()
    runners.heard("upwards", "bound", 8)
    runners.catch_up()
    assert asked == [("upwards", 1), ("cores", 1), ("upwards", 3)]
    for name in runners.runners:
        runners.end(name)
