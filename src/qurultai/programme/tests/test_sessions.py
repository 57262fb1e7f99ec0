"""Making, changing, placing and cancelling sessions."""

import datetime as dt

import pytest

from qurultai.calendar import public as calendar
from qurultai.calendar.testing import Booking, told_facts
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme import rules
from qurultai.programme.actions.refusals import (
    Cancelled,
    CodeTaken,
    FieldUnknown,
    LengthRefused,
    StateRefused,
    StillTakesPlace,
    TitleMissing,
)
from qurultai.programme.models import Session
from qurultai.programme.testing import (
    NINE,
    a_participant,
    a_person,
    a_session,
    an_actor,
    facts,
    in_three,
    manager,
    placed,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("draft", "confirmed", True),
        ("draft", "published", False),
        ("confirmed", "embargoed", True),
        ("published", "draft", False),
        ("published", "cancelled", True),
        ("cancelled", "draft", True),
        ("cancelled", "published", False),
    ],
)
def test_states_follow_each_other(before, after, may):
    assert rules.states.may_follow(before, after) == may


def test_nobody_chooses_published_for_one_session():
    assert rules.states.choices_after("confirmed") == ("cancelled", "draft", "embargoed")


def test_a_manager_makes_a_session_and_one_fact_tells_it(venue):
    session = programme.create_session(venue.edition, title=in_three("Orbits"), by=manager(venue), code="ORB")
    assert [fact.code for fact in facts("SessionCreated")] == ["ORB"]
    assert (session.state, session.slug) == ("confirmed", "orbits")


def test_a_participant_makes_no_session(venue):
    _person, actor = a_participant(venue)
    with pytest.raises(Denied):
        programme.create_session(venue.edition, title=in_three("Orbits"), by=actor)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"title": Text()}, TitleMissing),
        ({"minutes": 0}, LengthRefused),
        ({"minutes": 9 * 24 * 60}, LengthRefused),
        ({"colour": "red"}, FieldUnknown),
        ({"state": "published"}, StateRefused),
    ],
)
def test_a_session_that_cannot_be_is_refused(venue, more, refusal):
    with pytest.raises(refusal):
        programme.create_session(venue.edition, **{"title": in_three("Orbits"), "by": SYSTEM, **more})


def test_two_sessions_never_have_one_code(venue):
    a_session(venue, code="ORB")
    with pytest.raises(CodeTaken):
        a_session(venue, code="ORB")


def test_a_change_tells_what_changed_and_nothing_new_tells_nothing(venue):
    session = a_session(venue, "Orbits")
    programme.change_session(session, {"aim": in_three("Why"), "minutes": 60}, by=SYSTEM)
    programme.change_session(session, {"aim": in_three("Why")}, by=SYSTEM)
    assert [fact.fields for fact in facts("SessionChanged")] == [("aim",)]


def test_a_longer_session_takes_more_of_the_calendar(venue):
    session = placed(venue)
    programme.change_session(session, {"minutes": 90, "title": Text(en="Longer")}, by=SYSTEM)
    booking = Booking.objects.get()
    assert (booking.during.minutes, booking.title) == (90, Text(en="Longer"))


def test_a_session_cannot_grow_into_the_next_one(venue):
    session = placed(venue, "First")
    placed(venue, "Second", minute=60)
    with pytest.raises(calendar.TimeTaken):
        programme.change_session(session, {"minutes": 90}, by=SYSTEM)
    session.refresh_from_db()
    assert session.minutes == 60


def test_a_speaker_changes_words_and_no_minutes(venue):
    speaker = a_person("Baqyt")
    session = a_session(venue, "Orbits", speaker)
    actor = an_actor(venue, "spkr", person=speaker)
    programme.change_session(session, {"title": Text(en="Better")}, by=actor)
    with pytest.raises(Denied):
        programme.change_session(session, {"minutes": 10}, by=actor)
    session.refresh_from_db()
    assert (session.title, session.minutes) == (Text(en="Better"), 60)


def test_a_speaker_cannot_touch_what_is_published_or_not_hers(venue):
    speaker = a_person("Baqyt")
    actor = an_actor(venue, "spkr", person=speaker)
    mine, other = placed(venue, "Mine", speaker), a_session(venue, "Other")
    published(venue)
    for session in (mine, other):
        with pytest.raises(Denied):
            programme.change_session(session, {"title": Text(en="x")}, by=actor)


def test_a_session_takes_the_time_of_its_people_and_its_room(venue):
    speaker = a_person("Baqyt")
    placed(venue, "First", speaker)
    other = a_session(venue, "Second", speaker)
    with pytest.raises(calendar.TimeTaken) as taken:
        programme.place_session(other, NINE, venue.side, by=SYSTEM)
    assert [clash.name for clash in taken.value.clashes] == ["Baqyt"]


def test_placing_again_moves_the_booking_and_the_same_place_changes_nothing(venue):
    session = placed(venue)
    programme.place_session(session, NINE, venue.hall, by=SYSTEM)
    programme.place_session(session, NINE + dt.timedelta(hours=2), venue.side, by=SYSTEM)
    session.refresh_from_db()
    assert (session.room, Booking.objects.get().change_number) == (venue.side, 1)


def test_who_joins_must_be_free_and_who_leaves_is_free_again(venue):
    baqyt, aru = a_person("Baqyt"), a_person("Aru")
    session = placed(venue, "First", baqyt)
    programme.set_parts(session, [programme.Part(aru.id, "moderator", 10)], by=SYSTEM)
    placed(venue, "Second", baqyt, room=venue.side)
    with pytest.raises(calendar.TimeTaken):
        programme.set_parts(session, [programme.Part(aru.id), programme.Part(baqyt.id)], by=SYSTEM)
    assert list(session.roles.values_list("person__name", "role", "minutes")) == [("Aru", "moderator", 10)]


def test_unplacing_gives_the_time_back(venue):
    session = placed(venue)
    programme.unplace_session(session, by=SYSTEM)
    other = placed(venue, "Second")
    session.refresh_from_db()
    assert (session.booking, session.room, other.room) == (None, None, venue.hall)


def test_cancelling_tells_once_and_frees_everything(venue):
    session = placed(venue)
    programme.cancel_session(session, by=SYSTEM)
    programme.cancel_session(session, by=SYSTEM)
    assert (len(facts("SessionCancelled")), len(told_facts("BookingCancelled"))) == (1, 1)
    with pytest.raises(Cancelled):
        programme.place_session(session, NINE, venue.hall, by=SYSTEM)


def test_only_a_draft_or_a_cancelled_session_is_removed(venue):
    session = placed(venue)
    with pytest.raises(StillTakesPlace):
        programme.remove_session(session, by=SYSTEM)
    programme.cancel_session(session, by=SYSTEM)
    programme.remove_session(session, by=SYSTEM)
    assert Session.objects.count() == 0


def test_states_that_do_not_follow_are_refused(venue):
    session = a_session(venue)
    with pytest.raises(StateRefused):
        programme.change_state(session, "published", by=SYSTEM)
    programme.change_state(session, "draft", by=SYSTEM)
    with pytest.raises(StateRefused):
        programme.change_state(session, "embargoed", by=SYSTEM)


def test_wishes_between_two_are_one_whichever_way_they_are_said(venue):
    first, second = a_session(venue, "One"), a_session(venue, "Two")
    wishes = {programme.add_wish("same_day", a, b, by=SYSTEM).pk for a, b in ((first, second), (second, first))}
    orders = {programme.add_wish("before", a, b, by=SYSTEM).pk for a, b in ((first, second), (second, first))}
    assert (len(wishes), len(orders)) == (1, 2)


def test_stars_are_for_what_one_may_see(venue):
    _person, actor = a_participant(venue)
    session = placed(venue)
    with pytest.raises(Denied):
        programme.star_session(session, by=actor)
    published(venue)
    session.refresh_from_db()
    programme.star_session(session, by=actor)
    programme.star_session(session, by=actor)
    programme.unstar_session(session, by=actor)
    programme.unstar_session(session, by=actor)
    assert (len(facts("SessionStarred")), len(facts("SessionUnstarred"))) == (1, 1)
