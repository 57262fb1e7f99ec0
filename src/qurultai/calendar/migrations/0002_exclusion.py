"""PostgreSQL's second guard beside the slots: no two firm claims of one resource overlap, to the microsecond."""

from django.db import migrations

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE calendar_claim ADD CONSTRAINT no_overlapping_claims
    EXCLUDE USING gist (resource_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (firm);
"""
DROP = "ALTER TABLE calendar_claim DROP CONSTRAINT IF EXISTS no_overlapping_claims;"


def add(apps, schema_editor):
    """Only PostgreSQL has such a constraint; SQLite has one writer at a time and the exact check."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def drop(apps, schema_editor):
    """Take the guard away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
