"""Rows that never change (I6): triggers refuse every update and deletion, whoever asks and by whichever way."""

from collections.abc import Callable, Iterator

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "what is final never changes"
ENDING = "_is_final"
VERBS = ("update", "delete")


def make_final(*tables: str) -> migrations.RunPython:
    """The operation of a migration after which rows of these tables can only be added."""
    return migrations.RunPython(_over(tables, _added), _over(tables, _removed))


def put_aside(connection: BaseDatabaseWrapper) -> list[str]:
    """Lift the triggers within a transaction of a test that empties tables; the statements that bring them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return ["SET LOCAL session_replication_role = DEFAULT"]
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%{ENDING}'")
        found = cursor.fetchall()
        for name, _sql in found:
            cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


def _over(tables: tuple[str, ...], statements: Callable[[str, str], Iterator[str]]) -> Callable[..., None]:
    def run(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in statements(table, schema_editor.connection.vendor):
                schema_editor.execute(statement)

    return run


def _added(table: str, vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION qurultai_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}{ENDING} BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION qurultai_final()"
        )
    else:
        for verb in VERBS:
            yield (
                f"CREATE TRIGGER {table}_{verb}{ENDING} BEFORE {verb.upper()} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def _removed(table: str, vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield f"DROP TRIGGER IF EXISTS {table}{ENDING} ON {table}"
    else:
        yield from (f"DROP TRIGGER IF EXISTS {table}_{verb}{ENDING}" for verb in VERBS)
