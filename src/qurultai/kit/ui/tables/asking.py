"""What the address asks of a table: words, filters, order, columns and the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from qurultai.kit.ui.tables.describing import Column, Table

LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """A table's address, read."""

    words: str
    filters: Mapping[str, str]
    sort: str
    columns: tuple[Column, ...]
    chosen: bool
    after: str = ""
    before: str = ""

    def __getitem__(self, key: str) -> str:
        """What a filter is set to. Raises KeyError for any other name: templates look here before at the attributes."""
        return self.filters[key]

    @property
    def by(self) -> str:
        """The key of the column of the order."""
        return self.sort.removeprefix("-")

    @property
    def downwards(self) -> bool:
        """Whether the greatest comes first."""
        return self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        """Whether words or filters leave anything out."""
        return bool(self.words or any(self.filters.values()))

    def query(self, **changed: str) -> str:
        """The address without its page: what a saved view keeps. `changed` replaces parts of it."""
        parts = {"q": self.words, **self.filters, "sort": self.sort} | changed
        pairs = [(key, value) for key, value in parts.items() if value]
        if self.chosen:
            pairs += [("col", column.key) for column in self.columns]
        return urlencode(pairs)


def asked(request: HttpRequest, table: Table) -> Asked:
    """Read the address; an unknown order or column counts as none, an unknown choice of a filter finds nothing."""
    given = {key: value[:LONGEST].replace("\0", "") for key, value in request.GET.items()}
    filters = {key: given.get(key, "") for key in (*(one.key for one in table.filters), *table.hidden)}
    sortable = {column.key for column in table.columns if column.sortable}
    sort = given.get("sort", "")
    wanted = set(request.GET.getlist("col"))
    usual = tuple(column for column in table.columns if column is table.head or column.by_default)
    columns = tuple(c for c in table.columns if c is table.head or c.key in wanted) if wanted else usual
    return Asked(
        words=given.get("q", "").strip(),
        filters=filters,
        sort=sort if sort.removeprefix("-") in sortable else table.order,
        columns=columns,
        chosen=columns != usual,
        after=given.get("after", ""),
        before=given.get("before", ""),
    )
