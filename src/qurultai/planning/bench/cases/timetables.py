"""Seeded, invented forums for the timetable engine: of the demonstration's size and of 320 talks."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from qurultai.planning.timetable import (
    DAY,
    Interpreters,
    Lunch,
    Order,
    Person,
    Problem,
    Room,
    SameDay,
    Session,
    Span,
    Walk,
    interests_from_stars,
)

CAPACITIES = (700, 300, 200, 150, 120, 100, 80, 80, 60, 60, 40, 40)
KINDS = (
    ("panel", 60, 3, 5),
    ("panel", 90, 4, 6),
    ("round_table", 90, 3, 6),
    ("workshop", 90, 2, 3),
    ("seminar", 60, 1, 3),
    ("symposium_talk", 45, 1, 2),
    ("press_conference", 30, 2, 4),
    ("film", 60, 1, 1),
    ("side_meeting", 45, 2, 4),
)
EQUIPMENT = ("interpretation", "projector", "computers", "stage")
TOPICS = ("launch", "earth_observation", "navigation", "satcom", "education", "law", "science", "industry")
PAIRS = ("kk-en", "kk-ru", "ru-en")


def demo(seed: int) -> Problem:
    """About 70 sessions of every kind, 12 rooms in two buildings, 2 days, 150 people in roles, 700 with stars."""
    return _forum(seed, days=2, sessions=70, plenaries=3, roles=150, fans=700, kinds=KINDS, walk=5)


def large(seed: int) -> Problem:
    """320 sessions, 12 rooms, 3 days, 400 people in roles, 2,000 with stars."""
    kinds = (("talk", 30, 1, 2), ("talk", 30, 1, 2), ("talk", 45, 1, 2), ("panel", 60, 2, 4), ("workshop", 45, 1, 2))
    return _forum(seed, days=3, sessions=320, plenaries=3, roles=400, fans=2000, kinds=kinds, walk=5)


def blocks(seed: int) -> Problem:
    """The demonstration's size with five common starts a day, as most printed programmes have them."""
    starts = tuple(DAY * d + t for d in range(2) for t in (540, 645, 840, 930, 1020))
    return replace(demo(seed), starts=starts)


FORUMS: Mapping[str, Callable[[int], Problem]] = {
    "demo-70": demo,
    "demo-70-blocks": blocks,
    "large-320": large,
}


def _forum(seed: int, *, days: int, sessions: int, plenaries: int, roles: int, fans: int, kinds, walk: int) -> Problem:
    rng = random.Random(f"forum {seed} {sessions}")
    hours = tuple(Span(DAY * d + 540, DAY * d + 1110) for d in range(days))
    rooms = tuple(_room(n, capacity, hours, rng) for n, capacity in enumerate(CAPACITIES))
    names = [f"p{n:03d}" for n in range(roles)]
    rows = [_plenary(n, days, names, rng) for n in range(plenaries)]
    rows += [_session(n, kinds, names, days, rng) for n in range(plenaries, sessions)]
    stars = _stars(rows, fans, rng)
    counts = {s.id: sum(s.id in starred for starred in stars.values()) for s in rows}
    placed = tuple(_with_audience(s, counts[s.id]) for s in rows)
    free = [s.id for s in placed if not s.alone and not s.days]
    limited: set[str] = set()
    return Problem(
        sessions=placed,
        rooms=rooms,
        people=tuple(_person(name, days, placed, limited, rng) for name in names),
        orders=tuple(Order(a, b) for a, b in _pairs(free, 4, rng)),
        same_days=tuple(SameDay(a, b, weight=20) for a, b in _pairs(free, 4, rng)),
        interests=interests_from_stars(stars),
        lunches=tuple(Lunch(Span(DAY * d + 780, DAY * d + 840), 60, whole_house=True) for d in range(days)),
        interpreters=tuple(Interpreters(pair, 4) for pair in PAIRS),
        walks=tuple(Walk(a.id, b.id, walk) for a in rooms[:8] for b in rooms[8:]),
        change_over=0,
    )


def _room(n: int, capacity: int, hours: tuple[Span, ...], rng: random.Random) -> Room:
    wanted = {"projector"} | ({"interpretation"} if n < 8 else set()) | ({"stage"} if n < 2 else set())
    if n in (3, 5, 8, 10):
        wanted.add("computers")
    return Room(f"r{n:02d}", capacity, hours, frozenset(wanted))


def _plenary(n: int, days: int, names: list[str], rng: random.Random) -> Session:
    start = (DAY * 0 + 570, DAY * (days - 1) + 1020, DAY * (days - 1) + 540)[n]
    people = frozenset(rng.sample(names, 5))
    return Session(
        f"s{n:03d}", 60, "plenary", None, 0, frozenset({"stage"}), people, start=start, room="r00", alone=True
    )


def _session(n: int, kinds, names: list[str], days: int, rng: random.Random) -> Session:
    kind, minutes, low, high = rng.choice(kinds)
    equipment = {"projector"} | ({"computers"} if kind == "workshop" and rng.random() < 0.5 else set())
    languages = frozenset(rng.sample(PAIRS, 1)) if kind in ("panel", "round_table") else frozenset()
    preferred: tuple[Span, ...] = ()
    if rng.random() < 0.25:
        day, half = rng.randrange(days), rng.choice((540, 840))
        preferred = (Span(DAY * day + half, DAY * day + half + 270),)
    return Session(
        f"s{n:03d}",
        minutes,
        kind,
        rng.choice(TOPICS),
        0,
        frozenset(equipment | ({"interpretation"} if languages else set())),
        frozenset(rng.sample(names, rng.randint(low, high))),
        preferred=preferred,
        languages=languages,
        days=frozenset({rng.randrange(days)}) if rng.random() < 0.1 else frozenset(),
    )


def _stars(rows: list[Session], fans: int, rng: random.Random) -> dict[str, frozenset[str]]:
    pull = {s.id: rng.paretovariate(1.5) for s in rows if not s.alone}
    stars = {}
    for n in range(fans):
        liked = set(rng.sample(TOPICS, 2))
        weight = [pull[s.id] * (6 if s.topic in liked else 1) for s in rows if not s.alone]
        stars[f"f{n}"] = frozenset(rng.choices([s.id for s in rows if not s.alone], weight, k=rng.randint(4, 12)))
    return stars


def _with_audience(session: Session, starred: int) -> Session:
    return replace(session, audience=650 if session.alone else min(280, 10 + starred))


def _person(name: str, days: int, sessions: tuple[Session, ...], limited: set[str], rng: random.Random) -> Person:
    fixed = [Span(s.start, s.start + s.minutes) for s in sessions if name in s.people and s.start is not None]
    busy = []
    for _ in range(rng.randrange(3)):
        begin = DAY * rng.randrange(days) + 15 * rng.randrange(36, 72)
        span = Span(begin, begin + rng.choice((30, 60, 90)))
        if not any(span.start < f.end and f.start < span.end for f in fixed):
            busy.append(span)
    available = None
    own = {s.id for s in sessions if name in s.people}
    bound_to_day = fixed or len(own) > 2 or own & limited or any(s.id in own and s.days for s in sessions)
    if rng.random() < 0.1 and not bound_to_day:
        limited |= own
        day = rng.randrange(days)
        available = (Span(DAY * day, DAY * day + DAY),)
    return Person(name, tuple(busy), available)


def _pairs(ids: list[str], count: int, rng: random.Random) -> list[tuple[str, str]]:
    drawn = (sorted(rng.sample(ids, 2)) for _ in range(count))
    return [(first, second) for first, second in drawn]
