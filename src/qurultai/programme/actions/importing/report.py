"""What an import did, or would do."""

from dataclasses import dataclass, field

from qurultai.calendar.public import Clash
from qurultai.kit.text import Text
from qurultai.programme.formats.document import Programme
from qurultai.programme.models import Edition


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the import touched: its kind (edition, room, topic, person, session), code and name."""

    kind: str
    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry of the file that is no session: it lasts whole days, or has no time at all."""

    title: str
    whole_day: bool

    @classmethod
    def all_of(cls, document: Programme) -> "list[LeftOut]":
        """What the readers left out of a document, as they noted it."""
        noted = document.extra.get("left_out")
        entries = [entry for entry in noted if isinstance(entry, dict)] if isinstance(noted, list) else []
        return [cls(str(entry.get("title", "")), entry.get("why") == "whole_day") for entry in entries]


@dataclass
class ImportReport:
    """Everything added, changed, vanished from the file, cancelled and left out; what is unchanged; double claims."""

    edition: Edition | None = None
    added: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    vanished: list[Line] = field(default_factory=list)
    cancelled: list[Line] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unchanged: int = 0

    @property
    def nothing_new(self) -> bool:
        """Whether the file changed nothing."""
        return not (self.added or self.changed or self.cancelled)

    def sessions(self, lines: list[Line]) -> list[Line]:
        """The sessions among the lines."""
        return [line for line in lines if line.kind == "session"]
