"""The index behind search: FTS5 fed by triggers on SQLite, a generated tsvector under GIN on PostgreSQL.

Both index stems that are made before, so neither knows any language. FTS5 keeps no copy of the texts; its column
`scope` holds the edition and the language as one word, so that one MATCH never leaves them, and the kind as another.
"""

from django.db import migrations

COLUMNS = "title_stems, people_stems, text_stems"
SQLITE = (
    f"""CREATE VIRTUAL TABLE programme_searchindex USING fts5(
        scope, {COLUMNS}, content='', prefix='2 3', tokenize="unicode61 remove_diacritics 0")""",
    f"""CREATE TRIGGER programme_searchentry_added AFTER INSERT ON programme_searchentry BEGIN
        INSERT INTO programme_searchindex(rowid, scope, {COLUMNS})
        VALUES (new.id, new.edition_id || new.language || ' ' || new.kind,
                new.title_stems, new.people_stems, new.text_stems); END""",
    f"""CREATE TRIGGER programme_searchentry_removed AFTER DELETE ON programme_searchentry BEGIN
        INSERT INTO programme_searchindex(programme_searchindex, rowid, scope, {COLUMNS})
        VALUES ('delete', old.id, old.edition_id || old.language || ' ' || old.kind,
                old.title_stems, old.people_stems, old.text_stems); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS programme_searchentry_added",
    "DROP TRIGGER IF EXISTS programme_searchentry_removed",
    "DROP TABLE IF EXISTS programme_searchindex",
)
POSTGRESQL = (
    """ALTER TABLE programme_searchentry ADD COLUMN found_by tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title_stems), 'A') ||
        setweight(to_tsvector('simple'::regconfig, people_stems), 'B') ||
        setweight(to_tsvector('simple'::regconfig, text_stems), 'C')) STORED""",
    "CREATE INDEX entries_by_stem ON programme_searchentry USING gin (found_by)",
)
POSTGRESQL_BACK = ("ALTER TABLE programme_searchentry DROP COLUMN IF EXISTS found_by",)


def add(apps, schema_editor):
    """Make the index of this database."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Take it away."""
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
