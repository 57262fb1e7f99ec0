"""Published versions: what is on air, what was before, and what waits for an embargo's end.

A version exists for readers from its `published_at` on, by the server's clock at the moment of reading (I5).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit import access, clock
from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.programme.formats.document import Programme, from_json
from qurultai.programme.models import Edition, Session, Version
from qurultai.programme.policies import TRANSITION_SESSION


@dataclass(frozen=True)
class PublishedVersion:
    """A version with its whole document."""

    id: UUID
    number: int
    name: str
    note: Text
    published_at: dt.datetime
    changes: Mapping[str, Any]
    document: Programme
    revision: int = 0

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """The titles of its sessions by guid."""
        return {item.guid: Text(item.title) for item in self.document.items}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as a list shows it, without its document; `changes` are those of `rules.differences.Difference`."""

    id: UUID
    number: int
    name: str
    note: Text
    published_at: dt.datetime
    changes: Mapping[str, Any]
    waived: tuple[str, ...]
    by: str


def current_version(edition_id: UUID) -> PublishedVersion | None:
    """The version on air, under today's names; read from the database once in a process for each revision."""
    newest = out(edition_id).order_by("-number").values_list("id", "revision").first()
    return version(*newest) if newest else None


def out(edition_id: UUID) -> QuerySet[Version]:
    """The versions that exist for readers at this instant."""
    return out_at(edition_id, clock.now())


def out_at(edition_id: UUID, now: dt.datetime) -> QuerySet[Version]:
    """Those that exist at another one."""
    return Version.objects.filter(edition_id=edition_id, published_at__lte=now)


def versions_ahead(edition_id: UUID) -> list[PublishedVersion]:
    """The version on air and those that will follow it by themselves, in order: for whoever makes them ready."""
    every = Version.objects.filter(edition_id=edition_id).order_by("number")
    rows = every.values_list("id", "revision", "published_at")
    due = sum(at <= clock.now() for _id, _revision, at in rows)
    return [version(id_, revision) for id_, revision, _at in rows[due - 1 :]] if due else []


def published_titles(edition_id: UUID, session_ids: Iterable[UUID]) -> dict[UUID, Text]:
    """The titles of those sessions that the version on air names, as it names them; two queries."""
    on_air = current_version(edition_id)
    if on_air is None:
        return {}
    guids = Session.objects.filter(edition_id=edition_id, id__in=list(session_ids)).values_list("id", "guid")
    return {key: on_air.titles[str(guid)] for key, guid in guids if str(guid) in on_air.titles}


@lru_cache(maxsize=8)
def version(version_id: UUID, revision: int) -> PublishedVersion:
    """One version by id at a revision of its names, also one that still waits. Raises Version.DoesNotExist."""
    row = Version.objects.get(id=version_id)
    document = from_json(row.today or row.document)
    return PublishedVersion(row.id, row.number, row.name, row.note, row.published_at, row.changes, document, revision)


def numbered_version(edition_id: UUID, number: int) -> PublishedVersion:
    """One version by its number. Raises Version.DoesNotExist."""
    return version(*out(edition_id).values_list("id", "revision").get(number=number))


@dataclass(frozen=True, slots=True)
class VersionInOffice:
    """A version and the one before it."""

    edition_id: UUID
    this: PublishedVersion
    before: PublishedVersion | None

    @property
    def until(self) -> list[VersionLine]:
        """All versions up to this one."""
        return [line for line in versions(self.edition_id) if line.number <= self.this.number]


def version_in_office(actor: Actor, edition: Edition | None, number: int) -> VersionInOffice:
    """A version, for whoever publishes. Raises Version.DoesNotExist."""
    if edition is None or not access.allowed(TRANSITION_SESSION, actor, edition_id=edition.id):
        raise Version.DoesNotExist
    before = numbered_version(edition.id, number - 1) if number > 1 else None
    return VersionInOffice(edition.id, numbered_version(edition.id, number), before)


def versions(edition_id: UUID) -> list[VersionLine]:
    """All versions that are out, newest first, with their public change log; one query."""
    return _lines(out(edition_id))


def versions_until(edition_id: UUID, number: int) -> list[VersionLine]:
    """All versions up to this one, also when it still waits, newest first: what its own readers will see."""
    return _lines(Version.objects.filter(edition_id=edition_id, number__lte=number))


def openings(edition_id: UUID) -> list[VersionLine]:
    """The versions that wait for an embargo's end, the next first: for the office only."""
    return _lines(Version.objects.filter(edition_id=edition_id, published_at__gt=clock.now()))[::-1]


def _lines(found: QuerySet[Version]) -> list[VersionLine]:
    rows = found.order_by("-number").defer("document", "sealed", "today").select_related("published_by")
    return [
        VersionLine(
            row.id,
            row.number,
            row.name,
            row.note,
            row.published_at,
            row.changes,
            tuple(row.waived),
            str(row.published_by or ""),
        )
        for row in rows
    ]
