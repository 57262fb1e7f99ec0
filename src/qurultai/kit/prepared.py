"""Queries that Django compiles once: what stands on the way of every request and of every place taken (decision 11).

    @prepared
    def _of_slug(slug: str) -> QuerySet[Edition]:
        return Edition.objects.filter(slug=slug)

    _of_slug("2027")  # the rows, as a list

The function is called with stand-ins and says what is asked; the SQL is made once for each connection and each length
of a list, then only the values change. Keys, times, numbers, words and lists of them can be given, as what a lookup
compares with; a value decides nothing in the function. Empty and long lists and None are asked for in the usual way.
"""

import datetime as dt
import functools
import inspect
import uuid
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Args = ParamSpec("Args")
Row = TypeVar("Row")
LONGEST_LIST = 16
"""A longer list is compiled anew each time: its values are the greater work."""
KEPT = "qurultai_prepared"


def prepared(asked: Callable[Args, "models.QuerySet[Row]"]) -> Callable[Args, list[Row]]:
    """The query of a function as one that is compiled once; called with values, it returns the rows."""
    names = tuple(inspect.signature(asked).parameters)

    @functools.wraps(asked)
    def rows(*args: Args.args, **kwargs: Args.kwargs) -> list[Row]:
        given = dict(zip(names, args, strict=False)) | kwargs
        shape = tuple(_length(value) for value in given.values())
        if not all(0 < length <= LONGEST_LIST for length in shape):
            return list(asked(**given))
        kept = _kept(connections["default"])
        if (asked, shape) not in kept:
            kept[asked, shape] = _compiled(asked(**{name: _stand_in(name, value) for name, value in given.items()}))
        query, iterable = kept[asked, shape]
        query.compiler.given = given
        return list(iterable)

    return rows


def first(rows: list[Row]) -> Row | None:
    """The first of them, or None."""
    return rows[0] if rows else None


class Given(models.Expression):
    """Stands for a value, or for one of a list."""

    def __init__(self, name: str, place: int | None = None) -> None:
        super().__init__(output_field=models.Field())
        self.name, self.place = name, place

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list["Given"]]:
        """A parameter whose value comes later."""
        return "%s", [self]

    def value(self, given: dict[str, Any]) -> object:
        """What it stands for this time."""
        return given[self.name] if self.place is None else given[self.name][self.place]


class _Compiler(SQLCompiler):
    given: dict[str, Any]
    made: tuple[str, Sequence[object]] | None = None
    converters: dict | None = None

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[object, ...]]:
        """The SQL as it was made the first time, with the values of this time."""
        if self.made is None:
            self.made = super().as_sql(with_limits, with_col_aliases)
        sql, params = self.made
        return sql, tuple(self._bound(one.value(self.given)) if isinstance(one, Given) else one for one in params)

    def get_converters(self, expressions: Sequence[models.Expression]) -> dict:
        """How columns become values; the columns are always the same."""
        if self.converters is None:
            self.converters = super().get_converters(expressions)
        return self.converters

    def _bound(self, value: object) -> object:
        if isinstance(value, uuid.UUID) and not self.connection.features.has_native_uuid_field:
            return value.hex
        return self.connection.ops.adapt_datetimefield_value(value) if isinstance(value, dt.datetime) else value


class _Query(Query):
    compiler: _Compiler

    def get_compiler(self, *_which: object, **_more: object) -> _Compiler:
        """Always the same one."""
        return self.compiler


def _kept(connection: BaseDatabaseWrapper) -> dict:
    return connection.__dict__.setdefault(KEPT, {})


def _length(value: object) -> int:
    """How many values to stand in for: one, or a list's; none for None."""
    return len(value) if isinstance(value, list) else int(value is not None)


def _stand_in(name: str, value: object) -> object:
    return [Given(name, place) for place in range(len(value))] if isinstance(value, list) else Given(name)


def _compiled(queryset: models.QuerySet) -> tuple[_Query, Any]:
    iterable, query = queryset._iterable_class, queryset.query.chain(klass=_Query)
    query.compiler = _Compiler(query, connections["default"], "default")
    queryset.query = query
    return query, iterable(queryset)
