"""After a test with real transactions only the tables that it wrote to are emptied.

Django's own flush truncates every table and makes all content types and permissions anew, after each such test.
"""

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.test import TransactionTestCase

from qurultai.kit.final import put_aside

KEPT = {"django_migrations", "django_content_type", "auth_permission"}
"""What migrating itself writes, and no test."""


def empty(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Delete every row that a test has left, and say in which tables there were any."""
    connection = connections[alias]
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT
    quoted = {table: connection.ops.quote_name(table) for table in sorted(tables)}
    looks = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name})" for table, name in quoted.items())
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(looks))
        written = [table for (table,) in cursor.fetchall()]
        guards = put_aside(connection) if written else []
        for table in written:
            cursor.execute(f"DELETE FROM {quoted[table]}")
        for statement in guards:
            cursor.execute(statement)
    return written


def _empty_all(case: TransactionTestCase) -> None:
    for alias in case._databases_names(include_mirrors=False):
        empty(alias)


def install() -> None:
    """Let every test of this process end so."""
    TransactionTestCase._fixture_teardown = _empty_all
