"""The elements of a `schedule.xml` as the tree of a `schedule.json`, so that both are read by the same code."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .problems import Located

INSTRUCTION = "qurultai"
_PLAIN = {
    "room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "logo", "language",
    "description", "url", "feedback_url", "origin_url",
}  # fmt: skip


def tree_of_xml(root: etree._Element) -> dict[str, Any]:
    """The frab tree of a <schedule> element; what no JSON dialect knows stands under its element's name."""
    tree: dict[str, Any] = {}
    schedule: dict[str, Any] = {}
    conference: dict[str, Any] = {}
    gathered = _Gathered()
    days = []
    for element in _children(root):
        name = local(element)
        if name == "conference":
            conference = _conference(element, gathered)
        elif name == "day":
            days.append(_day(element, gathered))
        elif name == "tracks":
            for track in _children(element):
                gathered.track(track)
        elif name == "generator":
            tree["generator"] = dict(element.attrib)
        elif name in ("version", "base_url"):
            schedule[name] = text_of(element)
        else:
            schedule[name] = value_of(element)
    conference["rooms"], conference["tracks"] = list(gathered.rooms.values()), list(gathered.tracks.values())
    conference["days"] = days
    schedule["conference"] = conference
    tree["schedule"] = schedule
    return tree


def local(element: etree._Element) -> str:
    """The element's name without a namespace."""
    return etree.QName(element).localname


def text_of(element: etree._Element) -> str:
    """All text in the element."""
    return element.text or "" if len(element) == 0 else "".join(element.itertext(with_tail=True))


def value_of(element: etree._Element) -> Any:
    """The element as a JSON value: its text, or {"@attribute": …, "#text": …, "child": [values]}."""
    if len(element) == 0 and not element.attrib:
        return element.text or ""
    value: dict[str, Any] = {f"@{name}": text for name, text in element.attrib.items()}
    if element.text and element.text.strip():
        value["#text"] = element.text
    for child in _children(element):
        value.setdefault(local(child), []).append(value_of(child))
    return value


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))


class _Gathered:
    """Rooms and tracks by name, each with all attributes that any mention gives it."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, Any]] = {}
        self.tracks: dict[str, dict[str, Any]] = {}

    def room(self, element: etree._Element) -> str:
        name = element.get("name") or ""
        attributes = {key: value for key, value in element.attrib.items() if key != "name"}
        if name:
            self.rooms.setdefault(name, {"name": name}).update(attributes)
        return name

    def track(self, element: etree._Element) -> str:
        name = element.get("name") or text_of(element)
        attributes = {key: value for key, value in element.attrib.items() if key != "name"}
        if name and (attributes or local(element.getparent()) != "event"):
            entry = self.tracks.setdefault(name, {"name": name})
            for key, value in attributes.items():
                entry.setdefault(key, value)
        return name


def _conference(element: etree._Element, gathered: _Gathered) -> dict[str, Any]:
    conference: dict[str, Any] = {}
    for child in _children(element):
        name = local(child)
        if name == "track":
            gathered.track(child)
        elif name == "color":
            conference["colors"] = dict(child.attrib)
        elif name == "days":
            continue
        else:
            conference[name] = value_of(child)
    return conference


def _day(element: etree._Element, gathered: _Gathered) -> dict[str, Any]:
    day: dict[str, Any] = {
        "index": element.get("index"),
        "date": element.get("date"),
        "day_start": element.get("start"),
        "day_end": element.get("end"),
    }
    rooms: dict[str, list[dict[str, Any]]] = {}
    for child in _children(element):
        if local(child) == "room":
            events = rooms.setdefault(gathered.room(child), [])
            events.extend(_event(event, gathered) for event in _children(child) if local(event) == "event")
        elif local(child) == "event":
            event = _event(child, gathered)
            rooms.setdefault(event.get("room") or "", []).append(event)
    day["rooms"] = rooms
    return day


def _event(element: etree._Element, gathered: _Gathered) -> Located:
    event = Located({"id": None, **element.attrib})
    event.line = element.sourceline
    for child in _children(element):
        name = local(child)
        if name == "track":
            event["track"] = gathered.track(child)
        elif name in _PLAIN:
            event[name] = text_of(child)
        elif name == "persons":
            event["persons"] = [_person(person) for person in _children(child)]
        elif name in ("links", "attachments"):
            event[name] = [_link(link) for link in _children(child)]
        elif name == "recording":
            _recording(child, event)
        else:
            event[name] = value_of(child)
    return event


def _person(element: etree._Element) -> dict[str, Any]:
    person: dict[str, Any] = dict(element.attrib)
    if len(element) == 0:
        person["name"] = element.text or person.get("name") or ""
    else:
        person |= {local(child): text_of(child) for child in _children(element)}
    return person


def _link(element: etree._Element) -> dict[str, Any]:
    link: dict[str, Any] = dict(element.attrib)
    link["url"] = link.pop("href", "") or link.get("url", "")
    link["title"] = text_of(element) or link.get("title", "")
    return link


def _recording(element: etree._Element, event: Located) -> None:
    rest = {}
    for child in _children(element):
        name = local(child)
        if name == "license":
            event["recording_license"] = text_of(child)
        elif name == "optout":
            event["do_not_record"] = text_of(child).strip().lower() in ("true", "1")
        else:
            rest[name] = value_of(child)
    if rest:
        event["recording"] = rest
