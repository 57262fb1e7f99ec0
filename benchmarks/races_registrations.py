"""I1 on registration: clients register and withdraw at once, their process is killed, and what is open is asked again.

Each attempt has a key of its own, as it has at the door: what was committed and not told is not done twice. A fifth of
those who registered withdraw; their places go to those who wait. Then rows, counters, roles and facts are counted.
"""

import random
from collections import Counter
from uuid import UUID, uuid5

from benchmarks.races_figures import ROUND, Figures, patient
from qurultai.calendar.testing import Venue
from qurultai.kit.access import SYSTEM
from qurultai.kit.models import Event
from qurultai.kit.testing.processes import Nursery, say
from qurultai.kit.testing.races import errors_of, together
from qurultai.registration.models import Category, Registration
from qurultai.registration.public import walk_up, withdraw_registration
from qurultai.registration.testing import a_category

PLACES = (1, 7, 100, 499, 500, ROUND - 1, ROUND, ROUND + 1)
KILLS, LEAVING = 3, 5
"""How often the clients' process is killed in a round; every so many-th who registered withdraws."""


def registrations_race(venue: Venue, attempts: int, clients: int, figures: Figures) -> None:
    """Rounds on categories with 1, 7, 100, 499, 500 … places, the process of all clients killed three times in each."""
    dice, kills, ghosts = random.Random(7), 0, 0
    nursery = Nursery("benchmarks.races_registrations", "qurultai.wiring")
    for number in range(-(-attempts // ROUND)):
        tries = min(ROUND, attempts - number * ROUND)
        category = a_category(venue.edition, capacity=PLACES[number % len(PLACES)], walk_up=True)
        left = set(range(tries))
        for life in range(KILLS + 1):
            nursery.begin("benchmarks.races_registrations:burst", str(category.pk), sorted(left), clients)
            told = []
            if life < KILLS:
                told = [nursery.hear() for _ in range(dice.randrange(1 + len(left) // 3))]
                nursery.kill()
                kills += 1
            told += nursery.last_words()
            figures.count([words for words in told if words.startswith("error")])
            left -= {int(words) for words in told if words.isdigit()}
            there = Registration.objects.filter(category=category).count()
            ghosts += there - (tries - len(left)) if life < KILLS else 0
            over = Registration.objects.filter(category=category, state="approved").count() - (category.capacity or 0)
            figures.count([f"{over} oversold"] if over > 0 else [])
        figures.compare(0, left=len(left))
        recount(category, tries, figures)
    nursery.close()
    figures.more |= {"kills": kills, "ghosts": ghosts}


def recount(category: Category, tries: int, figures: Figures) -> None:
    """Whether exactly the places are given, once each, and rows, counter, roles and facts say the same."""
    rows = Registration.objects.filter(category=category)
    states = Counter(rows.values_list("state", flat=True))
    gone = len(range(0, tries, LEAVING))
    wanted = min(category.capacity or 0, tries - gone)
    people = list(rows.filter(state="approved").values_list("person_id", flat=True))
    figures.succeeded += states["approved"]
    figures.compare(tries, rows=sum(states.values()), persons=rows.values("person_id").distinct().count())
    figures.compare(wanted, approved=states["approved"], used=Category.objects.get(pk=category.pk).used)
    figures.compare(wanted, participants=category.edition.grants.filter(role="part", person__in=people).count())
    figures.compare(gone, withdrawn=states["withdrawn"])
    figures.compare(tries - gone - wanted, waiting=states["waiting"])
    sent = Event.objects.filter(type="registration.RegistrationSubmitted", payload__category_id=str(category.pk))
    figures.compare(tries, told=sent.count())


def burst(category_id: str, tasks: list[int], clients: int) -> None:
    """Every attempt that is left; the number of each that is answered on a line of its own."""
    category = Category.objects.get(pk=category_id)

    def register(task: int) -> None:
        row = walk_up(
            category.edition_id, category.pk, key=uuid5(UUID(category_id), str(task)), name=f"Guest {task}",
            country="KZ", by=SYSTEM,
        )  # fmt: skip
        if task % LEAVING == 0:
            withdraw_registration(row, by=SYSTEM)

    ask = patient(register, Figures())

    def attempt(number: int) -> None:
        ask(tasks[number])
        say(str(tasks[number]))

    for words in errors_of(together(attempt, len(tasks), clients=clients)):
        say(f"error {words}".replace("\n", " "))
