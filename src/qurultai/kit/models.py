"""The kit's tables: the journal of facts, the keys of commands already carried out, and pages made ready."""

from django.db import models

from qurultai.kit.ids import uuid7


class Event(models.Model):
    """A fact that happened: who, when, in which edition, of which type, with which values. Never changed."""

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid7, unique=True, editable=False)
    type = models.CharField(max_length=120, db_index=True)
    edition_id = models.UUIDField(null=True, db_index=True)
    actor_id = models.UUIDField(null=True)
    happened_at = models.DateTimeField(db_index=True)
    payload = models.JSONField()

    class Meta:
        ordering = ["seq"]


class Delivery(models.Model):
    """One fact on its way to one listener: at least once, with backoff, until done or stuck."""

    class State(models.TextChoices):
        """Waiting for its time, done, or given up until a person looks."""

        PENDING = "pending"
        DONE = "done"
        STUCK = "stuck"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "listener"], name="one_delivery_a_listener")]
        indexes = [models.Index(fields=["state", "due_at"], name="deliveries_due")]


class Command(models.Model):
    """A command already carried out under its idempotency key, with the answer that was given."""

    key = models.CharField(max_length=200, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    done_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=120, blank=True, default="")
    location = models.TextField(blank=True, default="")
    body = models.BinaryField(null=True)


class KeptForm(models.Model):
    """What somebody had typed when her session turned out to be over, sealed with a key that only her browser has."""

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)


class ReadyPage(models.Model):
    """One public page of one release, as bytes in one encoding; the newest complete release is served."""

    edition_id = models.UUIDField()
    release = models.PositiveIntegerField()
    path = models.CharField(max_length=400)
    encoding = models.CharField(max_length=8)
    content_type = models.CharField(max_length=120)
    etag = models.CharField(max_length=80)
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition_id", "release", "path", "encoding"], name="one_ready_page")
        ]


class ReadyRelease(models.Model):
    """From when a release of an edition's public pages is on air, and a digest of what it was made of."""

    edition_id = models.UUIDField()
    release = models.PositiveIntegerField()
    on_air_at = models.DateTimeField()
    made_of = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition_id", "on_air_at"], name="one_release_at_a_time")]


class SavedView(models.Model):
    """A table's filters, order and columns under a name, of one person; shared with the whole office if she wishes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition_id = models.UUIDField()
    person_id = models.UUIDField()
    table = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True, default="")
    shared = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["edition_id", "table"], name="views_of_a_table")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition_id", "table", "person_id", "name"],
                condition=models.Q(removed_at=None),
                name="one_view_a_name",
            )
        ]


class Undo(models.Model):
    """How a step of somebody's can be taken back until an instant: which kind of step, and what was before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition_id = models.UUIDField()
    person_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    before = models.JSONField()
    until = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)
