"""What the kit itself keeps of a person, and how free space in the database is overwritten when somebody was erased."""

from uuid import UUID

from django.core.cache import caches
from django.db import connection
from django.db.models import Q

from qurultai.kit import clock
from qurultai.kit.action import action
from qurultai.kit.keepers import Kept
from qurultai.kit.models import Command, Delivery, Event, SavedView, Undo


def kept_of(person_id: UUID) -> Kept:
    """The views of tables that she saved, and what she did here: the journal's facts, never what they say of others."""
    views = SavedView.objects.filter(person_id=person_id).order_by("id").values_list("table", "name", "query")
    deeds = Event.objects.filter(actor_id=person_id).order_by("seq").values_list("type", "happened_at")
    return Kept(
        {
            "views": [{"table": table, "name": name, "query": query} for table, name, query in views],
            "deeds": [{"what": what, "at": at.isoformat()} for what, at in deeds],
        }
    )


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """Her views, steps that could be undone, and answers and errors that may show her; facts hold keys and stay.

    An answer to a command is kept so that the same command twice gets the same answer; without it, it leads to the
    page that shows the result.
    """
    views, _more = SavedView.objects.filter(person_id=person_id).delete()
    hers = Q(person_id=person_id) | Q(before__icontains=str(person_id)) | Q(until__lt=clock.now())
    undoings, _more = Undo.objects.filter(hers).delete()
    Command.objects.filter(status__isnull=False).update(status=None, body=None, location="", content_type="")
    Delivery.objects.exclude(error="").update(error="")
    return {"views": views, "undoings": undoings}


def overwrite_free_space() -> None:
    """Nothing that was erased is left in the database file, its log or the cache; outside any transaction."""
    caches["default"].clear()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
