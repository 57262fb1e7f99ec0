"""xCal (RFC 6321), iCalendar as XML: written, and read back; pentabarf's and frab's older kind is read too."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from lxml import etree

from .assumed import Assumed
from .calendar_entries import CALENDAR_PRODUCT, Change, Entry, WholeDay, entries_of, tree_of_entries
from .document import Programme, in_language, noted
from .frab_reading import programme_of
from .limits import MOST_ITEMS
from .problems import Findings, refused
from .times import in_utc, known_zone, parsed_instant, parsed_minutes
from .wording import cleaned, language_tag, scrubbed
from .xml_tree import local

NAMESPACE = "urn:ietf:params:xml:ns:icalendar-2.0"
_TITLES = ("x-wr-calname", "name", "x-wr-caldesc")
_DATE = re.compile(r"\d{4}-?\d{2}-?\d{2}")


def write_xcal(
    programme: Programme, language: str, stamp: datetime, changes: Mapping[str, Change] | None = None
) -> bytes:
    """The programme as one xCal document in `language`, with the same properties as `write_ical`."""
    root = etree.Element(f"{{{NAMESPACE}}}icalendar", nsmap={None: NAMESPACE})
    calendar = _sub(root, "vcalendar")
    properties = _sub(calendar, "properties")
    title = scrubbed(in_language(programme.title, language, programme.languages))
    for name, text in (
        ("version", "2.0"),
        ("prodid", CALENDAR_PRODUCT),
        ("method", "PUBLISH"),
        ("name", title),
        ("x-wr-timezone", programme.zone),
        ("x-qurultai-acronym", scrubbed(programme.acronym)),
        ("x-qurultai-language", language),
    ):
        _property(properties, name, "text", text)
    components = _sub(calendar, "components")
    for entry in entries_of(programme, language, stamp, changes):
        _event(components, entry, stamp)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _sub(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _property(parent: etree._Element, name: str, kind: str, text: str) -> None:
    _sub(_sub(parent, name), kind).text = text


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _event(components: etree._Element, entry: Entry, stamp: datetime) -> None:
    properties = _sub(_sub(components, "vevent"), "properties")
    _property(properties, "uid", "text", entry.uid)
    _property(properties, "dtstamp", "date-time", _written(stamp))
    _property(properties, "dtstart", "date-time", _written(entry.starts_at))
    _property(properties, "dtend", "date-time", _written(entry.ends_at))
    _property(properties, "summary", "text", entry.summary)
    if entry.change is not None:
        _property(properties, "sequence", "integer", str(entry.change.number))
        _property(properties, "last-modified", "date-time", _written(entry.change.at))
    for name, text in (
        ("description", entry.description),
        ("location", entry.location),
        ("categories", entry.category),
    ):
        if text:
            _property(properties, name, "text", text)
    if entry.url:
        _property(properties, "url", "uri", scrubbed(entry.url))
    for speaker in entry.speakers:
        _property(properties, "x-qurultai-speaker", "text", speaker)


def read_xcal(root: etree._Element, assumed: Assumed) -> Programme:
    """The programme of an xCal document's root element, of RFC 6321 or of pentabarf's older kind; raises Unreadable."""
    calendar = next((element for element in _children(root) if local(element).lower() == "vcalendar"), None)
    if calendar is None:
        raise refused("not_a_schedule", line=root.sourceline)
    named = _text(calendar, "x-wr-timezone")
    zone = named if known_zone(named) else assumed.zone
    findings = Findings()
    events = [element for element in calendar.iter() if isinstance(element.tag, str) and local(element) == "vevent"]
    if len(events) > MOST_ITEMS:
        raise refused("too_many_sessions", limit=MOST_ITEMS)
    entries = [entry for event in events if (entry := _entry(event, zone, findings)) is not None]
    findings.settle()
    title = next(filter(None, (_text(calendar, name) for name in _TITLES)), "") or assumed.title
    acronym = _text(calendar, "x-qurultai-acronym") or assumed.acronym
    language = language_tag(_text(calendar, "x-qurultai-language"))
    return noted("xcs", programme_of(cleaned(tree_of_entries(entries, title, acronym, zone)), assumed, language))


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _named(component: etree._Element, name: str) -> list[etree._Element]:
    """The properties of that name: below <properties> (RFC 6321), or the component's own children (pentabarf)."""
    holders = [child for child in _children(component) if local(child) == "properties"] or [component]
    return [child for holder in holders for child in _children(holder) if local(child) == name]


def _values(element: etree._Element) -> list[str]:
    inside = [child for child in _children(element) if local(child) != "parameters"]
    return [child.text or "" for child in inside] if inside else [(element.text or "").strip()]


def _texts(component: etree._Element, name: str) -> list[str]:
    return [text for element in _named(component, name) for text in _values(element)]


def _text(component: etree._Element, name: str) -> str:
    return next(iter(_texts(component, name)), "")


def _instant(component: etree._Element, name: str, zone: str) -> datetime:
    """The instant of a property, a naive one in the zone that it names; raises ValueError."""
    for element in _named(component, name):
        tzid = [part.text or "" for part in element.iter("{*}tzid") for part in (_children(part) or [part])]
        own = next((tag.strip() for tag in tzid if known_zone(tag.strip())), zone)
        return in_utc(parsed_instant(next(iter(_values(element)))), own)
    raise ValueError(name)


def _minutes(event: etree._Element) -> int:
    return parsed_minutes(_text(event, "duration"))


def _speakers(event: etree._Element) -> tuple[str, ...]:
    ours = _texts(event, "x-qurultai-speaker")
    if ours:
        return tuple(ours)
    found = []
    for element in _named(event, "attendee"):
        called = [text.strip() for part in element.iter("{*}cn") for text in part.itertext()]
        found += [name for name in (*called, *_values(element)) if name.strip() and "@" not in name][:1]
    return tuple(dict.fromkeys(name.strip() for name in found))


def _entry(event: etree._Element, zone: str, findings: Findings) -> Entry | WholeDay | None:
    title = _text(event, "summary") or _text(event, "title")
    place = title[:120] or _text(event, "uid")[:120]
    if _text(event, "status").upper() == "CANCELLED":
        return None
    if _texts(event, "rrule") or _texts(event, "rdate"):
        findings.add("recurring", place, line=event.sourceline)
        return None
    if _DATE.fullmatch(_text(event, "dtstart")):
        return WholeDay(title)
    try:
        starts_at = _instant(event, "dtstart", zone)
        with_end = bool(_text(event, "dtend"))
        ends_at = _instant(event, "dtend", zone) if with_end else starts_at + timedelta(minutes=_minutes(event))
    except (ValueError, OverflowError):
        findings.add("bad_time", place, line=event.sourceline, value=_text(event, "dtstart")[:60])
        return None
    categories = [*_texts(event, "categories"), *_texts(event, "category")]
    return Entry(
        uid=_text(event, "uid"),
        starts_at=starts_at,
        ends_at=ends_at,
        summary=title,
        description=_text(event, "description"),
        location=_text(event, "location"),
        category=next(iter(categories), ""),
        more_categories=tuple(categories[1:]),
        url=_text(event, "url"),
        speakers=_speakers(event),
        subtitle=_text(event, "subtitle"),
        language=_text(event, "language-code"),
    )
