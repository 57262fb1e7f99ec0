"""Badges and the keys that sign them."""

from django.db import models
from django.db.models import F, Q

from qurultai.accreditation.models.clearances import Clearance
from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.people.models import Person

LIVE = ("ready", "issued")


class BadgeKey(models.Model):
    """A pair of keys of an edition: the public half for gates, the private half sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    public = models.BinaryField()
    sealed = models.BinaryField()
    accepted_from = models.DateTimeField()
    accepted_until = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_badge_key_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=255), name="badge_key_fits_a_badge"),
            models.CheckConstraint(
                condition=Q(accepted_until__gt=F("accepted_from")), name="badge_key_ends_after_start"
            ),
        ]


class Badge(models.Model):
    """One signed serial of one person; what is in `code` never changes, only whether it was handed out or blocked."""

    class State(models.TextChoices):
        """Made, in somebody's hand, or good for nothing."""

        READY = "ready"
        ISSUED = "issued"
        BLOCKED = "blocked"

    class Reason(models.TextChoices):
        """Why it is good for nothing."""

        LOST = "lost"
        STOLEN = "stolen"
        CHANGED = "changed"
        WITHDRAWN = "withdrawn"
        SECURITY = "security"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="badges")
    registration = models.ForeignKey("registration.Registration", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(BadgeKey, on_delete=models.PROTECT, related_name="+")
    serial = models.BigIntegerField()
    category = models.PositiveSmallIntegerField()
    zones = models.BigIntegerField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    photo = models.CharField(max_length=64, blank=True, default="")
    code = models.CharField(max_length=159)
    state = models.CharField(max_length=8, choices=State, default=State.READY)
    reason = models.CharField(max_length=10, choices=Reason, blank=True, default="")
    made_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    blocked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "serial"], name="one_badge_a_serial"),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state__in=("ready", "issued")), name="one_live_badge_a_person"
            ),
            models.CheckConstraint(condition=Q(serial__gt=0), name="serial_is_positive"),
            models.CheckConstraint(
                condition=Q(state="blocked", blocked_at__isnull=False) | (~Q(state="blocked") & Q(blocked_at=None)),
                name="blocked_since_an_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "state", "id"], name="badges_by_state"),
            models.Index(fields=["edition", "made_at", "id"], name="badges_by_time"),
        ]
