"""Named permissions of the calendar. Bookings are made by other contexts' actions, which ask their own."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit import access
from qurultai.kit.access import Actor


@dataclass(frozen=True, slots=True)
class FeedOf:
    """A person's feed, asked for in an edition."""

    person_id: UUID
    edition_id: UUID | None


def _own_feed(actor: Actor, feed: FeedOf) -> bool:
    return actor.person_id is not None and feed.person_id == actor.person_id


BOOKING = access.Noun("calendar.booking")
READ_BOOKING = BOOKING.verb("read")
READ_FREE_BUSY = access.Noun("calendar.free_busy").verb("read")
"""To see when anybody and any place is taken, by what kind of thing and where; titles only when they are public."""
FEED = access.Noun("calendar.feed", own=_own_feed)
READ_FEED = FEED.verb("read")
UPDATE_FEED = FEED.verb("update")
