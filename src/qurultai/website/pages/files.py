"""The programme as files: schedules for machines, calendars, a spreadsheet and booklets."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qurultai.programme.public import FORMATS, Occasion, item_changes, write
from qurultai.website.booklet import booklet_pdf
from qurultai.website.pages.composing import Site, found

Made = tuple[str, bytes]


def _schedule(name: str) -> Callable[[Site], Made]:
    def make(site: Site) -> Made:
        return _media_type(name), write(name, site.published.document, _occasion(site))

    return make


def _media_type(name: str) -> str:
    media_type = FORMATS[name].media_type
    return media_type if name == "xlsx" else f"{media_type}; charset=utf-8"


def _occasion(site: Site) -> Occasion:
    versions = site.published.versions
    return Occasion(site.language, versions[0].published_at, item_changes(versions))


def _session_ics(site: Site, session: str) -> Made:
    item = found(site.shown.by_handle, session).item
    one = replace(site.published.document, items=(item,))
    return _media_type("ics"), write("ics", one, _occasion(site))


def _booklet(form: str) -> Callable[[Site], Made]:
    return lambda site: ("application/pdf", booklet_pdf(site, form))


FILES: Mapping[str, Callable[..., Made]] = {
    "schedule_xml": _schedule("xml"),
    "schedule_json": _schedule("json"),
    "schedule_ics": _schedule("ics"),
    "schedule_xcs": _schedule("xcs"),
    "schedule_jsonld": _schedule("jsonld"),
    "schedule_xlsx": _schedule("xlsx"),
    "short_pdf": _booklet("short"),
    "full_pdf": _booklet("full"),
    "pocket_pdf": _booklet("pocket"),
    "session_ics": _session_ics,
}
