"""Zones of the venue, which category opens which and when, and the desks where badges wait."""

from django.db import models
from django.db.models import F, Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.kit.text import TextField


class Zone(models.Model):
    """A part of the venue; `number` is its bit on badges, `kind` how its gates behave without a network (I4)."""

    class Kind(models.TextChoices):
        """A: closed without a network; B: the venue's hub decides; C: the device decides alone."""

        A = "A"
        B = "B"
        C = "C"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = TextField()
    kind = models.CharField(max_length=1, choices=Kind, default=Kind.C)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_zone_a_number"),
            models.CheckConstraint(condition=Q(number__lte=31), name="zone_fits_a_badge"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class ZonePolicy(models.Model):
    """The zones (as bits) that a category's badges open, and from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    category = models.OneToOneField("registration.Category", on_delete=models.CASCADE, related_name="+")
    zones = models.BigIntegerField(default=0)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(zones__gte=0, zones__lt=2**32), name="zones_are_32_bits"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="policy_ends_after_start"),
        ]


class Desk(models.Model):
    """Where badges of some categories (none: of all) and of names from one letter to another wait."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    categories = models.JSONField(default=list, blank=True)
    first = models.CharField(max_length=1, default="A")
    last = models.CharField(max_length=1, default="Z")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_desk_a_name")]

    def __str__(self) -> str:
        return self.name
