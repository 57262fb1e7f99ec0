"""What stands between a programme and its publication (R11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LANGUAGES = ("kk", "ru", "en")
WAIVABLE = {"languages": "incomplete", "clashes": "clash"}
"""What can be waived for a whole version, and the code of the blocks that it lifts."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something public with its texts by field; `waiver` is the reason given for publishing it incomplete."""

    kind: str
    code: str
    title: str
    texts: Mapping[str, Mapping[str, str]]
    waiver: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One reason not to publish: `incomplete` (fields lack languages) or `clash` (a double claim on someone's time)."""

    code: str
    kind: str
    subject: str
    title: str
    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def incomplete(things: Iterable[Words]) -> list[Block]:
    """A block for each thing whose title, or any text begun in one language, is missing in another of the three."""
    found = []
    for thing in things:
        if thing.waiver:
            continue
        missing = {
            field: [language for language in LANGUAGES if not words.get(language)]
            for field, words in thing.texts.items()
            if field in ("title", "name") or words
        }
        fields = tuple(field for field, languages in missing.items() if languages)
        if fields:
            languages = tuple(tag for tag in LANGUAGES if any(tag in lacking for lacking in missing.values()))
            found.append(Block("incomplete", thing.kind, thing.code, thing.title, fields, languages))
    return found


def not_waived(blocks: Iterable[Block], waive: Iterable[str]) -> list[Block]:
    """The blocks that still stand when these are waived; raises KeyError for a waiver that does not exist."""
    lifted = {WAIVABLE[name] for name in waive}
    return [block for block in blocks if block.code not in lifted]
