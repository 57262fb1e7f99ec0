"""All reading of the public site: what is published of an edition, and the ways between its rooms."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from qurultai.editions.public import rooms_of, walking_minutes
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.website.pages.composing import Site, Venue
from qurultai.website.shapes import Published, VersionNote

MOST_HITS = 100


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, its page, and a line under it."""

    title: str
    url: str
    text: str


def site_of(edition: Any, language: str) -> Site:
    """The public site of an edition as it would be published now."""
    current = programme.current_version(edition.id)
    if current is None:
        return Site(edition, language, None)
    venue = Venue(
        {str(room.id): (room.building.name if room.building else Text(), room.floor) for room in rooms_of(edition.id)},
        {(str(a), str(b)): minutes for (a, b), minutes in walking_minutes(edition.id).items()},
    )
    notes = tuple(
        VersionNote(version.number, version.name, version.note, version.published_at, version.changes)
        for version in programme.versions(edition.id)
    )
    return Site(edition, language, Published(current.document, notes), venue)


def version_number(edition_id: UUID) -> int:
    """The number of the version on air; 0 before the first."""
    current = programme.current_version(edition_id)
    return current.number if current else 0


def found(site: Site, words: str) -> list[Hit]:
    """Sessions, speakers, rooms and topics in which every word occurs, those with all words in the title first."""
    wanted = words.casefold().split()
    texts = list(_texts(site))
    hits = [hit for hit, text in texts if all(word in text.casefold() for word in wanted)]
    return sorted(hits, key=lambda hit: not all(word in hit.title.casefold() for word in wanted))[:MOST_HITS]


def _texts(site: Site) -> Iterator[tuple[Hit, str]]:
    shown = site.shown
    for talk in shown.talks:
        parts = (talk.title, talk.subtitle, talk.abstract, talk.speakers, talk.kind_word, talk.description)
        line = " · ".join(
            filter(None, (f"{talk.starts_at:%d.%m %H:%M}", talk.place and talk.place.name.text, talk.speakers))
        )
        yield Hit(talk.title.text, talk.url, line), " ".join(str(part) for part in parts)
    for person in shown.people.values():
        yield Hit(person.name, person.url, person.organisation), f"{person.name} {person.organisation} {person.country}"
    for theme in shown.themes.values():
        yield Hit(theme.name.text, theme.url, theme.description.text), f"{theme.name} {theme.description}"
    for place in shown.places.values():
        yield Hit(place.name.text, place.url, place.building), f"{place.name} {place.building}"
