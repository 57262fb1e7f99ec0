"""Small forums whose meetings must all take place, tightened demand by demand."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import product

from benchmarks.contradictions_trying import Family
from qurultai.planning import meetings
from qurultai.planning.meetings import Agenda, Person, Place, Problem, Quota, Slot, Tables, Walk, Wish

SLOTS = 4


def _loose(dice: random.Random) -> Problem:
    """Five agendas, one of them shared, six meetings, four slots, three tables in two halls."""
    pairs = dice.sample([(a, b) for a in range(5) for b in range(a)], 6)
    return Problem(
        tuple(Slot(10 * t, 10 * t + 8, "am" if t < 2 else "pm") for t in range(SLOTS)),
        tuple(
            Agenda(f"a{n}", tuple(Person(f"p{n}{k}") for k in range(1 + (n == 0))), f"firm{n // 2}", f"kind{n % 2}")
            for n in range(5)
        ),
        tuple(Wish(f"w{n}", f"a{a}", f"a{b}") for n, (a, b) in enumerate(pairs)),
        (Tables("hall", 2), Tables("stand", 1)),
    )


def _choices(problem: Problem) -> list[list[dict[str, Place]]]:
    """Every slot, table and pair of people for each meeting."""
    team = {a.id: [p.id for p in a.people] for a in problem.agendas}
    slots, tables = range(len(problem.slots)), [t.id for t in problem.tables]
    return [[{w.id: Place(*place)} for place in product(slots, tables, team[w.a], team[w.b])] for w in problem.wishes]


def _of_wish(change: Callable[[random.Random], dict]) -> Callable[[Problem, random.Random], Problem]:
    def tightened(problem: Problem, dice: random.Random) -> Problem:
        wish = dice.choice(problem.wishes)
        new = replace(wish, **change(dice))
        return replace(problem, wishes=tuple(new if w is wish else w for w in problem.wishes))

    return tightened


def _of_agenda(change: Callable[[random.Random], dict]) -> Callable[[Problem, random.Random], Problem]:
    def tightened(problem: Problem, dice: random.Random) -> Problem:
        agenda = dice.choice(problem.agendas)
        new = replace(agenda, **change(dice))
        return replace(problem, agendas=tuple(new if a is agenda else a for a in problem.agendas))

    return tightened


def _away(problem: Problem, dice: random.Random) -> Problem:
    agenda = dice.choice(problem.agendas)
    people = tuple(replace(p, available=frozenset(dice.sample(range(SLOTS), 3))) for p in agenda.people)
    return replace(problem, agendas=tuple(replace(a, people=people) if a is agenda else a for a in problem.agendas))


def _tables(change: Callable[[random.Random], dict]) -> Callable[[Problem, random.Random], Problem]:
    def tightened(problem: Problem, dice: random.Random) -> Problem:
        block = dice.choice(problem.tables)
        new = replace(block, **change(dice))
        return replace(problem, tables=tuple(new if t is block else t for t in problem.tables))

    return tightened


def _order(problem: Problem, dice: random.Random) -> Problem:
    a, b = dice.sample([w.id for w in problem.wishes], 2)
    return replace(problem, orders=(*problem.orders, (a, b)))


def _never(problem: Problem, dice: random.Random) -> Problem:
    return replace(problem, never=problem.never | {frozenset(dice.sample([a.id for a in problem.agendas], 2))})


_TIGHTER: tuple[Callable[[Problem, random.Random], Problem], ...] = (
    _away,
    _away,
    _away,
    _order,
    _order,
    _never,
    _of_wish(lambda dice: {"slot": dice.randrange(SLOTS)}),
    _of_wish(lambda dice: {"parts": frozenset({dice.choice(("am", "pm"))})}),
    _of_wish(lambda dice: {"not_slots": frozenset({dice.randrange(SLOTS)})}),
    _of_agenda(lambda dice: {"cap": 3}),
    _of_agenda(lambda dice: {"place": dice.choice(("hall", "stand"))}),
    _tables(lambda dice: {"count": 1}),
    _tables(lambda dice: {"open": frozenset(dice.sample(range(SLOTS), 3))}),
    _tables(lambda dice: {"reserved": True}),
    lambda problem, dice: replace(problem, quotas=(Quota("kind0", dice.choice(("kind0", "kind1", None)), 2),)),
    lambda problem, dice: replace(problem, walks=(Walk("hall", "stand", 5),)),
    lambda problem, dice: replace(problem, breaks_differ=0),
    lambda problem, dice: replace(problem, once_per_company=dice.random() < 0.3),
)

MEETINGS = Family(meetings, _loose, _choices, _TIGHTER)
