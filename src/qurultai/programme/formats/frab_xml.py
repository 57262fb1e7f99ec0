"""`schedule.xml` (pentabarf, frab, pretalx, FOSDEM) read and written."""

import json
import re
from typing import Any

import msgspec
from lxml import etree

from . import carry
from .assumed import Assumed
from .document import Programme
from .frab_json import programme_of_tree
from .frab_reading import EXTENSION
from .frab_writing import tree_of
from .limits import check_marks
from .problems import refused
from .times import parsed_minutes, written_minutes
from .wording import cleaned
from .xml_faults import fault_of
from .xml_tree import INSTRUCTION, local, tree_of_xml

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HTTP = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CODE = re.compile(r"[0-9A-Z]{6}")
_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}")
_TRACK_SLUG = re.compile(r"[a-z][a-z0-9-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TEXTS = ("room", "title", "subtitle", "type", "date", "start", "abstract", "language", "description")


def parsed_xml(body: bytes) -> etree._Element:
    """The root element of a file, with no entity resolved, no network and libxml2's limits; raises Unreadable."""
    if _ENTITY.search(body):
        raise refused("xml_entities")
    check_marks(body, b"<", b"=")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise fault_of(error) from error
    except ValueError as error:
        raise refused("broken_xml", line=1, column=1) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise refused("xml_entities")
    return root


def read_xml(body: bytes, assumed: Assumed) -> Programme:
    """The programme of a schedule.xml; raises Unreadable."""
    return programme_of_root(parsed_xml(body), assumed)


def programme_of_root(root: etree._Element, assumed: Assumed) -> Programme:
    """The programme of a <schedule> element; raises Unreadable."""
    if local(root) != "schedule":
        raise refused("not_a_schedule", line=root.sourceline)
    tree = cleaned(tree_of_xml(root))
    for node in root:
        if node.tag is etree.ProcessingInstruction and node.target == INSTRUCTION:
            tree["schedule"][EXTENSION] = _instruction(node.text or "")
    return programme_of_tree(tree, assumed)


def _instruction(text: str) -> Any:
    try:
        return cleaned(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise refused("extension_broken") from error


def write_xml(programme: Programme, language: str, complete: bool = True) -> bytes:
    """The programme as schedule.xml in `language`, valid against the public schema.

    `complete` puts the other languages and all else that the schema has no room for into one processing instruction.
    """
    tree = tree_of(programme, language)
    root = _root(tree)
    if complete:
        instruction = etree.ProcessingInstruction(INSTRUCTION, _packed(carry.seed(programme, language)))
        root.insert(0, instruction)
        plain = programme_of_root(etree.fromstring(etree.tostring(root)), Assumed())
        instruction.text = _packed(carry.extension(plain, programme, language))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _packed(value: dict[str, Any]) -> str:
    return msgspec.json.encode(value).decode().replace(">", "\\u003e")


def is_web_address(text: str) -> bool:
    """Whether the text is an http(s) address that XML schemas accept as one."""
    return _HTTP.fullmatch(text) is not None and not _BROKEN_ESCAPE.search(text) and text.count("#") < 2


def _add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = text
    return element


def _root(tree: dict[str, Any]) -> etree._Element:
    schedule = tree["schedule"]
    root = etree.Element("schedule")
    _add(root, "generator", **tree["generator"])
    _add(root, "version", schedule["version"])
    conference = _conference(root, schedule)
    for track in schedule["conference"]["tracks"]:
        attributes = {"name": track["name"]}
        if _COLOUR.fullmatch(track.get("color", "")):
            attributes["color"] = track["color"]
        if _TRACK_SLUG.fullmatch(track.get("slug", "")):
            attributes["slug"] = track["slug"]
        _add(conference, "track", track["name"], **attributes)
    guids = {room["name"]: room["guid"] for room in schedule["conference"]["rooms"]}
    codes: set[str] = set()
    for day in schedule["conference"]["days"]:
        limits = {"date": day["date"], "start": day["day_start"], "end": day["day_end"]}
        parent = _add(root, "day", index=str(day["index"]), **limits)
        for name, events in day["rooms"].items():
            room = _add(parent, "room", name=name)
            if name in guids:
                room.set("guid", guids[name])
            for event in events:
                _event(room, event, codes)
    return root


def _conference(root: etree._Element, schedule: dict[str, Any]) -> etree._Element:
    source = schedule["conference"]
    conference = _add(root, "conference")
    for name in ("title", "acronym", "start", "end"):
        _add(conference, name, source[name])
    _add(conference, "days", str(source["daysCount"]))
    _add(conference, "timeslot_duration", source["timeslot_duration"])
    for name, text in (("base_url", schedule.get("base_url", "")), ("logo", source.get("logo", ""))):
        if isinstance(text, str) and is_web_address(text):
            _add(conference, name, text)
    if is_web_address(source.get("url", "")):
        _add(conference, "url", source["url"])
    if "time_zone_name" in source:
        _add(conference, "time_zone_name", source["time_zone_name"])
    colours = {name: text for name, text in source.get("colors", {}).items() if name in ("primary", "background")}
    colours = {name: text for name, text in colours.items() if isinstance(text, str) and _COLOUR.fullmatch(text)}
    if "primary" in colours:
        _add(conference, "color", **colours)
    return conference


def _event(room: etree._Element, source: dict[str, Any], codes: set[str]) -> None:
    event = _add(room, "event", guid=source["guid"], id=str(source["id"]))
    code = source.get("code", "")
    if _CODE.fullmatch(code) and code not in codes:
        codes.add(code)
        event.set("code", code)
    for name in _TEXTS:
        _add(event, name, source[name])
    _add(event, "duration", written_minutes(parsed_minutes(source["duration"])))
    _add(event, "track", source["track"] or "")
    if _SLUG.fullmatch(source["slug"]):
        _add(event, "slug", source["slug"])
    for name in ("logo", "url", "feedback_url", "origin_url"):
        if is_web_address(source.get(name) or ""):
            _add(event, name, source[name])
    recording = _add(event, "recording")
    _add(recording, "license", source["recording_license"])
    _add(recording, "optout", "true" if source["do_not_record"] else "false")
    persons = _add(event, "persons")
    for person in source["persons"]:
        element = _add(persons, "person", person["public_name"], guid=person["guid"])
        if "id" in person:
            element.set("id", str(person["id"]))
    for plural, singular in (("links", "link"), ("attachments", "attachment")):
        parent = _add(event, plural)
        for link in source[plural]:
            element = _add(parent, singular, link["title"], href=link["url"])
            if "type" in link:
                element.set("type", link["type"])
