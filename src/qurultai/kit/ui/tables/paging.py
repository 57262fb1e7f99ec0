"""Pages by cursor: what follows a row stays what follows it, whatever is added or taken away meanwhile."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet

from qurultai.kit.ui.tables.asking import Asked


@dataclass(frozen=True)
class Slice:
    """Some rows, how many there are in all, and the cursors of what is before and after."""

    rows: list[Any]
    count: int
    after: str = ""
    before: str = ""


def _written(value: object, key: object) -> str:
    return urlsafe_b64encode(json.dumps([value, key], cls=DjangoJSONEncoder).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[Any, Any] | None:
    try:
        value, key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (TypeError, ValueError):
        return None
    return value, key


def sliced(rows: QuerySet, field: str, asked: Asked, size: int, *, downwards: bool = False) -> Slice:
    """A page of a queryset in the order of a field (never null) and of keys; three queries at most.

    A cursor that is none leads to the first page.
    """
    count = rows.count()
    back = bool(asked.before)
    place = _read(asked.before or asked.after)
    sign = "-" if downwards != back else ""
    ordered = rows.order_by(f"{sign}{field}", f"{sign}pk")
    if place is not None:
        ordered, place = _from(ordered, field, place, downwards=downwards != back)
    if place is None and back:
        return sliced(rows, field, Asked(**{**vars(asked), "before": "", "after": ""}), size, downwards=downwards)
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Slice([], count)
    first, last = (_written(_value(row, field), row.pk) for row in (found[0], found[-1]))
    return Slice(found, count, last if more or back else "", first if (more if back else place is not None) else "")


def _from(rows: QuerySet, field: str, place: tuple[Any, Any], *, downwards: bool) -> tuple[QuerySet, Any]:
    value, key = place
    way = "lt" if downwards else "gt"
    try:
        beyond = Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"pk__{way}": key})
        return rows.filter(beyond), place
    except (TypeError, ValueError, ValidationError):
        return rows, None


def _value(row: Any, field: str) -> Any:
    for part in field.split("__"):
        row = getattr(row, part)
    return row


def portion(rows: Sequence[Any], asked: Asked, size: int, key: Callable[[Any], str]) -> Slice:
    """A page of a list that is in order already; `key` names a row."""
    places = {key(row): number for number, row in enumerate(rows)}
    if asked.before:
        end = places.get((_read(asked.before) or ("", ""))[1], 0)
        start = max(0, end - size)
    else:
        start = places.get((_read(asked.after) or ("", ""))[1], -1) + 1
    here = list(rows[start : start + size])
    if not here:
        return Slice([], len(rows))
    after = _written("", key(here[-1])) if start + size < len(rows) else ""
    return Slice(here, len(rows), after, _written("", key(here[0])) if start else "")
