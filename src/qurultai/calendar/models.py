"""Tables of the calendar: a booking claims resources; a firm claim owns 5-minute slots that nobody else can own."""

from django.db import models
from django.db.models import F, Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import secret_address, spoken_code, uuid7
from qurultai.kit.ranges import During
from qurultai.kit.text import TextField
from qurultai.people.models import Person


class ResourceKind(models.TextChoices):
    """What time can be taken of."""

    PERSON = "person"
    ROOM = "room"
    TABLE = "table"
    BOOTH = "booth"
    VEHICLE = "vehicle"


class Resource(models.Model):
    """The row that is locked while somebody's or something's time is decided; `ref` is the person's or place's key."""

    kind = models.CharField(max_length=8, choices=ResourceKind)
    ref = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ref", "kind"], name="one_resource_row")]


class Booking(models.Model):
    """Something that takes time: a session, a meeting, an interview, a ceremony, a shift, or plain absence.

    `subject_id` is the key of the context's own row; `change_number` rises with every move (iCalendar SEQUENCE).
    """

    class State(models.TextChoices):
        """A pending booking blocks nobody and expires by itself (R3)."""

        PENDING = "pending"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, unique=True, default=spoken_code)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField(null=True)
    title = TextField()
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    change_over_minutes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    change_number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_start"),
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(subject_id__isnull=False), name="one_booking_a_subject"
            ),
        ]
        indexes = [models.Index(fields=["edition", "starts_at"], name="bookings_of_an_edition")]

    @property
    def during(self) -> During:
        """Its range of time."""
        return During(self.starts_at, self.ends_at)


class Claim(models.Model):
    """A booking takes one resource's time. Soft claims (pending bookings, imported clashes) block nobody."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="claims")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="claims")
    purpose = models.CharField(max_length=16, blank=True, default="")
    firm = models.BooleanField(default=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "resource"], name="one_claim_a_resource"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="claim_ends_after_start"),
        ]
        indexes = [models.Index(fields=["resource", "starts_at"], name="claims_of_a_resource")]


class ClaimedSlot(models.Model):
    """Five minutes of one resource, owned by one firm claim: the constraint that keeps the truth (R2, I2)."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="slots")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    slot = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "slot"], name="one_claim_a_slot")]


class Capacity(models.Model):
    """So many places and how many are taken: a session, a quota, a tour (R6, I1)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_id = models.UUIDField(unique=True)
    places = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(used__lte=F("places")), name="never_oversold")]
        verbose_name_plural = "capacities"


class FeedAddress(models.Model):
    """The secret address of a person's iCal feed."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=64, unique=True, default=secret_address)
