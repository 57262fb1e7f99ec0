"""What the calendar tells: every move and cancellation once, with its change number (R4)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class Booked(Fact):
    """Time was booked; `soft_person_ids` and `soft_place_ids` name whose time was already taken."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    person_ids: tuple[UUID, ...]
    place_ids: tuple[UUID, ...]
    soft_person_ids: tuple[UUID, ...] = ()
    soft_place_ids: tuple[UUID, ...] = ()
    pending: bool = False


@dataclass(frozen=True)
class BookingMoved(Fact):
    """A booking has another time or other places; everybody in `person_ids` is concerned."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    place_ids: tuple[UUID, ...]
    was_starts_at: dt.datetime
    was_ends_at: dt.datetime
    was_place_ids: tuple[UUID, ...]
    person_ids: tuple[UUID, ...]
    soft_person_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class BookingRetitled(Fact):
    """A booking has another title."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int


@dataclass(frozen=True)
class BookingCancelled(Fact):
    """A booking no longer takes anybody's time; everybody in `person_ids` is concerned."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    person_ids: tuple[UUID, ...]
    place_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class BookingConfirmed(Fact):
    """A pending booking now holds its time."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int


@dataclass(frozen=True)
class BookingExpired(Fact):
    """A pending booking was not confirmed in time and is gone (R3)."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int


@dataclass(frozen=True)
class AttendanceClashed(Fact):
    """A move gave these attendees two things at once (or too far apart): they are asked to choose."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    person_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class PersonJoined(Fact):
    """A person's time was added to a booking."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    person_id: UUID
    purpose: str
    soft: bool


@dataclass(frozen=True)
class PersonLeft(Fact):
    """A person's time was given back by a booking."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    person_id: UUID


@dataclass(frozen=True)
class ClashResolved(Fact):
    """These people's and places' time was taken and has come free: the booking now holds it."""

    booking_id: UUID
    kind: str
    subject_id: UUID | None
    change_number: int
    person_ids: tuple[UUID, ...]
    place_ids: tuple[UUID, ...]
