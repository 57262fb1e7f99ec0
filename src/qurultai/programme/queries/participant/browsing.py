"""Browsing: words as they were published, times as they are now on the calendar, and what is mine."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from qurultai.calendar.public import AgendaEntry, agenda_of
from qurultai.kit.access import Actor
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.programme.formats.document import Item
from qurultai.programme.formats.document import Programme as Document
from qurultai.programme.models import Edition, Session, SignUp, Star
from qurultai.programme.queries.participant.hindering import Hindrance, clashing
from qurultai.programme.queries.places import Places, places_of
from qurultai.programme.queries.sessions import public_now
from qurultai.programme.queries.stemming import matches, stems_of
from qurultai.programme.queries.versions import current_version

Known = tuple[dict[str, Any], dict[str, str], dict[UUID, str]]
"""Topics by key, each with its number; people's names by key; codes of sessions by id."""
PAGE_QUERIES = 8
"""A page of the list: version, its document once, sessions, stars, sign-ups, places, agenda and its places."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person has to do with the sessions of an edition."""

    stars: frozenset[UUID]
    sign_ups: dict[UUID, str]
    agenda: tuple[AgendaEntry, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A published session as one person sees it."""

    id: UUID
    code: str
    item: Item
    title: Text
    state: str
    during: During | None
    room: Text
    topic: Text
    topic_number: int
    speakers: str
    sign_up: bool
    places: Places | None
    starred: bool
    mine: str
    clashes: tuple[Hindrance, ...]

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.state == Session.State.CANCELLED


@dataclass(frozen=True)
class Filters:
    """What of the programme is asked for; empty: everything."""

    query: str = ""
    day: dt.date | None = None
    topic: str = ""
    kind: str = ""
    starred: bool = False
    free: bool = False
    mine: bool = False

    def take(self, seen: Seen, tz: dt.tzinfo) -> bool:
        """Whether a session fits."""
        on = seen.during.starts_at.astimezone(tz).date() if seen.during else None
        return (
            (self.day is None or on == self.day)
            and (not self.topic or seen.item.topic == self.topic)
            and (not self.kind or seen.item.kind == self.kind)
            and (not self.starred or seen.starred)
            and (not self.mine or seen.mine in (SignUp.State.CONFIRMED, SignUp.State.WAITING))
            and (not self.free or (seen.places is not None and seen.places.left > 0))
        )


@dataclass(frozen=True)
class Programme:
    """The published programme as one person sees it."""

    edition: Edition
    document: Document
    sessions: tuple[Seen, ...]

    def found(self, filters: Filters) -> list[Seen]:
        """The sessions that fit, in order of time."""
        language = get_language() or "en"
        wanted = stems_of(filters.query, language)
        return [
            seen
            for seen in self.sessions
            if filters.take(seen, self.edition.tz) and (not wanted or matches(wanted, _text_of(seen), language))
        ]

    def days(self) -> list[dt.date]:
        """The days on which something is."""
        return sorted({s.during.starts_at.astimezone(self.edition.tz).date() for s in self.sessions if s.during})

    def kinds(self) -> list[str]:
        """The kinds that occur."""
        return sorted({seen.item.kind for seen in self.sessions} - {""})


def _text_of(seen: Seen) -> str:
    words = (*seen.title.values(), *seen.item.abstract.values(), seen.speakers, seen.code)
    return " ".join(words)


def programme_for(actor: Actor, edition: Edition | None) -> Programme | None:
    """The published programme with what is this person's; None before anything is published."""
    version = current_version(edition.id) if edition else None
    if version is None:
        return None
    items = {item.guid: item for item in version.document.items}
    rows = _rows(edition)
    return Programme(edition, version.document, _seen(rows, items, version.document, _mine(actor, edition)))


def session_for(actor: Actor, edition: Edition | None, code: str) -> Seen:
    """One published session. Raises Session.DoesNotExist for anything else."""
    programme = programme_for(actor, edition)
    for seen in programme.sessions if programme else ():
        if seen.code == code:
            return seen
    raise Session.DoesNotExist


def waiting_before(session_id: UUID, person_id: UUID) -> int:
    """How many wait for a place before this person; one query."""
    waiting = SignUp.objects.filter(session_id=session_id, state=SignUp.State.WAITING).order_by("asked_at", "id")
    people = list(waiting.values_list("person_id", flat=True))
    return people.index(person_id) if person_id in people else len(people)


def _rows(edition: Edition) -> list[Session]:
    shown = public_now() | Q(state=Session.State.CANCELLED)
    rows = Session.objects.filter(shown, edition=edition).select_related("booking", "room")
    return list(
        rows.only("id", "guid", "code", "state", "sign_up", "room__name", "booking__starts_at", "booking__ends_at")
    )


def _mine(actor: Actor, edition: Edition) -> Mine:
    stars = Star.objects.filter(session__edition=edition, person_id=actor.person_id)
    signed = SignUp.objects.filter(session__edition=edition, person_id=actor.person_id)
    return Mine(
        frozenset(stars.values_list("session_id", flat=True)),
        dict(signed.order_by().values_list("session_id", "state")),
        tuple(agenda_of(actor.person_id, edition.id)),
    )


def _seen(rows: Iterable[Session], items: dict[str, Item], document: Document, mine: Mine) -> tuple[Seen, ...]:
    rows = [row for row in rows if str(row.guid) in items]
    places = places_of(row.id for row in rows if row.sign_up)
    codes = {row.id: row.code for row in rows}
    topics = {topic.key: (number, Text(topic.name)) for number, topic in enumerate(document.topics)}
    names = {person.key: person.name for person in document.persons}
    seen = [_one(row, items[str(row.guid)], places.get(row.id), mine, (topics, names, codes)) for row in rows]
    return tuple(
        sorted(seen, key=lambda one: (one.item.starts_at if one.during is None else one.during.starts_at, one.code))
    )


def _one(row: Session, item: Item, places: Places | None, mine: Mine, known: Known) -> Seen:
    during = row.booking.during if row.booking else None
    topics, names, codes = known
    number, topic = topics.get(item.topic, (0, Text()))
    speakers = dict.fromkeys(names.get(part.person, "") for part in item.contributors if part.role != "interpreter")
    return Seen(
        id=row.id,
        code=row.code,
        item=item,
        title=Text(item.title),
        state=row.state,
        during=during,
        room=row.room.name if row.room else Text(),
        topic=topic,
        topic_number=number,
        speakers=", ".join(filter(None, speakers)),
        sign_up=row.sign_up,
        places=places,
        starred=row.id in mine.stars,
        mine=mine.sign_ups.get(row.id, ""),
        clashes=clashing(row.id, during, mine.agenda, codes),
    )
