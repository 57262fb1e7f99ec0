"""The table of sessions: searched, filtered and sorted here, in a few queries whatever their number."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from qurultai.kit.access import Actor
from qurultai.programme.models import Edition, Session, SignUp, Topic
from qurultai.programme.queries.sessions import sessions_visible_to
from qurultai.stems import words_of

LIST_QUERIES = 3
"""Sessions with their counts, roles, people."""
FAR = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """One session with what a table shows of it."""

    session: Session
    speakers: str
    stars: int
    signed: int

    @property
    def starts_at(self) -> dt.datetime | None:
        """When it begins, if it has a time."""
        return self.session.booking.starts_at if self.session.booking else None


@dataclass(frozen=True)
class Listing:
    """What of the table is asked for; empty: everything."""

    query: str = ""
    kind: str = ""
    topic: str = ""
    state: str = ""
    day: str = ""
    sort: str = ""


SORTS: dict[str, Callable[[Row], Any]] = {
    "code": lambda row: row.session.code,
    "title": lambda row: str(row.session.title).casefold(),
    "when": lambda row: row.starts_at or FAR,
    "stars": lambda row: row.stars,
    "kind": lambda row: row.session.kind,
    "state": lambda row: row.session.state,
}


def listed(actor: Actor, edition: Edition, asked: Listing) -> list[Row]:
    """The sessions that fit, sorted; by time when nothing else is said."""
    taken = Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.CONFIRMED), distinct=True)
    rows = sessions_visible_to(actor, edition).select_related("booking", "room", "topic")
    rows = rows.annotate(star_count=Count("stars", distinct=True), taken=taken).prefetch_related("roles__person")
    found = [row for session in rows if _fits(row := _row(session), asked, edition)]
    key = SORTS.get(asked.sort.removeprefix("-"), SORTS["when"])
    return sorted(found, key=lambda row: (key(row), row.session.code), reverse=asked.sort.startswith("-"))


def topics_of(edition: Edition) -> list[Topic]:
    """The topics in their order, each with the number of its sessions."""
    return list(Topic.objects.filter(edition=edition).annotate(session_count=Count("sessions")))


def _row(session: Session) -> Row:
    names = dict.fromkeys(role.person.name for role in session.roles.all() if role.role != "interpreter")
    return Row(session, ", ".join(names), session.star_count, session.taken)


def _fits(row: Row, asked: Listing, edition: Edition) -> bool:
    session = row.session
    on = row.starts_at.astimezone(edition.tz).date().isoformat() if row.starts_at else "none"
    text = " ".join(words_of(" ".join((session.code, *session.title.values(), row.speakers))))
    return (
        (not asked.kind or session.kind == asked.kind)
        and (not asked.topic or (session.topic is not None and session.topic.slug == asked.topic))
        and (not asked.state or session.state == asked.state)
        and (not asked.day or on == asked.day)
        and all(word in text for word in words_of(asked.query))
    )
