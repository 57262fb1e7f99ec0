"""What is under embargo opens by itself, and search knows versions instead of editions."""

import importlib

from django.db import migrations, models
from django.db.models.deletion import CASCADE

INDEX = importlib.import_module("qurultai.programme.migrations.0002_search")
REFILL = f"""INSERT INTO programme_searchindex(rowid, scope, {INDEX.COLUMNS})
    SELECT id, version_id || language || ' ' || kind, {INDEX.COLUMNS} FROM programme_searchentry"""


def renewed(statement):
    """A statement of the index with the version's id in its scope."""
    for row in ("new", "old"):
        statement = statement.replace(f"{row}.edition_id", f"{row}.version_id")
    return statement


def take_down(apps, schema_editor):
    """Take the index away while its table changes."""
    INDEX.drop(apps, schema_editor)


def tie(apps, schema_editor):
    """Give each entry its version; what belongs to none goes."""
    schema_editor.execute(
        "UPDATE programme_searchentry SET version_id = (SELECT v.id FROM programme_version v"
        " WHERE v.edition_id = programme_searchentry.edition_id AND v.number = programme_searchentry.number)"
    )
    schema_editor.execute("DELETE FROM programme_searchentry WHERE version_id IS NULL")


def put_up(apps, schema_editor):
    """Make the index again, over what is there."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in (*map(renewed, INDEX.SQLITE), REFILL) if sqlite else INDEX.POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_search")]
    operations = [
        migrations.AddField("session", "sealed", models.BooleanField(default=False)),
        migrations.AddField("version", "sealed", models.JSONField(null=True)),
        migrations.RunPython(take_down),
        migrations.RenameField("searchentry", "version", "number"),
        migrations.AddField(
            "searchentry",
            "version",
            models.ForeignKey(null=True, on_delete=CASCADE, related_name="+", to="programme.version"),
        ),
        migrations.RunPython(tie),
        migrations.RemoveIndex("searchentry", "entries_of_an_edition"),
        migrations.RemoveField("searchentry", "edition"),
        migrations.RemoveField("searchentry", "number"),
        migrations.AlterField(
            "searchentry",
            "version",
            models.ForeignKey(on_delete=CASCADE, related_name="+", to="programme.version"),
        ),
        migrations.AddIndex(
            "searchentry", models.Index(fields=["version", "language"], name="entries_of_a_version")
        ),
        migrations.RunPython(put_up),
    ]
