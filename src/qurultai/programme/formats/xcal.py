"""xCal (RFC 6321), iCalendar as XML: written, and read back."""

from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree

from .assumed import Assumed
from .calendar_entries import CALENDAR_PRODUCT, Change, Entry, entries_of, tree_of_entries
from .document import Programme, in_language
from .frab_reading import programme_of
from .problems import Findings, refused
from .times import in_utc, known_zone, parsed_instant
from .wording import cleaned, scrubbed

NAMESPACE = "urn:ietf:params:xml:ns:icalendar-2.0"
_IN = {"c": NAMESPACE}


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
    """The programme of an xCal document's root element; raises Unreadable."""
    calendar = root.find("c:vcalendar", _IN)
    if calendar is None:
        raise refused("not_a_schedule", line=root.sourceline)
    named = _text(calendar, "x-wr-timezone")
    zone = named if known_zone(named) else assumed.zone
    findings = Findings()
    entries = []
    for event in calendar.findall("c:components/c:vevent", _IN):
        entry = _entry(event, zone, findings)
        if entry is not None:
            entries.append(entry)
    findings.settle()
    if not entries:
        raise refused("no_sessions")
    title = _text(calendar, "name") or assumed.title
    acronym = _text(calendar, "x-qurultai-acronym") or assumed.acronym
    return programme_of(cleaned(tree_of_entries(entries, title, acronym, zone)), assumed)


def _texts(component: etree._Element, name: str) -> list[str]:
    found = component.findall(f"c:properties/c:{name}/*", _IN)
    return [value.text or "" for value in found if etree.QName(value).localname != "parameters"]


def _text(component: etree._Element, name: str) -> str:
    return next(iter(_texts(component, name)), "")


def _entry(event: etree._Element, zone: str, findings: Findings) -> Entry | None:
    title = _text(event, "summary")
    place = title[:120] or _text(event, "uid")[:120]
    if _texts(event, "rrule") or _texts(event, "rdate"):
        findings.add("recurring", place, line=event.sourceline)
        return None
    try:
        starts_at = in_utc(parsed_instant(_text(event, "dtstart")), zone)
        ends_at = in_utc(parsed_instant(_text(event, "dtend")), zone)
    except (ValueError, OverflowError):
        findings.add("bad_time", place, line=event.sourceline, value=_text(event, "dtstart")[:60])
        return None
    return Entry(
        uid=_text(event, "uid"),
        starts_at=starts_at,
        ends_at=ends_at,
        summary=title,
        description=_text(event, "description"),
        location=_text(event, "location"),
        category=_text(event, "categories"),
        url=_text(event, "url"),
        speakers=tuple(_texts(event, "x-qurultai-speaker")),
    )
