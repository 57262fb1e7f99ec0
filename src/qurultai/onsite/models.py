"""Tables of what happens on site: what gates know, what they told, and what follows from it."""

from django.db import models

from qurultai.editions.models import Edition
from qurultai.kit.ids import spoken_code, uuid7
from qurultai.kit.text import TextField


class Roster(models.Model):
    """What the gates of an edition know; `version` rises with every change, and its row is the lock of all of them.

    `keys` are the badge keys, `zones` name and class by number, `categories` name and colour by number.
    """

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveBigIntegerField(default=1)
    forum = models.PositiveBigIntegerField(default=0)
    keys = models.JSONField(default=list)
    zones = models.JSONField(default=list)
    categories = models.JSONField(default=dict)


class RosterBadge(models.Model):
    """A badge as gates know it. `sealed` is what they show of it, closed with `opens_with`, which its code holds."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    serial = models.BigIntegerField()
    category = models.PositiveSmallIntegerField()
    zones = models.BigIntegerField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=400)
    look = models.CharField(max_length=800)
    organisation = models.CharField(max_length=400, blank=True, default="")
    organisation_id = models.UUIDField(null=True)
    country = models.CharField(max_length=2, blank=True, default="")
    photo = models.CharField(max_length=64, blank=True, default="")
    opens_with = models.BinaryField(default=bytes)
    sealed = models.BinaryField(default=bytes)
    made_of = models.BinaryField(default=bytes)
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "serial"], name="one_roster_badge_a_serial")]
        indexes = [models.Index(fields=["edition", "version"], name="roster_badges_since")]


class Gate(models.Model):
    """A way into a zone; `zone` is the zone's number."""

    class Direction(models.TextChoices):
        """Which way people go."""

        IN = "in"
        OUT = "out"
        BOTH = "both"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, default=spoken_code)
    name = TextField()
    zone = models.PositiveSmallIntegerField()
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.IN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_gate_a_code")]


class Device(models.Model):
    """A browser that stands at a gate, with a key pair of its own of which we know the public half.

    Paired by a code that works once; revoked: it learns nothing more from the next request on; lost: besides, what it
    says after `lost_after` is kept and not believed. What it signed is taken always.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="devices")
    code = models.CharField(max_length=12, default=spoken_code)
    label = models.CharField(max_length=120, blank=True, default="")
    pairing_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    pairing_until = models.DateTimeField(null=True)
    public_key = models.BinaryField(default=bytes)
    made_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    lost_after = models.PositiveBigIntegerField(null=True)
    last_sequence = models.PositiveBigIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_device_a_code")]

    @property
    def state(self) -> str:
        """What it may do."""
        if self.lost_after is not None:
            return "lost"
        if self.revoked_at is not None:
            return "revoked"
        return "paired" if self.paired_at else "waiting"


class Scan(models.Model):
    """One scan as its device wrote and signed it, kept once, never changed."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="scans")
    digest = models.BinaryField(max_length=32, unique=True)
    signature = models.BinaryField(max_length=64)
    received_at = models.DateTimeField()
    scan_id = models.UUIDField(db_index=True)
    sequence = models.BigIntegerField()
    previous = models.BinaryField(max_length=32)
    epoch = models.BigIntegerField()
    at = models.BigIntegerField()
    serial = models.BigIntegerField()
    zone = models.TextField()
    direction = models.CharField(max_length=3)
    verdict = models.CharField(max_length=5)
    kind = models.CharField(max_length=8)
    guard = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["edition", "serial"], name="scans_of_a_badge"),
            models.Index(fields=["device", "sequence"], name="scans_of_a_device"),
        ]


class Unread(models.Model):
    """What a known device signed and nobody could read: kept for whoever can."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    raw = models.BinaryField()
    signature = models.BinaryField(max_length=64)
    received_at = models.DateTimeField()


class Measure(models.Model):
    """The best measure of a device's clock in one epoch, in ms."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    epoch = models.BigIntegerField()
    ahead = models.BigIntegerField()
    error = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "epoch"], name="one_measure_an_epoch")]


class Entry(models.Model):
    """The scan that counts for a badge, a zone and a period; `at` is its corrected time."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    serial = models.BigIntegerField()
    zone = models.TextField()
    period = models.PositiveSmallIntegerField()
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="+")
    badge = models.ForeignKey(RosterBadge, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "serial", "zone", "period"], name="one_entry_a_period")
        ]
        indexes = [models.Index(fields=["edition", "at"], name="entries_by_time")]


class Presence(models.Model):
    """Whether a badge is inside a zone as of its last period, and whether clocks leave that in doubt."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    serial = models.BigIntegerField()
    zone = models.TextField()
    badge = models.ForeignKey(RosterBadge, null=True, on_delete=models.SET_NULL, related_name="+")
    period = models.IntegerField()
    inside = models.BooleanField()
    certain = models.BooleanField()
    since = models.DateTimeField()
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "serial", "zone"], name="one_presence_a_zone")]
        indexes = [
            models.Index(fields=["edition", "version"], name="presences_since"),
            models.Index(fields=["edition", "inside", "period"], name="who_is_inside"),
        ]


class Problem(models.Model):
    """An incident or an alarm that somebody looks at: of one scan, or of a piece of a device's own account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    scan = models.ForeignKey(Scan, null=True, on_delete=models.PROTECT, related_name="+")
    serial = models.BigIntegerField(null=True)
    zone = models.TextField(blank=True, default="")
    first = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    found_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.UUIDField(null=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "kind"], condition=models.Q(scan__isnull=False), name="one_incident_a_scan"
            ),
            models.UniqueConstraint(
                fields=["device", "kind", "first", "last"],
                condition=models.Q(scan__isnull=True),
                name="one_alarm_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "at"], name="problems_by_time"),
            models.Index(fields=["edition", "serial"], name="problems_of_a_badge"),
        ]

    @property
    def state(self) -> str:
        """Whether somebody has looked at it."""
        return "resolved" if self.resolved_at else "open"


class Quota(models.Model):
    """So many people of an organisation may be inside a zone at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    zone = models.PositiveSmallIntegerField()
    most = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation_id", "zone"], name="one_quota_an_organisation")
        ]
