"""What a foreign format has no room for, carried beside it: the changes from the plain file's reading to the whole.

A writer reads its own plain file back, compares that with the programme it was given and puts the difference into the
file (JSON: `schedule.x_qurultai`; XML: a processing instruction; XLSX: a hidden sheet). The reader applies it. A change
names a checksum of the value it replaces, so whoever edits the file by hand wins over the carried value.

Shape: a mapping is descended into; a list is one change: ["+", now], ["~", crc32 of before, now], ["-", crc32].
"""

import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from .assumed import Assumed
from .document import Programme, arranged, from_json, to_json
from .limits import LONGEST_KEY, LONGEST_MINUTES
from .problems import refused
from .times import known_zone
from .wording import language_tag, scrubbed

FORMAT = 1
_IDENTITY = {"days": "index", "rooms": "guid", "topics": "key", "items": "guid", "persons": "key"}
_ORDERED = ("rooms", "topics")
_PARTS = {"+": 2, "~": 3, "-": 2}


def without_mail(programme: Programme) -> Programme:
    """The programme without anybody's mail address: no file ever has one."""
    return replace(programme, persons=tuple(replace(person, email="") for person in programme.persons))


def extension(plain: Programme, whole: Programme, language: str) -> dict[str, Any]:
    """What to put beside a file in `language` whose plain reading is `plain`, so that it reads as `whole`."""
    changes = _difference(_keyed(scrubbed(to_json(plain))), _keyed(scrubbed(to_json(without_mail(whole)))))
    return {**seed(whole, language), "changes": changes}


def seed(programme: Programme, language: str) -> dict[str, Any]:
    """The extension of a file to which nothing needs to be added."""
    return {"format": FORMAT, "language": language, "zone": programme.zone, "changes": {}}


def declared(found: Any) -> tuple[str, str]:
    """Language and zone that an extension declares for its file, each "" when there is none."""
    if not isinstance(found, Mapping):
        return "", ""
    zone = found.get("zone")
    return language_tag(found.get("language")), zone if isinstance(zone, str) and known_zone(zone) else ""


def own_assumptions(found: Any, assumed: Assumed) -> Assumed:
    """What to assume for a file with that extension: nothing of the reader's, or the changes would not fit."""
    return assumed if found is None else Assumed(kinds=assumed.kinds)


def completed(plain: Programme, found: Any) -> Programme:
    """The whole programme of a plain reading and the extension found in its file (None: the plain one itself).

    Raises Unreadable when the extension is not one of ours.
    """
    if found is None:
        return plain
    if not isinstance(found, Mapping) or found.get("format") != FORMAT or not isinstance(found.get("changes"), Mapping):
        raise refused("extension_broken")
    try:
        whole = from_json(_listed(_applied(_keyed(scrubbed(to_json(plain))), found["changes"])))
    except (msgspec.ValidationError, TypeError, KeyError, ValueError, AttributeError, OverflowError) as error:
        raise refused("extension_broken") from error
    if not holds_together(whole):
        raise refused("extension_broken")
    return arranged(whole)


def holds_together(programme: Programme) -> bool:
    """Whether every reference points somewhere, every instant has a zone and every identity is there once."""
    rooms = {room.guid for room in programme.rooms} | {""}
    topics = {topic.key for topic in programme.topics} | {""}
    persons = {person.key for person in programme.persons}
    whole_items = all(
        item.room in rooms
        and item.topic in topics
        and all(part.person in persons for part in item.contributors)
        and item.starts_at.tzinfo is not None
        and 0 <= item.minutes <= LONGEST_MINUTES
        and any(item.title.values())
        for item in programme.items
    )
    days = all(day.starts_at.tzinfo and day.ends_at.tzinfo and day.starts_at < day.ends_at for day in programme.days)
    identities = [element.guid for element in (*programme.items, *programme.rooms)]
    identities += [element.key for element in (*programme.topics, *programme.persons)]
    if any(len(identity) > LONGEST_KEY for identity in identities):
        return False
    guids = {item.guid for item in programme.items}
    return whole_items and days and known_zone(programme.zone) is not None and len(guids) == len(programme.items)


def _keyed(value: dict[str, Any]) -> dict[str, Any]:
    keyed = dict(value)
    for name, identity in _IDENTITY.items():
        keyed[name] = {str(entry[identity]): entry for entry in value[name]}
    for name in _ORDERED:
        keyed[f"{name} in order"] = list(keyed[name])
    return keyed


def _listed(keyed: dict[str, Any]) -> dict[str, Any]:
    value = dict(keyed)
    for name in _ORDERED:
        place = {key: number for number, key in enumerate(value.pop(f"{name} in order"))}
        value[name] = dict(sorted(value[name].items(), key=lambda pair: place.get(pair[0], len(place))))
    for name in _IDENTITY:
        value[name] = list(value[name].values())
    return value


def _difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for key, now in after.items():
        if key not in before:
            changes[key] = ["+", now]
        elif isinstance(now, dict) and isinstance(before[key], dict):
            inner = _difference(before[key], now)
            if inner:
                changes[key] = inner
        elif now != before[key]:
            changes[key] = ["~", _checksum(before[key]), now]
    for key in before.keys() - after.keys():
        changes[key] = ["-", _checksum(before[key])]
    return changes


def _applied(value: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(value)
    for key, change in changes.items():
        if isinstance(change, Mapping):
            if isinstance(result.get(key), dict):
                result[key] = _applied(result[key], change)
        elif not isinstance(change, list) or not change or _PARTS.get(str(change[0])) != len(change):
            raise ValueError(key)
        elif change[0] == "+":
            result.setdefault(key, change[1])
        elif key in result and _checksum(result[key]) == change[1]:
            if change[0] == "-":
                del result[key]
            else:
                result[key] = change[2]
    return result


def _checksum(value: Any) -> int:
    return zlib.crc32(msgspec.json.encode(value, order="sorted"))
