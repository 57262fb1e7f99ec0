"""R6, I1: however many sign up and withdraw at once, exactly the places are given; with its mutant."""

import datetime as dt

import pytest
from django.db.models import F

from qurultai.calendar.actions import capacity
from qurultai.calendar.models import Capacity, Claim
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.testing.races import errors_of, together
from qurultai.programme import public as programme
from qurultai.programme.actions import sign_ups
from qurultai.programme.models import Session, SignUp
from qurultai.programme.testing import NINE, a_person, a_venue, an_actor, placed, published

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
EVE = NINE - dt.timedelta(days=1)
CLIENTS = 24


def house(places):
    venue = a_venue()
    with clock.frozen(EVE):
        session = placed(venue)
        programme.set_places(session, places, by=SYSTEM)
        published(venue)
    people = [a_person(f"P{number}") for number in range(CLIENTS)]
    return session, [an_actor(venue, "part", person=person) for person in people]


def deviations(places, *, leaving):
    """Let everybody ask at once, then every `leaving`-th withdraw at once; what is not as it must be."""
    session, actors = house(places)

    def ask(number):
        with clock.frozen(EVE):
            return programme.sign_up(session, actors[number].person_id, by=actors[number]).state

    def leave(number):
        with clock.frozen(EVE):
            programme.withdraw_sign_up(session, actors[number].person_id, by=actors[number])

    outcomes = together(ask, CLIENTS)
    outcomes += together(leave, list(range(0, CLIENTS, leaving)))
    states = dict.fromkeys(SignUp.State.values, 0)
    for state in SignUp.objects.filter(session=session).values_list("state", flat=True):
        states[state] += 1
    stayed = CLIENTS - len(range(0, CLIENTS, leaving))
    wanted = min(places, stayed)
    figures = {
        "confirmed": states["confirmed"],
        "used": Capacity.objects.get(subject_id=session.id).used,
        "claims": Claim.objects.filter(purpose="attendee", firm=True).count(),
    }
    found = {f"error: {error}" for error in errors_of(outcomes)}
    found |= {f"{name} {number} instead of {wanted}" for name, number in figures.items() if number != wanted}
    return found | ({f"waiting {states['waiting']}"} if states["waiting"] != stayed - wanted else set())


@pytest.mark.parametrize(("places", "leaving"), [(1, 2), (7, 3), (CLIENTS - 1, 2), (CLIENTS, 4)])
def test_exactly_the_places_are_given_and_the_waiting_list_moves_up(places, leaving):
    assert deviations(places, leaving=leaving) == set()


def test_without_the_limit_in_the_statement_the_check_turns_red(monkeypatch):
    def oversold(subject_id):
        return Capacity.objects.filter(subject_id=subject_id).update(used=F("used") + 1) == 1

    monkeypatch.setattr(sign_ups.calendar, "take_place", oversold)
    assert deviations(2, leaving=CLIENTS) != set()
    assert capacity.take_place is not oversold


def test_without_promotion_the_check_turns_red(monkeypatch):
    monkeypatch.setattr(sign_ups, "_promote", lambda session, by: None)
    assert deviations(CLIENTS // 2, leaving=2) != set()


def test_a_session_cancelled_while_people_sign_up_keeps_no_ones_time():
    session, actors = house(CLIENTS)

    def act(number):
        with clock.frozen(EVE):
            if number == CLIENTS // 2:
                programme.cancel_session(Session.objects.get(pk=session.pk), by=SYSTEM)
                return "cancelled"
            return programme.sign_up(session, actors[number].person_id, by=actors[number]).state

    outcomes = together(act, CLIENTS)
    assert (errors_of(outcomes), Claim.objects.filter(firm=True).count()) == ([], 0)
