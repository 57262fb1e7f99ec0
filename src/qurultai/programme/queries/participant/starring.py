"""What somebody marked, as it was published and at its time of now: for her own day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet, Subquery

from qurultai.editions.public import PlaceName
from qurultai.kit import clock
from qurultai.kit.prepared import prepared
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.programme.models import Session, SignUp
from qurultai.programme.queries.sessions import public_at
from qurultai.programme.queries.versions import out_at, version

_COLUMNS = (
    "id", "code", "sign_up", "mine__state", "booking__starts_at", "booking__ends_at",
    "room_id", "room__name", "room__building__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Starred:
    """A public session that somebody marked; `sign_up` when its places are limited, `waiting` when she waits for one.

    It takes nobody's time: it is a wish, not a booking.
    """

    session_id: UUID
    code: str
    title: Text
    during: During
    places: tuple[PlaceName, ...]
    sign_up: bool
    waiting: bool


def starred_by(person_id: UUID, edition_id: UUID) -> list[Starred]:
    """The public sessions with a time that somebody marked, in order of time; one query when the version is known."""
    rows = _rows(person_id, edition_id, clock.now())
    starred = (
        _starred(row, title)
        for row in rows
        if row["newest"] and (title := version(row["newest"], row["revision"]).titles.get(str(row["guid"])))
    )
    return sorted(starred, key=lambda one: (one.during.starts_at, one.code))


@prepared
def _rows(person_id: UUID, edition_id: UUID, now: dt.datetime) -> QuerySet[Session, dict[str, Any]]:
    newest = out_at(edition_id, now).order_by("-number")
    return (
        Session.objects.filter(public_at(now), edition_id=edition_id, stars__person_id=person_id, booking__isnull=False)
        .annotate(mine=FilteredRelation("sign_ups", condition=Q(sign_ups__person_id=person_id)))
        .annotate(newest=Subquery(newest.values("id")[:1]), revision=Subquery(newest.values("revision")[:1]))
        .order_by()
        .values("newest", "revision", "guid", *_COLUMNS)
    )


def _starred(row: Mapping[str, Any], title: Text) -> Starred:
    room_id, building = row["room_id"], Text(row["room__building__name"])
    return Starred(
        session_id=row["id"],
        code=row["code"],
        title=title,
        during=During(row["booking__starts_at"], row["booking__ends_at"]),
        places=(PlaceName(room_id, room_id, Text(row["room__name"]), building=building),) if room_id else (),
        sign_up=row["sign_up"],
        waiting=row["mine__state"] == SignUp.State.WAITING,
    )
