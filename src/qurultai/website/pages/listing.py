"""Every public page and file of an edition in one language: the names of URLs and the parts of their addresses."""

from collections.abc import Iterator

from qurultai.website.pages.composing import Site
from qurultai.website.pages.files import FILES
from qurultai.website.past import has_past

Named = tuple[str, dict[str, str]]
PLAIN = ("home", "programme", "grid", "topics", "kinds", "speakers", "rooms", "versions", "about")


def every_page(site: Site) -> Iterator[Named]:
    """Front page and programme first, then all the rest; nothing before the first version."""
    if site.published is None:
        return
    shown = site.shown
    yield from ((name, {}) for name in PLAIN)
    if has_past(site.edition.series.slug):
        yield "past", {}
    yield from ((name, {}) for name in FILES if name != "session_ics")
    yield from (("topic", {"topic": theme.handle}) for theme in shown.themes.values())
    yield from (("kind", {"kind": handle}) for handle in shown.kind_handles.values())
    yield from (("room", {"room": place.handle}) for place in shown.places.values())
    yield from (("speaker", {"speaker": person.handle}) for person in shown.people.values())
    for talk in shown.talks:
        yield "session", {"session": talk.handle}
        yield "session_ics", {"session": talk.handle}
