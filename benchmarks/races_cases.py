"""The races, one after another, as rows of a table."""

import statistics
import time
from collections.abc import Callable

from django.db import connection

from benchmarks.races_figures import Figures
from benchmarks.races_places import killed_race, places_race
from benchmarks.races_registrations import registrations_race
from benchmarks.races_time import TABLES, time_race
from qurultai.calendar.testing import Venue, a_venue
from qurultai.kit.testing.races import most_clients


def run(name: str, race: Callable, venue: Venue, attempts: int, clients: int) -> dict[str, object]:
    """One race as a row of the table."""
    figures = Figures()
    begun, cpu = time.perf_counter(), time.process_time()
    race(venue, attempts, most_clients(clients), figures)
    seconds, spent = time.perf_counter() - begun, time.process_time() - cpu
    return {
        "race": name,
        "database": connection.vendor,
        "clients": most_clients(clients),
        "attempts": attempts,
        "succeeded": figures.succeeded,
        "deviations": len(figures.deviations),
        "per_second": round(attempts / seconds),
        "cpu_ms": round(1000 * spent / attempts, 1),
        "p99_ms": round(statistics.quantiles(figures.waits, n=100)[98] * 1000) if figures.waits else "",
        "more": " ".join(f"{what}={number}" for what, number in figures.more.items()),
        "found": "; ".join(figures.deviations[:5]),
    }


RACES = {
    "places": ("places (I1)", places_race),
    "killed": ("places, clients killed (I1, F1)", killed_race),
    "registrations": ("registration places, clients killed (I1, F1)", registrations_race),
    "time": ("time (I2)", time_race),
}


def run_all(names: list[str], attempts: int, clients: int) -> list[dict[str, object]]:
    """These races, one row each, printed as soon as it is run."""
    venue = a_venue(tables=TABLES)
    rows = []
    for name in names:
        rows.append(run(*RACES[name], venue, attempts, clients))
        print(", ".join(f"{what} {value}" for what, value in rows[-1].items()), flush=True)
    return rows
