"""Invented job fairs, groups with friends and bilateral programmes of any size, all seeded."""

import random
from collections.abc import Callable, Mapping

from qurultai.planning.matching import bilaterals, couples, interviews

Span = interviews.Span


def fair(seed: int, students: int, recruiters: int, slots: int, wishes: int = 5) -> interviews.Problem:
    """A job fair of 20-minute slots: students with wishes and other commitments, recruiters who rank who asks."""
    dice = random.Random(seed)
    people, firms = [f"s{n}" for n in range(students)], [f"r{n}" for n in range(recruiters)]
    wants = {s: tuple(dice.sample(firms, wishes)) for s in people}
    asking = {r: [s for s in people if r in wants[s]] for r in firms}
    for r in firms:
        dice.shuffle(asking[r])
    times = tuple(Span(540 + 20 * n, 560 + 20 * n) for n in range(slots))

    def busy() -> tuple[interviews.Span, ...]:
        start = 540 + 20 * dice.randrange(slots)
        return (Span(start, start + 40),) if dice.random() < 0.5 else ()

    return interviews.Problem(
        tuple(interviews.Student(s, wants[s], 3, busy()) for s in people),
        tuple(interviews.Recruiter(r, tuple(asking[r]), times, 2 if n % 10 == 0 else 1) for n, r in enumerate(firms)),
    )


def crowd(seed: int, singles: int, pairs: int, places: int, share: float = 0.9) -> couples.Problem:
    """Seminar groups with seats for ``share`` of those who come, some of them with a friend; some places are loved."""
    dice = random.Random(seed)
    ids = [f"p{n}" for n in range(places)]
    alone = [f"s{n}" for n in range(singles)]
    friends = [(f"m{n}", f"n{n}") for n in range(pairs)]
    people = [*alone, *(i for pair in friends for i in pair)]
    seats = int(share * len(people) / places)

    def wishes() -> tuple[str, ...]:
        return tuple(sorted(dice.sample(ids, 5), key=lambda p: int(p[1:]) * 0.3 + dice.random() * 3))

    return couples.Problem(
        tuple(couples.Place(p, seats, tuple(dice.sample(people, len(people)))) for p in ids),
        tuple(couples.Single(s, wishes()) for s in alone),
        tuple(couples.together(a, b, wishes()) for a, b in friends),
    )


def protocol(seed: int, requests: int, sides: int, slots: int, rooms: int) -> bilaterals.Problem:
    """A bilateral programme: three officials a side, some of them away for an hour, six interpreters."""
    dice = random.Random(seed)
    ids = [f"d{n}" for n in range(sides)]
    times = tuple(Span(540 + 30 * n, 570 + 30 * n) for n in range(slots))

    def busy() -> tuple[interviews.Span, ...]:
        start = 540 + 30 * dice.randrange(slots)
        return (Span(start, start + 60),) if dice.random() < 0.4 else ()

    wanted = []
    for n in range(requests):
        by, to = dice.sample(ids, 2)
        wanted.append(
            bilaterals.Request(
                f"q{n}",
                by,
                to,
                dice.choice((1, 2, 2, 3)),
                n,
                n,
                dice.choice((2, 3, 5)),
                dice.choice((None, None, "kk-en", "ru-en", "ru-fr")),
                dice.choice(("closed", "closed", "photo")),
                preferred=(Span(540, 540 + 15 * slots),) if dice.random() < 0.4 else (),
            )
        )
    tongues = ("kk-en", "ru-en", "ru-fr")
    return bilaterals.Problem(
        times,
        tuple(bilaterals.Delegation(d, n) for n, d in enumerate(ids)),
        tuple(bilaterals.Official(f"{d}-{n}", d, n, busy()) for d in ids for n in (1, 2, 3)),
        tuple(
            bilaterals.Room(f"room{n}", (3, 3, 6)[n % 3], (Span(540, 540 + 30 * slots),), n % 2 == 0)
            for n in range(rooms)
        ),
        tuple(
            bilaterals.Interpreter(f"i{n}", frozenset({tongues[n % 3], tongues[(n + 1) % 3]}), busy()) for n in range(6)
        ),
        tuple(wanted),
    )


FAIRS: Mapping[str, Callable[[int], interviews.Problem]] = {
    "fair 200 x 20": lambda seed: fair(seed, 200, 20, 18),
    "fair 600 x 40": lambda seed: fair(seed, 600, 40, 24, 6),
    "fair 1000 x 70": lambda seed: fair(seed, 1000, 70, 24, 6),
}
CROWDS: Mapping[str, Callable[[int], couples.Problem]] = {
    "couples 100 + 30": lambda seed: crowd(seed, 100, 30, 8),
    "couples 300 + 60": lambda seed: crowd(seed, 300, 60, 12),
}
PROTOCOLS: Mapping[str, Callable[[int], bilaterals.Problem]] = {
    "bilaterals 60": lambda seed: protocol(seed, 60, 20, 12, 6),
    "bilaterals 150": lambda seed: protocol(seed, 150, 40, 16, 12),
}
