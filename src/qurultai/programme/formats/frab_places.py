"""Rooms and tracks of a frab tree, declared at the conference or only named by an event."""

import re
from typing import Any

from .document import Room, Topic
from .frab_scope import Scope
from .identity import is_guid, made_guid, slugified
from .limits import LONGEST_KEY, MOST_PLACES
from .wording import plain, words

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


class Rooms:
    """All rooms of a file by the names that its events use."""

    def __init__(self, scope: Scope, declared: Any) -> None:
        self.scope = scope
        self._by_name: dict[str, str] = {}
        self._rooms: dict[str, Room] = {}
        for entry in declared if isinstance(declared, list) else []:
            if isinstance(entry, dict):
                self._declare(entry)

    def _declare(self, entry: dict[str, Any]) -> None:
        name = words(entry.get("name"), self.scope.language)
        if not name:
            return
        first = next(iter(name.values()))
        guid = plain(entry.get("guid")).lower()
        if not is_guid(guid) or guid in self._rooms:
            guid = made_guid(self.scope.acronym, "room", first)
            if guid in self._rooms:
                return
        capacity = entry.get("capacity")
        known = {"name", "guid", "slug", "description"}
        if isinstance(capacity, int) and not isinstance(capacity, bool) and 0 <= capacity <= MOST_PLACES:
            known.add("capacity")
        else:
            capacity = None
        self._rooms[guid] = Room(
            guid=guid,
            name=name,
            slug=plain(entry.get("slug")),
            capacity=capacity,
            description=words(entry.get("description"), self.scope.language),
            extra={key: value for key, value in entry.items() if key not in known and value is not None},
        )
        for spelling in name.values():
            self._by_name.setdefault(spelling, guid)

    def guid_of(self, name: str) -> str:
        """The guid of the room of that name, made known if it is new; "" for no name."""
        if not name.strip():
            return ""
        if name not in self._by_name:
            guid = made_guid(self.scope.acronym, "room", name)
            self._rooms.setdefault(guid, Room(guid, {self.scope.language: name}))
            self._by_name[name] = guid
        return self._by_name[name]

    def found(self) -> tuple[Room, ...]:
        """The rooms in the file's order."""
        return tuple(self._rooms.values())


class Topics:
    """All tracks of a file by the names that its events use."""

    def __init__(self, scope: Scope, declared: Any) -> None:
        self.scope = scope
        self._by_name: dict[str, str] = {}
        self._topics: dict[str, Topic] = {}
        for entry in declared if isinstance(declared, list) else []:
            if isinstance(entry, dict):
                self._declare(entry)

    def _declare(self, entry: dict[str, Any]) -> None:
        name = words(entry.get("name"), self.scope.language)
        if not name or any(spelling in self._by_name for spelling in name.values()):
            return
        slug, colour = plain(entry.get("slug")), plain(entry.get("color"))
        known = {"name", "slug"}
        match = _COLOUR.fullmatch(colour)
        if match or not colour:
            known.add("color")
        digits = match[1] if match else ""
        colour = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)) if digits else ""
        key = self._free_key(slug or slugified(next(iter(name.values()))), name)
        extra = {part: value for part, value in entry.items() if part not in known and value is not None}
        self._topics[key] = Topic(key, name, slug, colour.lower(), extra)
        for spelling in name.values():
            self._by_name[spelling] = key

    def _free_key(self, wanted: str, name: dict[str, str]) -> str:
        if wanted and len(wanted) <= LONGEST_KEY and wanted not in self._topics:
            return wanted
        return made_guid(self.scope.acronym, "topic", next(iter(name.values())))

    def key_of(self, track: Any, language: str) -> str:
        """The key of the track that an event names (a string or language → name), made known if it is new."""
        name = words(track, language)
        if not name or not next(iter(name.values())).strip():
            return ""
        for spelling in name.values():
            if spelling in self._by_name:
                return self._by_name[spelling]
        self._declare({"name": name if isinstance(track, dict) else {self.scope.language: track}})
        return self._by_name[next(iter(name.values()))]

    def found(self) -> tuple[Topic, ...]:
        """The topics in the file's order."""
        return tuple(self._topics.values())
