"""What a person's secret address shows."""

import hashlib
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from qurultai.calendar.models import Booking, FeedAddress
from qurultai.calendar.queries.agenda import AgendaEntry, agenda_of
from qurultai.calendar.queries.clashes import KINDS
from qurultai.calendar.rules.ical import FeedEntry, written
from qurultai.kit.access import Actor

TENTATIVE = "TENTATIVE"
STATUS = {Booking.State.CANCELLED: "CANCELLED", Booking.State.PENDING: TENTATIVE}


@dataclass(frozen=True, slots=True)
class Feed:
    """A person's agenda in her language, and a mark that changes whenever it does."""

    language: str
    entries: tuple[AgendaEntry, ...]

    @property
    def etag(self) -> str:
        """A strong ETag: the same as long as every word, time and change number is."""
        return f'"{hashlib.sha256(repr((self.language, self.entries)).encode()).hexdigest()[:32]}"'

    def as_ical(self) -> bytes:
        """The feed in iCalendar."""
        with translation.override(self.language):
            return written(_("My forum"), [_entry(entry, self.language) for entry in self.entries])


def feed_at(actor: Actor, edition: object, address: str) -> Feed:
    """The feed behind a secret address, for whoever knows it; three queries. Raises FeedAddress.DoesNotExist."""
    feed = FeedAddress.objects.select_related("person").get(address=address)
    return Feed(feed.person.language, tuple(agenda_of(feed.person_id, cancelled=True)))


def _entry(entry: AgendaEntry, language: str) -> FeedEntry:
    status = STATUS.get(entry.state, "CONFIRMED" if entry.firm else TENTATIVE)
    return FeedEntry(
        uid=f"{entry.booking_id}@qurultai",
        sequence=entry.change_number,
        status=status,
        starts_at=entry.during.starts_at,
        ends_at=entry.during.ends_at,
        changed_at=entry.changed_at,
        summary=entry.title.best(language) or str(KINDS.get(entry.kind, entry.kind)),
        location="; ".join(", ".join(filter(None, (str(place), str(place.building)))) for place in entry.places),
    )
