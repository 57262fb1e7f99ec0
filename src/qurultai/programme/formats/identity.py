"""Identities that a file leaves out, made so that the same file gives the same ones again (UUID version 5)."""

import re
import unicodedata
import zlib
from collections.abc import Iterable
from uuid import UUID, uuid5

NAMESPACE = UUID("7d5d1d4c-6f0b-5c61-9d4e-0f5a4b1c27a1")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziiklmnoprstufhcye", strict=True)),
    "ё": "e",
    "ж": "zh",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "ә": "a",
    "ғ": "g",
    "қ": "q",
    "ң": "n",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "і": "i",
}
_TO_LATIN = str.maketrans(_CYRILLIC)


def is_guid(text: str) -> bool:
    """Whether the text is a UUID as schedule files write it."""
    return _UUID.fullmatch(text) is not None


def made_guid(*parts: object) -> str:
    """The same UUID for the same parts, always."""
    return str(uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts)))


def slugified(text: str, separator: str = "-") -> str:
    """Lower-case Latin letters and digits of a text, joined by `separator`; Kazakh and Russian transliterated."""
    latin = unicodedata.normalize("NFKD", text.lower().translate(_TO_LATIN)).encode("ascii", "ignore").decode()
    return separator.join(re.findall(r"[a-z0-9]+", latin))


def distinct_numbers(wanted: Iterable[tuple[str, int | None]]) -> dict[str, int]:
    """A positive integer for each guid, all different: the wanted one where it is free, else one made of the guid."""
    pairs = list(wanted)
    taken: dict[int, str] = {}
    for guid, number in pairs:
        if number is not None and number > 0:
            taken.setdefault(number, guid)
    given = {guid: number for number, guid in taken.items()}
    for guid, _ in pairs:
        if guid not in given:
            number = zlib.crc32(guid.encode()) % 2_000_000_000 + 1
            while number in taken:
                number += 1
            taken[number] = guid
            given[guid] = number
    return given
