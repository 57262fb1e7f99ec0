"""The door of the calendar."""

from qurultai.calendar.actions.attending import join, leave
from qurultai.calendar.actions.booking import BookedWith, book, book_many
from qurultai.calendar.actions.capacity import give_back, set_places, take_place
from qurultai.calendar.actions.changing import cancel, confirm, expire_pending, retitle
from qurultai.calendar.actions.erasing import forget_person, kept_of
from qurultai.calendar.actions.feeds import feed_address, renew_feed_address
from qurultai.calendar.actions.moving import move, move_many
from qurultai.calendar.actions.refusals import AlreadyBooked, NotOnCalendar, TimeTaken, TooFarToWalk, TooFewPlaces
from qurultai.calendar.queries.agenda import AgendaEntry, agenda_of, day_of_place, soft_claims
from qurultai.calendar.queries.busy import (
    BusyTime,
    bookings_of,
    busy,
    free_places,
    people_in,
    places_and_used,
    places_left,
)
from qurultai.calendar.queries.clashes import Clash, clashes
from qurultai.calendar.queries.names import names_of
from qurultai.calendar.rules.claims import PERSON, YIELDING, BookingSpec, Key, MoveSpec

__all__ = [
    "PERSON",
    "YIELDING",
    "AgendaEntry",
    "AlreadyBooked",
    "BookedWith",
    "BookingSpec",
    "BusyTime",
    "Clash",
    "Key",
    "MoveSpec",
    "NotOnCalendar",
    "TimeTaken",
    "TooFarToWalk",
    "TooFewPlaces",
    "agenda_of",
    "book",
    "book_many",
    "bookings_of",
    "busy",
    "cancel",
    "clashes",
    "confirm",
    "day_of_place",
    "expire_pending",
    "feed_address",
    "forget_person",
    "free_places",
    "give_back",
    "join",
    "kept_of",
    "leave",
    "move",
    "move_many",
    "names_of",
    "people_in",
    "places_and_used",
    "places_left",
    "renew_feed_address",
    "retitle",
    "set_places",
    "soft_claims",
    "take_place",
]
