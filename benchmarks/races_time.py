"""I2: 300 actors ask for meetings at 40 tables on two days, move them and cancel them; the rows are looked at."""

import random
import time
from collections import Counter
from itertools import pairwise

from benchmarks.races_figures import ROUND, Figures, patient, timed
from qurultai.calendar.models import Booking, Claim, ClaimedSlot
from qurultai.calendar.public import TimeTaken, book, busy, cancel, free_places, move
from qurultai.calendar.testing import Venue, a_person, at
from qurultai.kit.access import SYSTEM
from qurultai.kit.ranges import During
from qurultai.kit.testing.races import errors_of, together
from qurultai.kit.text import Text

MINUTES_OF_A_DAY = 10 * 60
TABLES = 40
ACTORS = 300


class Actors:
    """People who ask for meetings at tables, move them and cancel them; one who loses asks what is free."""

    def __init__(self, venue: Venue) -> None:
        self.venue = venue
        self.tables = [table.id for table in venue.tables]
        self.people = [a_person(f"P{number}").id for number in range(ACTORS)]
        self.mine: list[list[Booking]] = [[] for _ in self.people]
        self.looks: list[float] = []
        self.dead_ends = 0

    def act(self, task: int) -> str:
        """One step of one actor; what she did, or "lost"."""
        actor = task % ACTORS
        dice, mine = random.Random(task), self.mine[actor]
        during = at(1440 * dice.randrange(2) + 5 * dice.randrange(MINUTES_OF_A_DAY // 5), dice.choice([15, 20, 25, 30]))
        table = dice.choice(self.tables)
        step = dice.random() if mine else 0
        try:
            if step < 0.5:
                mine.append(self._ask(actor, dice.choice(self.people), during, table))
                return "asked"
            if step < 0.8:
                move(dice.choice(mine), during=during, places=[("table", table)], by=SYSTEM)
                return "moved"
            cancel(mine.pop(dice.randrange(len(mine))), by=SYSTEM)
        except TimeTaken:
            self._look(actor, during)
            return "lost"
        return "cancelled"

    def _ask(self, actor: int, other: object, during: During, table: object) -> Booking:
        return book(
            edition_id=self.venue.edition.id,
            kind="meeting",
            title=Text(en="Meeting"),
            during=during,
            people=dict.fromkeys((self.people[actor], other), "side"),
            places=[("table", table)],
            by=SYSTEM,
        )

    def _look(self, actor: int, during: During) -> None:
        """Free tables at that time, and her own free time on that day."""
        begun = time.perf_counter()
        day = During(during.starts_at.replace(hour=0, minute=0), during.starts_at.replace(hour=23, minute=59))
        taken = busy([self.people[actor]], [], day)
        free = free_places("table", self.tables, during)
        self.looks.append(time.perf_counter() - begun)
        self.dead_ends += not free and bool(taken)


def time_race(venue: Venue, attempts: int, clients: int, figures: Figures) -> None:
    """300 actors over 40 tables and two days; each actor takes one step after the other."""
    actors = Actors(venue)
    for first in range(0, attempts, ROUND):
        steps = range(first, min(first + ROUND, attempts))
        shares = [[step for step in steps if step % ACTORS % clients == share] for share in range(clients)]
        step = timed(patient(actors.act, figures), figures.waits)
        outcomes = together(
            lambda share, shares=shares, step=step: [step(task) for task in shares[share]], clients, clients=clients
        )
        figures.count(errors_of(outcomes))
        figures.succeeded += sum(answer != "lost" for one in outcomes for answer in one.answer or ())
    figures.compare(0, overlaps=overlaps(), slots_too_few_or_many=wrong_slots())
    there = Booking.objects.filter(kind="meeting").exclude(state="cancelled").count()
    figures.compare(sum(len(mine) for mine in actors.mine), meetings=there)
    looks = sorted(actors.looks)
    figures.more["losers"] = len(looks)
    figures.more["alternatives_p95_ms"] = round(1000 * looks[int(len(looks) * 0.95)]) if looks else 0


def wrong_slots() -> int:
    """Slots that belong to no firm claim, and those that a firm claim lacks."""
    wanted = Counter()
    for claim_id, starts_at, ends_at in Claim.objects.filter(firm=True).values_list("id", "starts_at", "ends_at"):
        wanted.update((claim_id, slot) for slot in During(starts_at, ends_at).slots())
    there = Counter(ClaimedSlot.objects.values_list("claim_id", "slot"))
    return (wanted - there).total() + (there - wanted).total()


def overlaps() -> int:
    """Pairs of firm claims on one resource that overlap, from the rows alone."""
    claims = Claim.objects.filter(firm=True, booking__kind="meeting").order_by("resource_id", "starts_at")
    rows = claims.values_list("resource_id", "starts_at", "ends_at")
    return sum(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(rows.iterator()))
