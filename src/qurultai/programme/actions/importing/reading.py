"""One import under way: the document, the edition, what the file said last, and the report."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.programme.actions.importing.report import ImportReport, Line
from qurultai.programme.formats.document import Programme
from qurultai.programme.models import Edition, Source
from qurultai.programme.queries.documents import columns
from qurultai.programme.queries.documents.sources import Sources

TEXTS = frozenset({"name", "title", "subtitle", "abstract", "description", "biography"})


@dataclass
class Reading:
    """What every step of an import needs; `current` are the elements as the edition itself would write them now."""

    document: Programme
    edition: Edition
    by: Actor
    sources: Sources
    current: dict[tuple[str, str], dict[str, Any]]
    report: ImportReport
    rooms: dict[str, UUID] = field(default_factory=dict)
    topics: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    new_sources: list[Source] = field(default_factory=list)
    changed_sources: list[Source] = field(default_factory=list)

    def last(self, kind: str, key: str) -> dict[str, Any] | None:
        """What the file said last of a thing, else what the edition says of it."""
        source = self.sources.keyed(kind, key)
        return source.record if source else self.current.get((kind, key))

    def unchanged(self, kind: str, key: str, record: dict[str, Any]) -> bool:
        """Whether the file says of a thing what it said last, or what the edition says already."""
        return record in (self.last(kind, key), self.current.get((kind, key)))

    def remember(self, kind: str, key: str, ref: UUID | None, position: int, record: dict[str, Any]) -> None:
        """Note what the file says now, to be written with `settle`."""
        source = self.sources.keyed(kind, key)
        if source is None:
            self.new_sources.append(
                Source(edition=self.edition, kind=kind, key=key, ref=ref, position=position, record=record)
            )
        elif (source.ref, source.position, source.record) != (ref, position, record):
            source.ref, source.position, source.record = ref, position, record
            self.changed_sources.append(source)

    def settle(self) -> None:
        """Write what the file said."""
        Source.objects.bulk_create(self.new_sources, batch_size=500)
        Source.objects.bulk_update(self.changed_sources, ["ref", "position", "record"], batch_size=500)

    def note(self, lines: list[Line], kind: str, code: str, title: Text) -> None:
        """Put a line into the report."""
        lines.append(Line(kind, code, title))


def record_of(element: object) -> dict[str, Any]:
    """An element of the document as plain JSON, as it comes back from the database."""
    return msgspec.json.decode(msgspec.json.encode(element))


def wanted(last: dict[str, Any] | None, now: dict[str, Any], of: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """The columns to set, texts as `Text`."""
    return {
        name: Text(v) if name in TEXTS and isinstance(v, dict) else v
        for name, v in columns.changed(last, now, of).items()
    }
