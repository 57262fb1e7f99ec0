"""What a table is: its columns, filters and limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `cell` gives HTML or plain words of a row, `text` the words for a file when the cell is HTML."""

    key: str
    label: str
    cell: Callable[[Any], object]
    text: Callable[[Any], object] | None = None
    sortable: bool = False
    number: bool = False
    by_default: bool = True

    def words(self, row: Any) -> str:
        """The cell for a file."""
        return str((self.text or self.cell)(row))


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice in the address: a list of (value, name), or a day when there are no choices."""

    key: str
    label: str
    everything: str = ""
    choices: Sequence[tuple[str, str]] | None = None


@dataclass(frozen=True)
class Table:
    """A list as the office sees it. `key` names a row in bulk actions, `name` the table in saved views."""

    name: str
    caption: str
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    search: str = ""
    key: Callable[[Any], str] | None = None
    label: Callable[[Any], str] = str
    order: str = ""
    size: int = 50
    files: str = ""
    hidden: Sequence[str] = field(default_factory=tuple)
    """Keys of the address that no control shows but that must not be lost."""

    @property
    def head(self) -> Column:
        """The column that names a row; it is always shown."""
        return self.columns[0]
