"""Places that can run out."""

import pytest

from qurultai.calendar.public import TooFewPlaces, give_back, places_left, set_places, take_place
from qurultai.kit.ids import uuid7

pytestmark = pytest.mark.django_db


def test_so_many_places_are_taken_and_no_more():
    subject = uuid7()
    set_places(subject, 2)
    assert [take_place(subject) for _ in range(4)] == [True, True, False, False]
    assert places_left([subject]) == {subject: 0}


def test_a_place_given_back_is_taken_again():
    subject = uuid7()
    set_places(subject, 1)
    assert [take_place(subject), give_back(subject), take_place(subject)] == [True, True, True]


def test_nothing_is_given_back_that_was_not_taken():
    subject = uuid7()
    set_places(subject, 1)
    assert give_back(subject) is False
    assert places_left([subject]) == {subject: 1}


def test_places_may_be_added_and_taken_away_down_to_those_in_use():
    subject = uuid7()
    set_places(subject, 1)
    take_place(subject)
    set_places(subject, 3)
    assert [take_place(subject), places_left([subject])] == [True, {subject: 1}]
    set_places(subject, 2)
    with pytest.raises(TooFewPlaces) as refusal:
        set_places(subject, 1)
    assert (str(refusal.value), refusal.value.status) == ("Places already taken: 2.", 422)
    assert places_left([subject]) == {subject: 0}


def test_where_no_places_were_set_none_is_taken():
    subject = uuid7()
    assert (take_place(subject), places_left([subject])) == (False, {})
