"""Every format that a programme can be written in, by its short name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .calendar_entries import Change
from .document import Programme
from .frab_json import write_json
from .frab_xml import write_xml
from .ical import write_ical
from .jsonld import write_jsonld
from .sheet.xlsx_writing import write_csv, write_xlsx
from .xcal import write_xcal


@dataclass(frozen=True, slots=True)
class Occasion:
    """In which language and when a file is written, and what has changed since items were first published."""

    language: str
    stamp: datetime
    changes: Mapping[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its media type, its file's ending, whether it carries everything, and its writer."""

    media_type: str
    suffix: str
    lossless: bool
    write: Callable[[Programme, Occasion], bytes]


FORMATS: dict[str, Format] = {
    "xml": Format("application/xml", ".xml", True, lambda programme, when: write_xml(programme, when.language)),
    "json": Format("application/json", ".json", True, lambda programme, when: write_json(programme, when.language)),
    "ics": Format(
        "text/calendar",
        ".ics",
        False,
        lambda programme, when: write_ical(programme, when.language, when.stamp, when.changes),
    ),
    "xcs": Format(
        "application/calendar+xml",
        ".xcs",
        False,
        lambda programme, when: write_xcal(programme, when.language, when.stamp, when.changes),
    ),
    "jsonld": Format(
        "application/ld+json", ".jsonld", False, lambda programme, when: write_jsonld(programme, when.language)
    ),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        True,
        lambda programme, when: write_xlsx(programme, when.language),
    ),
    "csv": Format("text/csv", ".csv", False, lambda programme, when: write_csv(programme)),
}


def write(name: str, programme: Programme, occasion: Occasion) -> bytes:
    """The programme in the format of that name (a key of FORMATS); raises KeyError for another name."""
    return FORMATS[name].write(programme, occasion)
