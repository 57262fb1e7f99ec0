"""I1: clients take places at once, in one process or in processes that are killed; then the rows are counted again."""

import random

from benchmarks.races_figures import ROUND, Figures, patient, timed
from qurultai.calendar.models import Booking, Capacity
from qurultai.calendar.public import book, set_places, take_place
from qurultai.calendar.testing import Venue, at
from qurultai.kit.access import SYSTEM
from qurultai.kit.action import action
from qurultai.kit.ids import uuid7
from qurultai.kit.testing.processes import Nursery, say
from qurultai.kit.testing.races import errors_of, together
from qurultai.kit.text import Text

PLACES = (1, 7, 100, 499, 500, ROUND - 1, ROUND, ROUND + 1)
KILLS = 3
"""How often the clients' process is killed in a round, before it may finish."""


@action
def sign_up(edition_id: str, subject: str) -> bool:
    """Take a place and write the row it is for."""
    if not take_place(subject):
        return False
    book(edition_id=edition_id, kind="seat", title=Text(en="Seat"), during=at(0), people={uuid7(): ""}, by=SYSTEM)
    return True


def places_race(venue: Venue, attempts: int, clients: int, figures: Figures) -> None:
    """Rounds on subjects with 1, 7, 100, 499, 500 … places."""
    for number in range(-(-attempts // ROUND)):
        subject, places = uuid7(), PLACES[number % len(PLACES)]
        tries = min(ROUND, attempts - number * ROUND)
        before = seats()
        set_places(subject, places)
        client = patient(lambda _, s=subject: sign_up(venue.edition.id, s), figures)
        outcomes = together(timed(client, figures.waits), tries, clients=clients)
        sold = sum(one.answer is True for one in outcomes)
        figures.succeeded += sold
        figures.count(errors_of(outcomes))
        figures.compare(min(places, tries), sold=sold, rows=seats() - before, used=used(subject))


def seats() -> int:
    """Seats sold, recounted from rows."""
    return Booking.objects.filter(kind="seat").count()


def used(subject: object) -> int:
    """Places taken, as the counter says."""
    return Capacity.objects.get(subject_id=subject).used


def killed_race(venue: Venue, attempts: int, clients: int, figures: Figures) -> None:
    """The same, but the process of all clients is killed three times a round, in the midst of it."""
    dice = random.Random(3)
    kills = ghosts = 0
    nursery = Nursery("benchmarks.races_places", "qurultai.wiring")
    for number in range(-(-attempts // ROUND)):
        subject, places = uuid7(), PLACES[number % len(PLACES)]
        left = min(ROUND, attempts - number * ROUND)
        begun = seats()
        set_places(subject, places)
        for life in range(KILLS + 1):
            before = seats() - begun
            told = _live(nursery, (venue.edition.id, subject, left, clients), None if life == KILLS else dice)
            there = seats() - begun
            sold, left = told.count("sold"), left - len(told)
            figures.succeeded += sold
            figures.count([words for words in told if words.startswith("error")])
            figures.compare(there, used=used(subject))
            unheard = there - before - sold
            if life == KILLS:
                figures.compare(min(places, before + len(told)), rows=there)
                figures.compare(0, unheard=unheard)
            elif not 0 <= unheard <= clients:
                figures.count([f"{unheard} sold and not told, of {clients} clients"])
            kills, ghosts = kills + (life < KILLS), ghosts + unheard
    nursery.close()
    figures.more |= {"kills": kills, "ghosts": ghosts}


def _live(nursery: Nursery, given: tuple, dice: random.Random | None) -> list[str]:
    """What the clients of one life were told; with dice they are killed after some of their answers."""
    edition_id, subject, tries, clients = given
    nursery.begin("benchmarks.races_places:burst", str(edition_id), str(subject), tries, clients)
    told = []
    if dice is not None:
        told = [nursery.hear() for _ in range(dice.randrange(tries // 3))]
        nursery.kill()
    return told + nursery.last_words()


def burst(edition_id: str, subject: str, tries: int, clients: int) -> None:
    """So many attempts, each answer on a line of its own."""

    ask = patient(lambda _: sign_up(edition_id, subject), Figures())

    def attempt(task: int) -> None:
        say("sold" if ask(task) else "full")

    for words in errors_of(together(attempt, tries, clients=clients)):
        say(f"error {words}".replace("\n", " "))
