"""All reading of the public site: what is published of an edition, and the ways between its rooms."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from qurultai.editions.public import rooms_of, walking_minutes
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.registration.public import takes_applications
from qurultai.website.pages.composing import Site, Venue
from qurultai.website.shapes import Phrase, Published, Talk, VersionNote

MOST_HITS = 50


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, its page, a line under it, and the words around what was looked for."""

    title: Phrase
    url: str
    text: str
    snippet: tuple[programme.Piece, ...]
    lang: str


@dataclass(frozen=True)
class Results:
    """What a search found, or other words to search for."""

    hits: tuple[Hit, ...] = ()
    suggestion: str = ""


def site_of(edition: Any, language: str) -> Site:
    """The public site of an edition as it is at this instant."""
    current = programme.current_version(edition.id)
    if current is None:
        return Site(edition, language, None, registers=takes_applications(edition))
    return _site(edition, language, current)


def sites_ahead(edition: Any, language: str) -> list[Site]:
    """The site as it is, then as it will be at each embargo's end; none before the first version. For no reader."""
    return [_site(edition, language, version) for version in programme.versions_ahead(edition.id)]


def numbers_ahead(edition_id: UUID) -> list[int]:
    """The numbers of the version on air and of those that will follow it."""
    return [version.number for version in programme.versions_ahead(edition_id)]


def _site(edition: Any, language: str, version: programme.PublishedVersion) -> Site:
    venue = Venue(
        {str(room.id): (room.building.name if room.building else Text(), room.floor) for room in rooms_of(edition.id)},
        {(str(a), str(b)): minutes for (a, b), minutes in walking_minutes(edition.id).items()},
    )
    notes = tuple(
        VersionNote(line.number, line.name, line.note, line.published_at, line.changes)
        for line in programme.versions_until(edition.id, version.number)
    )
    return Site(edition, language, Published(version.document, notes), venue, takes_applications(edition))


def found(site: Site, words: str) -> Results:
    """Sessions, speakers, rooms and topics of the programme on air, the best first, in this language first."""
    result = programme.search(site.edition.id, words, site.language, limit=MOST_HITS)
    pages = _pages(site)
    hits = []
    for hit in result.hits:
        page = pages[hit.kind].get(hit.key)
        if page:
            lang = "" if hit.language == site.language else hit.language
            hits.append(Hit(*page, hit.snippet, lang))
    return Results(tuple(hits), result.suggestion)


def _pages(site: Site) -> dict[str, dict[str, tuple[Phrase, str, str]]]:
    """The name, page and line of everything public, by kind and key."""
    shown = site.shown
    return {
        "session": {talk.item.guid: (talk.title, talk.url, _when_and_where(talk)) for talk in shown.talks},
        "speaker": {key: (Phrase(one.name), one.url, one.organisation) for key, one in shown.people.items()},
        "topic": {key: (theme.name, theme.url, "") for key, theme in shown.themes.items()},
        "room": {key: (place.name, place.url, place.building) for key, place in shown.places.items()},
    }


def _when_and_where(talk: Talk) -> str:
    place = talk.place.name.text if talk.place else ""
    return " · ".join(filter(None, (f"{talk.starts_at:%d.%m %H:%M}", place, talk.speakers)))
