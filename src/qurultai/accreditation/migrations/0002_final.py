"""Sheets, decisions and letters never change (I6); a badge is only made for somebody who is cleared (R8)."""

from django.db import migrations

from qurultai.kit.final import make_final

WORDS = "no badge without clearance"
CLEARED = "SELECT 1 FROM accreditation_clearance WHERE id = NEW.clearance_id AND state = 'cleared'"
SQLITE = (
    f"""CREATE TRIGGER accreditation_badge_is_cleared BEFORE INSERT ON accreditation_badge
        WHEN NOT EXISTS ({CLEARED}) BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION accreditation_badge_is_cleared() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NOT EXISTS ({CLEARED}) THEN
            RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
        END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER accreditation_badge_is_cleared BEFORE INSERT ON accreditation_badge
        FOR EACH ROW EXECUTE FUNCTION accreditation_badge_is_cleared()""",
)
BACK = {
    "sqlite": ("DROP TRIGGER IF EXISTS accreditation_badge_is_cleared",),
    "postgresql": ("DROP TRIGGER IF EXISTS accreditation_badge_is_cleared ON accreditation_badge",),
}


def add(apps, schema_editor):
    """Let the database refuse."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Let it accept."""
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0001_initial")]
    operations = [
        make_final("accreditation_securitybatch", "accreditation_decision", "accreditation_visaletter"),
        migrations.RunPython(add, drop),
    ]
