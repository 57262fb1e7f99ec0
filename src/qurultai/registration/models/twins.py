"""Twins: two registrations that may be of one person."""

from django.db import models
from django.db.models import Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.registration.models.registrations import Registration


class Twins(models.Model):
    """Why two registrations (the lesser key is `first`) look like one person's; dismissed: they are two persons'."""

    class Why(models.TextChoices):
        """What they have in common, the strongest first."""

        DOCUMENT = "document"
        MAIL = "mail"
        NAME = "name"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=8, choices=Why)
    noted_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-noted_at", "-id"]
        verbose_name_plural = "twins"
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="twins_once")]
        indexes = [
            models.Index(fields=["edition", "noted_at", "id"], condition=Q(dismissed_at=None), name="twins_suspected")
        ]
