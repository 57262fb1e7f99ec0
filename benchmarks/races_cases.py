"""The races themselves: clients take places and time at once, then the rows are counted again."""

import random
import statistics
import time
from collections.abc import Callable
from itertools import pairwise

from django.db import connection

from qurultai.calendar.models import Booking, Capacity, Claim
from qurultai.calendar.public import TimeTaken, book, set_places, take_place
from qurultai.calendar.testing import Venue, a_person, a_venue, at
from qurultai.kit.access import SYSTEM
from qurultai.kit.action import action
from qurultai.kit.ids import uuid7
from qurultai.kit.testing.races import Outcome, errors_of, most_clients, together
from qurultai.kit.text import Text

ROUND = 2000
MINUTES_OF_TWO_DAYS = 2 * 10 * 60
TABLES = 40


@action
def sign_up(venue: Venue, subject: object) -> bool:
    """Take a place and write the row it is for."""
    if not take_place(subject):
        return False
    book(edition_id=venue.edition.id, kind="seat", title=Text(en="Seat"), during=at(0), people={uuid7(): ""}, by=SYSTEM)
    return True


def timed(client: Callable[[int], object], waits: list[float]) -> Callable[[int], object]:
    """The client, with how long each attempt took."""

    def attempt(task: int) -> object:
        begun = time.perf_counter()
        try:
            return client(task)
        finally:
            waits.append(time.perf_counter() - begun)

    return attempt


def places_race(venue: Venue, attempts: int, clients: int, waits: list[float]) -> tuple[int, int]:
    """Rounds on subjects with 1, 7, 100, 499, 500 … places; (succeeded, deviations)."""
    succeeded = deviations = 0
    for number in range(-(-attempts // ROUND)):
        subject, places = uuid7(), (1, 7, 100, 499, 500, ROUND - 1, ROUND, ROUND + 1)[number % 8]
        tries = min(ROUND, attempts - number * ROUND)
        before = Booking.objects.filter(kind="seat").count()
        set_places(subject, places)
        outcomes = together(timed(lambda _, s=subject: sign_up(venue, s), waits), tries, clients=clients)
        sold = sum(one.answer is True for one in outcomes)
        rows = Booking.objects.filter(kind="seat").count() - before
        used = Capacity.objects.get(subject_id=subject).used
        deviations += len(errors_of(outcomes)) + sum(n != min(places, tries) for n in (sold, rows, used))
        succeeded += sold
    return succeeded, deviations


def time_race(venue: Venue, attempts: int, clients: int, waits: list[float]) -> tuple[int, int]:
    """Meetings of random people at random tables and minutes; (succeeded, deviations: errors and overlaps)."""
    people = [a_person(f"P{number}").id for number in range(300)]
    dice = random.Random(7)

    def meet(task: int) -> object:
        during = at(dice.randrange(MINUTES_OF_TWO_DAYS), dice.choice([15, 20, 25, 30]))
        pair = dict.fromkeys(dice.sample(people, 2), "side")
        table = ("table", venue.tables[dice.randrange(TABLES)].id)
        return book(
            edition_id=venue.edition.id,
            kind="meeting",
            title=Text(en="Meeting"),
            during=during,
            people=pair,
            places=[table],
            by=SYSTEM,
        )

    outcomes: list[Outcome] = []
    for first in range(0, attempts, ROUND):
        outcomes += together(timed(meet, waits), min(ROUND, attempts - first), clients=clients)
    refused = sum(isinstance(one.refusal, TimeTaken) for one in outcomes)
    return len(outcomes) - refused - len(errors_of(outcomes)), len(errors_of(outcomes)) + overlaps()


def overlaps() -> int:
    """Pairs of firm claims on one resource that overlap, from the rows alone."""
    claims = Claim.objects.filter(firm=True, booking__kind="meeting").order_by("resource_id", "starts_at")
    rows = claims.values_list("resource_id", "starts_at", "ends_at")
    return sum(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(rows.iterator()))


def run(name: str, race: Callable, venue: Venue, attempts: int, clients: int) -> dict[str, object]:
    """One race as a row of the table."""
    waits: list[float] = []
    begun = time.perf_counter()
    succeeded, deviations = race(venue, attempts, clients, waits)
    seconds = time.perf_counter() - begun
    return {
        "race": name,
        "database": connection.vendor,
        "clients": most_clients(clients),
        "attempts": attempts,
        "succeeded": succeeded,
        "deviations": deviations,
        "per_second": round(attempts / seconds),
        "p99_ms": round(statistics.quantiles(waits, n=100)[98] * 1000),
    }


def run_all(attempts: int, clients: int) -> list[dict[str, object]]:
    """Both races, one row each."""
    venue = a_venue(tables=TABLES)
    races = {"places (I1)": places_race, "time (I2)": time_race}
    return [run(name, race, venue, attempts, clients) for name, race in races.items()]
