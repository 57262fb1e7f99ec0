"""Small job fairs, groups with friends and bilateral programmes, tightened demand by demand."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from typing import Any

from benchmarks.contradictions_trying import Family, Tighter
from qurultai.planning.common import Span
from qurultai.planning.matching import bilaterals, couples, interviews

HOURS = tuple(Span(540 + 30 * n, 560 + 30 * n) for n in range(3))
TOUCHING = tuple(Span(540 + 30 * n, 570 + 30 * n) for n in range(3))


def _of(field: str, change: Callable[[Any, random.Random], dict]) -> Tighter:
    """One of the field's parts gets another value."""

    def tightened(problem: Any, dice: random.Random) -> Any:
        parts = getattr(problem, field)
        part = dice.choice(parts)
        new = replace(part, **change(part, dice))
        return replace(problem, **{field: tuple(new if p is part else p for p in parts)})

    return tightened


def _loose_interviews(dice: random.Random) -> interviews.Problem:
    """Four students, three recruiters with three slots each; nobody must meet."""
    return interviews.Problem(
        tuple(interviews.Student(f"s{n}", (), 3) for n in range(4)),
        tuple(interviews.Recruiter(f"r{n}", (), HOURS, 1 + (n == 0)) for n in range(3)),
        gap=dice.choice((0, 10, 15)),
    )


def _choices_interviews(problem: interviews.Problem) -> list[list[dict]]:
    """Every slot for each must."""
    slots = {r.id: r.slots for r in problem.recruiters}
    return [[{(m.student, m.recruiter): x.start} for x in slots[m.recruiter]] for m in problem.musts]


def _must_interviews(problem: interviews.Problem, dice: random.Random) -> interviews.Problem:
    pair = dice.choice(problem.students).id, dice.choice(problem.recruiters).id
    others = (m for m in problem.musts if (m.student, m.recruiter) != pair)
    return replace(problem, musts=(*others, interviews.Must(*pair, dice.choice((None, None, None, 540)))))


INTERVIEWS = Family(
    interviews,
    _loose_interviews,
    _choices_interviews,
    (
        _must_interviews,
        _must_interviews,
        _must_interviews,
        _of("students", lambda s, dice: {"busy": (*s.busy, dice.choice(HOURS))}),
        _of("students", lambda s, dice: {"available": (Span(*dice.choice(((540, 600), (570, 630)))),)}),
        _of("students", lambda s, dice: {"most": max(1, s.most - 1)}),
        _of("recruiters", lambda r, dice: {"most": dice.choice((1, 2))}),
        _of("recruiters", lambda r, dice: {"group": 1}),
    ),
)


def _loose_couples(dice: random.Random) -> couples.Problem:
    """Three people alone and two pairs for three places; everybody may go anywhere."""
    places, alone, pairs = ("x", "y", "z"), ("a", "b", "c"), (("m", "n"), ("o", "p"))
    people = (*alone, *(i for pair in pairs for i in pair))
    both = [(one, other) for one, other in product((*places, None), repeat=2) if one or other]
    return couples.Problem(
        tuple(couples.Place(p, dice.choice((2, 3)), people) for p in places),
        tuple(couples.Single(s, places) for s in alone),
        tuple(couples.Couple(a, b, tuple(both)) for a, b in pairs),
    )


def _choices_couples(problem: couples.Problem) -> list[list[dict]]:
    """Every wish of each unit of which somebody must be placed."""
    must = {m.person for m in problem.musts}
    units: list[tuple[tuple[str, ...], Iterable[tuple[str | None, ...]]]] = []
    units += [((s.id,), [(w,) for w in s.wants]) for s in problem.singles]
    units += [((c.a, c.b), c.wants) for c in problem.couples]
    return [
        [{i: p for i, p in zip(members, wish, strict=True) if p is not None} for wish in wants]
        for members, wants in units
        if must & set(members)
    ]


def _must_couples(problem: couples.Problem, dice: random.Random) -> couples.Problem:
    person = dice.choice(problem.places[0].wants) if problem.places[0].wants else "a"
    others = (m for m in problem.musts if m.person != person)
    return replace(problem, musts=(*others, couples.Must(person, dice.choice((None, None, "x", "y")))))


COUPLES = Family(
    couples,
    _loose_couples,
    _choices_couples,
    (
        _must_couples,
        _must_couples,
        _must_couples,
        _of("places", lambda p, dice: {"seats": max(0, p.seats - 1)}),
        _of("places", lambda p, dice: {"wants": tuple(i for i in p.wants if dice.random() < 0.8)}),
        _of("singles", lambda s, dice: {"wants": tuple(p for p in s.wants if dice.random() < 0.7)}),
        _of("couples", lambda c, dice: {"wants": tuple(w for w in c.wants if dice.random() < 0.6)}),
    ),
)


def _loose_bilaterals(dice: random.Random) -> bilaterals.Problem:
    """Six requests among three delegations, two rooms, three slots, one interpreter; nothing must take place."""
    sides = ("kz", "un", "fr")
    pairs = [dice.sample(sides, 2) for _ in range(6)]
    return bilaterals.Problem(
        TOUCHING,
        tuple(bilaterals.Delegation(d, n) for n, d in enumerate(sides)),
        tuple(bilaterals.Official(f"{d}{n}", d, n) for d in sides for n in (1, 2)),
        (
            bilaterals.Room("big", 6, (Span(540, 630),)),
            bilaterals.Room("small", 2, (Span(540, 630),), press=False),
        ),
        (bilaterals.Interpreter("i", frozenset({"kk-fr"})),),
        tuple(bilaterals.Request(f"q{n}", by, to, dice.choice((1, 2))) for n, (by, to) in enumerate(pairs)),
        level_gap=1,
    )


def _choices_bilaterals(problem: bilaterals.Problem) -> list[list[dict]]:
    """Every slot, room, interpreter and pair of heads for each must."""
    heads: dict[str, list[str]] = {d.id: [] for d in problem.delegations}
    for o in problem.officials:
        heads[o.delegation].append(o.id)
    rooms = [room.id for room in problem.rooms]
    return [
        [
            {r.id: bilaterals.Meeting(slot, room, interpreter, both)}
            for slot, room, interpreter, both in product(
                problem.slots,
                rooms,
                [None] if r.languages is None else [k.id for k in problem.interpreters],
                product(heads[r.by], heads[r.to]),
            )
        ]
        for r in problem.requests
        if r.must
    ]


BILATERALS = Family(
    bilaterals,
    _loose_bilaterals,
    _choices_bilaterals,
    (
        _of("requests", lambda r, dice: {"must": True}),
        _of("requests", lambda r, dice: {"must": True}),
        _of("requests", lambda r, dice: {"must": True, "windows": (dice.choice(TOUCHING),)}),
        _of("requests", lambda r, dice: {"seats": 4}),
        _of("requests", lambda r, dice: {"press": "open"}),
        _of("requests", lambda r, dice: {"languages": "kk-fr"}),
        _of("officials", lambda o, dice: {"busy": (*o.busy, dice.choice(TOUCHING))}),
        _of("interpreters", lambda k, dice: {"busy": (*k.busy, dice.choice(TOUCHING))}),
        _of("rooms", lambda room, dice: {"open": (Span(*dice.choice(((540, 600), (570, 630)))),)}),
    ),
)
