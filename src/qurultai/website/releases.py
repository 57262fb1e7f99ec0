"""Making a release: every public page of an edition in three languages, then one flip."""

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
    """Render the version on air and put it before everybody; returns the release.

    A release that was made of the very same things stays, unless it shall be made `anew`. None when nothing is
    published, or when a newer version came while this one was rendered: its own release follows. Safe to run twice or
    at once in two processes: each run has a release of its own, and only complete ones are shown.
    """
    release = ready.next_release(edition.id)
    site = queries.site_of(edition, LANGUAGES[0])
    if site.published is None:
        return None
    number, sources = site.published.versions[0].number, made_of(site)
    standing = ready.timetable(edition.id)
    if not anew and [turn.made_of for turn in standing] == [sources]:
        return standing[0].release
    ready.store(edition.id, release, pages_of(site))
    turn = ready.Turn(release, clock.now(), sources)
    flipped = ready.put_on_air(edition.id, [turn], lambda: queries.version_number(edition.id) == number)
    announce()
    return release if flipped else None


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
