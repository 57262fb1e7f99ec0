"""The cell that names a session's speakers: names with roles in brackets, one a line or parted by semicolons."""

import re
from collections.abc import Iterable

from ..document import Contributor, Person

_BREAKS = re.compile(r"[;\r\n]+")
_AWKWARD = re.compile(r"[;\[\]\r\n]|^[#\s]|\s$")


def written_speakers(contributors: Iterable[Contributor], persons: dict[str, Person], names: dict[str, int]) -> str:
    """ "Name [role]; Name"; a person whose name is awkward or not unique is "#" and the permanent mark."""
    parts = []
    for part in contributors:
        person = persons[part.person]
        plain = person.name and not _AWKWARD.search(person.name) and names.get(person.name) == 1
        name = person.name if plain else f"#{person.key}"
        parts.append(f"{name} [{part.role}]" if part.role and not _AWKWARD.search(part.role) else name)
    return "; ".join(parts)


def read_speakers(text: str) -> list[tuple[str, str]]:
    """(name or "#mark", role) of each person that the cell names."""
    found = []
    for part in map(str.strip, _BREAKS.split(text)):
        name, bracket, role = part[:-1].rpartition("[") if part.endswith("]") else (part, "", "")
        name = name if bracket or not role else part
        if name.strip():
            found.append((name.strip(), role.strip()))
    return found
