"""Taking a database's guards away, to see that a check without them turns red."""

import contextlib
from collections.abc import Iterator

from django.db import connection, models


@contextlib.contextmanager
def without_constraint(model: type[models.Model], name: str) -> Iterator[None]:
    """Drop a constraint of a table and, when done, empty the table and put the constraint back."""
    every = model._meta.constraints
    (gone,) = (one for one in every if one.name == name)
    model._meta.constraints = [one for one in every if one is not gone]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, gone)
    try:
        yield
    finally:
        model.objects.all().delete()
        model._meta.constraints = every
        with connection.schema_editor() as editor:
            editor.add_constraint(model, gone)


@contextlib.contextmanager
def without_exclusion(table: str, name: str) -> Iterator[None]:
    """Drop an exclusion constraint where there is one (PostgreSQL) and, when done, empty the table and restore it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        (definition,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
