"""A table ready to be shown: heads, rows as HTML, links of pages and files, and the views that somebody saved."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from qurultai.kit.saved_views import SavedViews, views_of
from qurultai.kit.ui.tables.asking import Asked
from qurultai.kit.ui.tables.cells import safe
from qurultai.kit.ui.tables.describing import Column, Table
from qurultai.kit.ui.tables.paging import Slice


@dataclass(frozen=True)
class Head:
    """The head of a column: how it is sorted and where pressing it leads."""

    column: Column
    url: str
    state: str


@dataclass(frozen=True)
class Shown:
    """What `<c-list>` takes."""

    table: Table
    asked: Asked
    slice: Slice
    body: SafeString
    heads: list[Head]
    saved: SavedViews
    base: str

    @property
    def next_url(self) -> str:
        """The page after this one, if there is one."""
        return f"?{self.asked.query(after=self.slice.after)}" if self.slice.after else ""

    @property
    def previous_url(self) -> str:
        """The page before it."""
        return f"?{self.asked.query(before=self.slice.before)}" if self.slice.before else ""

    @property
    def files(self) -> list[tuple[str, str]]:
        """Kinds of files and their addresses: what is filtered, in the columns that are shown."""
        address, query = self.table.files, self.asked.query()
        kinds = ("xlsx", "csv") if "{}" in address else ("csv",) if address else ()
        return [(kind.upper(), f"{address.replace('{}', kind)}?{query}") for kind in kinds]

    @property
    def filters(self) -> list[dict[str, Any]]:
        """The filters with what is chosen."""
        return [{"filter": one, "value": self.asked[one.key]} for one in self.table.filters]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form must carry along."""
        kept = [(key, self.asked[key]) for key in self.table.hidden if self.asked[key]]
        return [*kept, ("sort", self.asked.sort)] if self.asked.sort != self.table.order else kept

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """The columns that can be left out, and whether each is shown."""
        return [(column, column in self.asked.columns) for column in self.table.columns[1:]]


def shown(request: HttpRequest, table: Table, asked: Asked, found: Slice, *, bulk: bool = False) -> Shown:
    """The page of a table; the views are one query."""
    edition_id = request.edition.id if request.edition else None
    query = asked.query()
    return Shown(
        table=table,
        asked=asked,
        slice=found,
        body=body_of(table, asked, found.rows, bulk=bulk),
        heads=heads_of(asked),
        saved=views_of(request.actor, edition_id, table.name, query, request.path),
        base=f"{request.path.split('/office/', 1)[0]}/office/views/",
    )


def body_of(table: Table, asked: Asked, rows: list[Any], *, bulk: bool = False) -> SafeString:
    """The rows as HTML; the first cell of each names it."""
    opening = [
        '<th scope="row">' if column is table.head else _opening(column, f' data-label="{escape(column.label)}"')
        for column in asked.columns
    ]
    closing = ["</th>" if column is table.head else "</td>" for column in asked.columns]
    cells = [column.cell for column in asked.columns]
    lines = []
    for row in rows:
        tick = _tick(table, row) if bulk else ""
        inside = (f"{o}{safe(cell(row))}{c}" for o, cell, c in zip(opening, cells, closing, strict=True))
        lines.append(f"<tr>{tick}{''.join(inside)}</tr>")
    return mark_safe("".join(lines))


def _opening(column: Column, label: str) -> str:
    return f'<td class="number"{label}>' if column.number else f"<td{label}>"


def _tick(table: Table, row: Any) -> str:
    box = f'<input type="checkbox" name="ticked" value="{safe(table.key(row))}" aria-label="{safe(table.label(row))}">'
    return f'<td class="tick"><label>{box}</label></td>'


def heads_of(asked: Asked) -> list[Head]:
    """The heads of the columns that are shown."""
    return [_head(column, asked) for column in asked.columns]


def _head(column: Column, asked: Asked) -> Head:
    if not column.sortable:
        return Head(column, "", "")
    state = "none" if asked.by != column.key else "descending" if asked.downwards else "ascending"
    way = f"-{column.key}" if state == "ascending" else column.key
    return Head(column, f"?{asked.query(sort=way)}", state)
