"""R6: places in sessions, the waiting list, clashes."""

import datetime as dt

import pytest

from qurultai.calendar.public import agenda_of
from qurultai.editions.models import Phase
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Denied
from qurultai.programme import public as programme
from qurultai.programme import rules
from qurultai.programme.actions.refusals import ClashesWithAgenda, HasAPart, SignUpClosed
from qurultai.programme.queries.places import places_of
from qurultai.programme.testing import NINE, a_participant, a_person, a_venue, facts, placed, published, sign_up_states

pytestmark = pytest.mark.django_db
EVE = NINE - dt.timedelta(days=1)


@pytest.fixture
def venue():
    with clock.frozen(EVE):
        yield a_venue()


def workshop(venue, places=1, title="Workshop", **more):
    session = placed(venue, title, **more)
    return programme.set_places(session, places, by=SYSTEM)


def ask(session, *names, venue):
    people = {}
    for number, name in enumerate(names):
        person, actor = a_participant(venue, name)
        people[name] = actor
        with clock.frozen(EVE + dt.timedelta(seconds=number)):
            programme.sign_up(session, person.id, by=actor)
    return people


OPEN = {"state": "published", "sign_up": True, "starts_at": NINE, "phase": None, "now": EVE}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, None),
        ({"state": "confirmed"}, "not_public"),
        ({"sign_up": False}, "not_wanted"),
        ({"starts_at": None}, "not_placed"),
        ({"now": NINE}, "too_late"),
        ({"phase": (EVE, EVE)}, "phase"),
        ({"phase": (EVE, NINE)}, None),
    ],
)
def test_when_sign_up_is_closed(more, why):
    assert rules.sign_ups.closed_because(**OPEN | more) == why


def test_a_place_is_in_the_agenda_and_a_wait_is_not(venue):
    session = workshop(venue)
    published(venue)
    people = ask(session, "Aru", "Bek", venue=venue)
    agendas = [len(agenda_of(actor.person_id)) for actor in people.values()]
    assert (sign_up_states(session), agendas) == ({"Aru": "confirmed", "Bek": "waiting"}, [1, 0])


def test_the_first_who_waits_gets_the_place(venue):
    session = workshop(venue)
    published(venue)
    people = ask(session, "Aru", "Bek", "Dana", venue=venue)
    programme.withdraw_sign_up(session, people["Aru"].person_id, by=people["Aru"])
    assert sign_up_states(session) == {"Aru": "withdrawn", "Bek": "confirmed", "Dana": "waiting"}
    assert [fact.person_id for fact in facts("WaitingPersonPromoted")] == [people["Bek"].person_id]


def test_who_has_a_clash_stays_in_the_list_and_the_next_one_gets_the_place(venue):
    session, other = workshop(venue), workshop(venue, 5, "Other", room=venue.side)
    published(venue)
    people = ask(session, "Aru", "Bek", "Dana", venue=venue)
    programme.sign_up(other, people["Bek"].person_id, by=people["Bek"])
    programme.withdraw_sign_up(session, people["Aru"].person_id, by=people["Aru"])
    assert sign_up_states(session) == {"Aru": "withdrawn", "Bek": "waiting", "Dana": "confirmed"}
    assert places_of([session.id])[session.id].left == 0


def test_who_waited_and_is_free_again_comes_before_somebody_new(venue):
    session, other = workshop(venue), workshop(venue, 5, "Other", room=venue.side)
    published(venue)
    people = ask(session, "Aru", "Bek", venue=venue)
    programme.sign_up(other, people["Bek"].person_id, by=people["Bek"])
    programme.withdraw_sign_up(session, people["Aru"].person_id, by=people["Aru"])
    programme.withdraw_sign_up(other, people["Bek"].person_id, by=people["Bek"])
    ask(session, "Dana", venue=venue)
    assert sign_up_states(session) == {"Aru": "withdrawn", "Bek": "confirmed", "Dana": "waiting"}


def test_a_clash_is_refused_with_what_it_clashes_with_and_takes_no_place(venue):
    session, other = workshop(venue), workshop(venue, 5, "Satellites", room=venue.side)
    published(venue)
    people = ask(other, "Aru", venue=venue)
    with pytest.raises(ClashesWithAgenda) as refused:
        programme.sign_up(session, people["Aru"].person_id, by=people["Aru"])
    assert [clash.title["en"] for clash in refused.value.clashes] == ["Satellites"]
    assert (sign_up_states(session), places_of([session.id])[session.id].used) == ({}, 0)


def test_more_places_are_given_in_order_of_asking(venue):
    session = workshop(venue)
    published(venue)
    ask(session, "Aru", "Bek", "Dana", venue=venue)
    programme.set_places(session, 2, by=SYSTEM)
    assert sign_up_states(session) == {"Aru": "confirmed", "Bek": "confirmed", "Dana": "waiting"}


def test_twice_is_once(venue):
    session = workshop(venue, 5)
    published(venue)
    people = ask(session, "Aru", venue=venue)
    aru = people["Aru"]
    programme.sign_up(session, aru.person_id, by=aru)
    used = places_of([session.id])[session.id].used
    for _twice in range(2):
        programme.withdraw_sign_up(session, aru.person_id, by=aru)
    assert (used, places_of([session.id])[session.id].used) == (1, 0)
    assert (len(facts("PlaceTaken")), len(facts("PlaceGivenBack"))) == (1, 1)


def test_nobody_signs_somebody_else_up(venue):
    session = workshop(venue)
    published(venue)
    _aru, actor = a_participant(venue, "Aru")
    with pytest.raises(Denied):
        programme.sign_up(session, a_person("Bek").id, by=actor)


def test_a_speaker_needs_no_place(venue):
    person, actor = a_participant(venue, "Aru")
    session = placed(venue, "Workshop", person)
    programme.set_places(session, 1, by=SYSTEM)
    published(venue)
    with pytest.raises(HasAPart):
        programme.sign_up(session, person.id, by=actor)


def test_outside_the_forums_phase_sign_up_is_closed(venue):
    Phase.objects.create(edition=venue.edition, kind="sign_up", starts_at=NINE, ends_at=NINE + dt.timedelta(hours=1))
    session = workshop(venue)
    published(venue)
    person, actor = a_participant(venue)
    with pytest.raises(SignUpClosed):
        programme.sign_up(session, person.id, by=actor)


def test_attendees_find_their_time_again_when_a_session_is_placed_anew(venue):
    session = workshop(venue)
    published(venue)
    people = ask(session, "Aru", venue=venue)
    programme.unplace_session(session, by=SYSTEM)
    programme.place_session(session, NINE + dt.timedelta(hours=2), venue.side, by=SYSTEM)
    agenda = agenda_of(people["Aru"].person_id)
    assert [(entry.during.starts_at, entry.firm) for entry in agenda] == [(NINE + dt.timedelta(hours=2), True)]
