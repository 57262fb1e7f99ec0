"""A filtered table as a file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse

from qurultai.kit import sheets
from qurultai.kit.ui.tables.describing import Column

KINDS = {"csv": sheets.CSV, "xlsx": sheets.XLSX}


def file_of(columns: Sequence[Column], rows: Iterable[Any], kind: str, title: str, name: str) -> HttpResponse:
    """The columns of the rows as a download, `csv` or `xlsx`; the head in the reader's language. Raises Http404 for any
    other kind."""
    if kind not in KINDS:
        raise Http404
    head = [str(column.label) for column in columns]
    lines = ([column.words(row) for column in columns] for row in rows)
    made = sheets.as_csv(head, lines) if kind == "csv" else sheets.as_xlsx(head, lines, title)
    answer = HttpResponse(made, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
