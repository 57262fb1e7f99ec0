"""Making a release: every public page of an edition in three languages, then one flip."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qurultai.kit import clock, ready
from qurultai.website import queries
from qurultai.website.made_of import made_of
from qurultai.website.pages import Site, every_page, rendered
from qurultai.website.pointer import announce
from qurultai.website.rules.places import LANGUAGES


def release_site(edition: Any, *, anew: bool = False) -> int | None:
    """Render the version on air and put it before everybody; returns its release.

    The versions that will follow it at an embargo's end are rendered too, each to go on air at its own instant. A
    release that was made of the very same things stays, unless it shall be made `anew`. None when nothing is published,
    or when the versions became others while these were rendered: their own releases follow. Safe to run twice or at
    once in two processes: each run has releases of its own, and only complete ones are shown.
    """
    release, sites = ready.next_release(edition.id), queries.sites_ahead(edition, LANGUAGES[0])
    if not sites:
        return None
    sources = [made_of(site) for site in sites]
    standing = ready.timetable(edition.id)
    if not anew and [turn.made_of for turn in standing] == sources:
        return standing[0].release
    numbers = [site.published.versions[0].number for site in sites]
    kept = {} if anew else {turn.made_of: turn for turn in standing}
    turns = [
        kept.get(source) or _made(edition, release + place, site, source, clock.now() if place == 0 else None)
        for place, (site, source) in enumerate(zip(sites, sources, strict=True))
    ]
    flipped = ready.put_on_air(edition.id, turns, lambda: queries.numbers_ahead(edition.id) == numbers)
    announce()
    return turns[0].release if flipped else None


def _made(edition: Any, release: int, site: Site, source: str, at: dt.datetime | None) -> ready.Turn:
    ready.store(edition.id, release, pages_of(site))
    return ready.Turn(release, at or site.published.versions[0].published_at, source)


def pages_of(site: Site) -> Iterator[ready.Page]:
    """All public pages and files of a site in every language; paths as they stand inside the edition."""
    for language in LANGUAGES:
        spoken = replace(site, language=language)
        for name, parts in every_page(spoken):
            page = rendered(spoken, name, parts)
            yield replace(page, path=inside(page.path, site.edition))


def inside(path: str, edition: Any) -> str:
    """A page's path without its edition's slug."""
    if edition.at_root:
        return path
    _, language, _slug, rest = path.split("/", 3)
    return f"/{language}/{rest}"
