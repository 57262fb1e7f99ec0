"""What of somebody's agenda stands beside a session or in the way of it, and where she finds it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from qurultai.calendar.public import AgendaEntry, agenda_of
from qurultai.kit.access import Actor
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.programme.models import Edition, Session


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something she is committed to; `code` is that of the session it is, if it is one."""

    title: Text
    during: During
    code: str


def clashing(
    session_id: UUID, during: During | None, agenda: Sequence[AgendaEntry], codes: Mapping[UUID, str]
) -> tuple[Hindrance, ...]:
    """What of somebody's agenda is at the same time as a session; `codes` are those of sessions by id."""
    if during is None:
        return ()
    beside = (entry for entry in agenda if entry.subject_id != session_id and entry.firm)
    return tuple(_hindrance(entry, codes) for entry in beside if entry.during.overlaps(during))


def hindrances(actor: Actor, edition: Edition, booking_ids: Collection[UUID]) -> tuple[Hindrance, ...]:
    """Those of her own bookings that a refusal named."""
    entries = [entry for entry in agenda_of(actor.person_id, edition.id) if entry.booking_id in booking_ids]
    rows = Session.objects.filter(id__in=[entry.subject_id for entry in entries]).values_list("id", "code")
    codes = dict(rows)
    return tuple(_hindrance(entry, codes) for entry in entries)


def _hindrance(entry: AgendaEntry, codes: Mapping[UUID, str]) -> Hindrance:
    return Hindrance(entry.title, entry.during, codes.get(entry.subject_id, ""))
