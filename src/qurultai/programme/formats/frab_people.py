"""Persons of a frab tree: one Person however many events name it."""

from typing import Any

from .document import Contributor, Person
from .frab_scope import Scope
from .identity import is_guid, made_guid
from .wording import plain, words

_FIELDS = {
    "name", "public_name", "full_public_name", "id", "guid", "code", "biography", "avatar", "url", "organisation",
    "country", "role",
}  # fmt: skip
_NEVER_KEPT = {"email", "e-mail", "mail", "emails", "contact", "phone", "telephone"}


class People:
    """The persons of one file; two entries are one person by guid, else id, else code, else name."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._persons: dict[str, Person] = {}
        self._entries: dict[str, dict[str, Any]] = {}

    def contributor(self, entry: Any) -> Contributor | None:
        """What one event's entry (an object, or only a name) says of a person; None when it names nobody."""
        if isinstance(entry, str):
            entry = {"name": entry}
        if not isinstance(entry, dict):
            return None
        entry = {key: value for key, value in entry.items() if key.lower() not in _NEVER_KEPT}
        name = plain(entry.get("name") or entry.get("public_name") or entry.get("full_public_name"))
        name = name if name.strip() else plain(entry.get("code") or entry.get("id"))
        if not name:
            return None
        key = self._key(entry, name)
        role = plain(entry.pop("role", ""))
        if key not in self._persons:
            self._persons[key] = self._person(key, entry, name)
            self._entries[key] = entry
        first = self._entries[key]
        differing = {
            part: value
            for part, value in entry.items()
            if value not in (None, "", [], {}) and value != first.get(part) and part not in {"id", "guid"}
        }
        if name == self._persons[key].name:
            differing = {part: value for part, value in differing.items() if not part.endswith("name")}
        return Contributor(key, role, differing)

    def _key(self, entry: dict[str, Any], name: str) -> str:
        guid = plain(entry.get("guid")).lower()
        if is_guid(guid):
            return guid
        known_as = plain(entry.get("id")) or plain(entry.get("code"))
        return made_guid(self.scope.acronym, "person", known_as or name)

    def _person(self, key: str, entry: dict[str, Any], name: str) -> Person:
        number, guid = entry.get("id"), plain(entry.get("guid"))
        text = plain(number)
        number = int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 18 else None
        known = set(_FIELDS) if number is not None or not entry.get("id") else _FIELDS - {"id"}
        return Person(
            key=key,
            name=name,
            number=number,
            guid=guid.lower() if is_guid(guid) else "",
            code=plain(entry.get("code")),
            biography=words(entry.get("biography"), self.scope.language),
            avatar=plain(entry.get("avatar")),
            url=plain(entry.get("url")),
            organisation=plain(entry.get("organisation")),
            country=plain(entry.get("country")),
            extra={part: value for part, value in entry.items() if part not in known and value is not None},
        )

    def found(self) -> tuple[Person, ...]:
        """Everybody, by first appearance."""
        return tuple(self._persons.values())
