"""What the file of an imported edition said of each of our rows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from qurultai.programme.models import Edition, Source


class Sources:
    """The records of one edition, by kind and our row, or by kind and the file's key."""

    def __init__(self, rows: Iterable[Source]) -> None:
        rows = list(rows)
        self._by_ref = {(row.kind, row.ref): row for row in rows}
        self._by_key = {(row.kind, row.key): row for row in rows}

    def of(self, kind: str, ref: UUID | None) -> Source | None:
        """The record of one of our rows."""
        return self._by_ref.get((kind, ref))

    def keyed(self, kind: str, key: str) -> Source | None:
        """The record under the file's own key."""
        return self._by_key.get((kind, key))

    def record(self, kind: str, ref: UUID | None) -> dict[str, Any] | None:
        """What the file said of one of our rows, or None."""
        source = self.of(kind, ref)
        return source.record if source else None

    def key(self, kind: str, ref: UUID) -> str:
        """The identity of a row in documents: the file's key, else our own."""
        source = self.of(kind, ref)
        return source.key if source else str(ref)

    def all(self, kind: str) -> list[Source]:
        """Every record of a kind."""
        return [row for (of, _key), row in self._by_key.items() if of == kind]

    def position(self, kind: str, ref: UUID) -> int:
        """The place in the file's order; what the file does not name comes last."""
        source = self.of(kind, ref)
        return source.position if source else 1_000_000


def sources_of(edition: Edition) -> Sources:
    """All records of an edition: one query."""
    return Sources(Source.objects.filter(edition=edition))
