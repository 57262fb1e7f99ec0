"""How a programme's document and our columns stand for each other, field by field, without loss.

A document says more than our columns hold and spells some things its own way. `columns` turns a record (an element of
the document as plain JSON) into columns; `restored` turns columns back and, where a column still is what the record
makes of it, gives the record's own spelling.
"""

from collections.abc import Callable, Mapping
from typing import Any

from qurultai.people.public import clean_name, clean_words

LONGEST_NAME = 200

Record = Mapping[str, Any]
Columns = dict[str, Any]

KINDS = frozenset({
    "plenary", "panel", "round_table", "workshop", "seminar", "symposium_talk", "press_conference", "ceremony",
    "film_screening", "side_meeting",
})  # fmt: skip
ROLES = {
    "chair": "chair", "moderator": "moderator", "host": "moderator", "keynote": "keynote", "speaker": "speaker",
    "presenter": "speaker", "author": "speaker", "panellist": "panellist", "panelist": "panellist",
    "rapporteur": "rapporteur", "interpreter": "interpreter", "translator": "interpreter",
}  # fmt: skip


def role_of(word: str) -> str:
    """Our role for a file's word; whoever is named without one speaks."""
    return ROLES.get(word.strip().lower(), "speaker")


def kind_of(word: str) -> str:
    """Our kind for a file's word, or `other`."""
    return word if word in KINDS else "other"


def session_columns(item: Record) -> Columns:
    """The columns of a session that an item gives, its topic, code, time, room and people aside."""
    kind, number = kind_of(item["kind"]), item["number"]
    return {
        "title": item["title"],
        "subtitle": item["subtitle"],
        "abstract": item["abstract"],
        "description": item["description"],
        "number": number if number is not None and 0 <= number < 2**63 else None,
        "slug": item["slug"][:300],
        "kind": kind,
        "source_kind": item["kind"][:200] if kind == "other" else "",
        "language": item["language"][:16],
        "minutes": max(item["minutes"], 1),
    }


def room_columns(room: Record) -> Columns:
    """The columns of a room."""
    return {"name": room["name"], "capacity": room["capacity"]}


def topic_columns(topic: Record) -> Columns:
    """The columns of a topic."""
    return {"name": topic["name"], "colour": topic["colour"] if len(topic["colour"]) == 7 else ""}


def person_name(words: str) -> str:
    """A name that can stand: cleaned, cut, and with a letter in it (some speakers call themselves “42”)."""
    name = clean_name(words)[:LONGEST_NAME].strip()
    return name if any(sign.isalpha() for sign in name) else f"Speaker {name}".strip()


def person_columns(person: Record) -> Columns:
    """The columns of a person; a country only as a code of two letters."""
    country = person["country"].strip().upper()
    return {
        "name": person_name(person["name"]),
        "biography": {tag: words for tag, text in person["biography"].items() if (words := clean_words(text))},
        "country": country if len(country) == 2 and country.isascii() and country.isalpha() else "",
    }


def changed(last: Record | None, now: Record, columns: Callable[[Record], Columns]) -> Columns:
    """The columns that a file wants different from what it said last (all of them the first time)."""
    wanted = columns(now)
    if last is None:
        return wanted
    before = columns(last)
    return {name: value for name, value in wanted.items() if before[name] != value}


def restored(record: Record | None, row: Columns, columns: Callable[[Record], Columns]) -> Columns:
    """The row's columns, spelled as in the record wherever the row still says what the record says."""
    if record is None:
        return row
    said = columns(record)
    return {name: record[name] if name in record and said[name] == value else value for name, value in row.items()}
