"""What every part of a frab tree's reading needs to know of the whole."""

from dataclasses import dataclass, field
from datetime import datetime, time

from .problems import Findings, Located
from .times import in_utc
from .wording import language_tag


@dataclass(frozen=True, slots=True)
class Scope:
    """One file's acronym, zone and languages: `language` of its general texts, `forced` of all of them if not ""."""

    acronym: str
    zone: str
    language: str
    forced: str = ""
    with_seconds: bool = False
    day_change: time | None = None
    findings: Findings = field(default_factory=Findings)

    def language_of(self, event: dict) -> str:
        """The language in which an event's texts are taken to be."""
        return self.forced or language_tag(event.get("language")) or self.language

    def utc(self, instant: datetime) -> datetime:
        """The instant in UTC; a naive one is the zone's."""
        return in_utc(instant, self.zone)

    def problem(self, code: str, event: dict, **params: object) -> None:
        """Notes a problem of one event at its place in the file."""
        title = event.get("title")
        place = title if isinstance(title, str) else next(iter(title.values()), "") if isinstance(title, dict) else ""
        line, row, sheet = None, None, ""
        if isinstance(event, Located):
            line, row, sheet = event.line, event.row, event.place
        self.findings.add(code, sheet or str(place or event.get("id") or "")[:120], row, line, **params)
