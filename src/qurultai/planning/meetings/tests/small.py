"""Small invented problems, and the best plan of the smallest by trying everything."""

from itertools import product
from random import Random

from hypothesis import strategies as st

from qurultai.planning.meetings import (
    Agenda,
    Person,
    Place,
    Problem,
    Quota,
    Slot,
    Tables,
    Walk,
    Weights,
    Wish,
    check,
)


def forum(seed: int, people: int, wishes: int, slots: int, tables: int, must: bool = True) -> Problem:
    """A forum of single people who are mostly there, with wishes of random pairs."""
    chance = Random(seed)
    pairs = chance.sample([(a, b) for a in range(people) for b in range(a)], wishes)
    return Problem(
        slots=tuple(Slot(30 * t, 30 * t + 25, "am" if 2 * t < slots else "pm") for t in range(slots)),
        agendas=tuple(
            Agenda(f"a{p}", (Person(f"p{p}", frozenset(t for t in range(slots) if chance.random() > 0.1)),), floor=1)
            for p in range(people)
        ),
        wishes=tuple(
            Wish(f"w{m}", f"a{a}", f"a{b}", weight=None if must else chance.choice((5, 10, 30)))
            for m, (a, b) in enumerate(pairs)
        ),
        tables=(Tables("hall", tables),),
    )


def hidden(seed: int, people: int, meetings: int, slots: int, tables: int) -> Problem:
    """A forum of musts that has a plan, for they are drawn together with one, which is forgotten."""
    chance = Random(seed)
    free = [{t for t in range(slots) if chance.random() > 0.1} for _ in range(people)]
    there = [frozenset(mine) for mine in free]
    room, wishes = [tables] * slots, dict[frozenset[int], Wish]()
    while len(wishes) < meetings:
        a, b = chance.sample(range(people), 2)
        t = chance.randrange(slots)
        if room[t] and t in free[a] & free[b] and frozenset((a, b)) not in wishes:
            room[t] -= 1
            free[a].remove(t)
            free[b].remove(t)
            wishes[frozenset((a, b))] = Wish(f"w{len(wishes)}", f"a{a}", f"a{b}")
    return Problem(
        slots=tuple(Slot(30 * t, 30 * t + 25) for t in range(slots)),
        agendas=tuple(Agenda(f"a{p}", (Person(f"p{p}", mine),)) for p, mine in enumerate(there)),
        wishes=tuple(wishes.values()),
        tables=(Tables("hall", tables),),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A tiny problem in which any of the demands may stand."""
    slots, people, size = draw(st.integers(2, 4)), draw(st.integers(2, 4)), draw(st.integers(1, 4))
    some_slots = st.none() | st.frozensets(st.integers(0, slots - 1), min_size=1)
    places = st.none() | st.sampled_from(["stand", "hall"])
    agendas = []
    for a in range(people):
        team = tuple(Person(f"p{a}{n}", draw(some_slots)) for n in range(draw(st.sampled_from([1, 1, 2]))))
        agendas.append(
            Agenda(
                f"a{a}",
                team,
                draw(st.sampled_from(["", "x", "y"])),
                draw(st.sampled_from(["", "k"])),
                draw(st.none() | st.integers(1, 3)),
                draw(places) if draw(st.booleans()) else None,
                draw(st.integers(0, 2)),
            )
        )
    wishes = []
    for m in range(size):
        a = draw(st.integers(0, people - 1))
        b = (a + draw(st.integers(1, people - 1))) % people
        wishes.append(
            Wish(
                f"w{m}",
                f"a{a}",
                f"a{b}",
                draw(st.none() | st.integers(0, 6)),
                draw(st.integers(0, slots - 1)) if draw(st.integers(0, 5)) == 0 else None,
                draw(st.sampled_from([frozenset(), frozenset(), frozenset({"am"})])),
                frozenset(draw(st.lists(st.integers(0, slots - 1), max_size=1))),
                draw(st.booleans()),
            )
        )
    pair = st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True) if size > 1 else st.just([])
    order = draw(pair) if draw(st.booleans()) else []
    return Problem(
        slots=tuple(Slot(10 * t, 10 * t + 8, "am" if 2 * t < slots else "pm") for t in range(slots)),
        agendas=tuple(agendas),
        wishes=tuple(wishes),
        tables=(
            Tables("hall", draw(st.integers(1, 2)), draw(some_slots)),
            Tables("stand", 1, draw(some_slots), draw(st.booleans())),
        ),
        orders=((f"w{order[0]}", f"w{order[1]}"),) if order else (),
        never=frozenset({frozenset(("a0", "a1"))}) if draw(st.integers(0, 4)) == 0 else frozenset(),
        quotas=(Quota(draw(st.sampled_from([None, "k"])), draw(st.sampled_from([None, "k"])), 1),)
        if draw(st.integers(0, 3)) == 0
        else (),
        walks=(Walk("hall", "stand", draw(st.integers(1, 15))),) if draw(st.booleans()) else (),
        breaks_differ=draw(st.none() | st.integers(0, 1)),
        once_per_company=draw(st.booleans()),
        weights=Weights(draw(st.integers(0, 3)), draw(st.integers(0, 2))),
    )


def best_by_trying(problem: Problem) -> int | None:
    """The least value of all plans, by trying every one (None: there is none)."""
    agendas = {a.id: a for a in problem.agendas}
    choices: list[list[Place | None]] = []
    for w in problem.wishes:
        found: list[Place | None] = [None]
        for t, block in product(range(len(problem.slots)), problem.tables):
            for one, two in product(agendas[w.a].people, agendas[w.b].people):
                place = Place(t, block.id, one.id, two.id)
                alone = {v.code for v in check(problem, {w.id: place}).violations}
                if not alone & {"slot_fixed", "parts", "not_slots", "never", "away", "tables_closed", "place"}:
                    found.append(place)
        choices.append(found)
    best = None
    for chosen in product(*choices):
        verdict = check(
            problem, {w.id: place for w, place in zip(problem.wishes, chosen, strict=True) if place is not None}
        )
        if not verdict.violations and (best is None or verdict.value < best):
            best = verdict.value
    return best
