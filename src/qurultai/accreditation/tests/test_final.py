"""I6: sheets, decisions and letters never change, by whichever way."""

import pytest
from django.db import IntegrityError, connection, transaction

from qurultai.accreditation.models import Decision, SecurityBatch
from qurultai.accreditation.testing import a_badge, a_category, an_edition

pytestmark = pytest.mark.django_db
TABLES = ("accreditation_securitybatch", "accreditation_decision", "accreditation_visaletter")


def refused(act):
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("model", [SecurityBatch, Decision])
def test_a_row_that_is_final_is_neither_changed_nor_deleted(model):
    a_badge(a_category(an_edition()))
    row = model.objects.get()
    assert refused(lambda: model.objects.update(id=row.id))
    assert refused(row.save)
    assert refused(lambda: model.objects.all().delete())
    assert refused(lambda: connection.cursor().execute(f"DELETE FROM {model._meta.db_table}"))
    assert model.objects.count() == 1


def test_every_final_table_has_its_guards():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE '%_is_final'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_is_final'")
        found = {name for (name,) in cursor.fetchall()}
    verbs = ("",) if connection.vendor == "postgresql" else ("_update", "_delete")
    assert found >= {f"{table}{verb}_is_final" for table in TABLES for verb in verbs}
