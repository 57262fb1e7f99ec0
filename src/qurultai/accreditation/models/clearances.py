"""Clearances, the sheets that security is sent, and what security answers. Sheets and decisions never change (I6)."""

from django.db import models
from django.db.models import Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.people.models import Person


class SecurityBatch(models.Model):
    """One sheet: a batch (`supplement` 0) or a supplement to it, in its canonical spelling. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    supplement = models.PositiveIntegerField(default=0)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    people = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number", "supplement"]
        verbose_name_plural = "security batches"
        constraints = [models.UniqueConstraint(fields=["edition", "number", "supplement"], name="one_sheet_a_number")]

    def __str__(self) -> str:
        return f"{self.number}" if not self.supplement else f"{self.number}/{self.supplement}"


class Clearance(models.Model):
    """Whether one person may come in: `person` is whom security is asked about, `batch` the number she is listed in."""

    class State(models.TextChoices):
        """From the approved registration to security's word."""

        WAITING = "waiting"
        IN_BATCH = "in_batch"
        CLEARED = "cleared"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    registration = models.OneToOneField("registration.Registration", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    batch = models.PositiveIntegerField(null=True)
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["edition", "state", "since", "id"], name="clearances_by_state"),
            models.Index(fields=["edition", "since", "id"], name="clearances_by_time"),
            models.Index(fields=["edition", "batch"], name="clearances_by_batch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "withdrawn")) | Q(batch__isnull=False), name="decided_from_a_batch"
            )
        ]


class Decision(models.Model):
    """Security's word on one person of a batch: the outcome and never a reason. Never changed; a later one counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="decisions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    batch = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=[("cleared", "cleared"), ("refused", "refused")])
    source = models.CharField(max_length=64, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]
