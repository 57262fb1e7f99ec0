"""Piles of badges on their way to paper."""

from uuid import UUID

from django.db import models

from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.people.models import Person


class PaperPicture(models.Model):
    """A photograph as large as paper needs it; `sha256` is of the photograph that it was made from."""

    registration = models.OneToOneField("registration.Registration", on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()


class PrintRun(models.Model):
    """A pile that somebody asked for: which size and desk, how far it is, and its parts when it is done."""

    class State(models.TextChoices):
        """From asked to done, or stopped."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    size = models.CharField(max_length=4)
    desk = models.CharField(max_length=60, blank=True, default="")
    again = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "id"]


class PrintPart(models.Model):
    """One PDF of a pile: the badges of one desk, in the order of names."""

    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=80)
    desk = models.CharField(max_length=60, blank=True, default="")
    badges = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="one_part_a_name")]

    @property
    def edition_id(self) -> UUID:
        """The forum."""
        return self.run.edition_id
