"""Tables of editions: what is fixed about one forum before anybody registers."""

import zoneinfo

from django.db import models
from django.db.models import F, Q

from qurultai.kit.ids import spoken_code, uuid7
from qurultai.kit.text import LANGUAGES, TextField
from qurultai.people.models import Organisation, Person


def three_languages() -> list[str]:
    """The languages an edition has unless it says otherwise."""
    return list(LANGUAGES)


class Series(models.Model):
    """A forum that comes back: its editions share organisations, people and history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(unique=True)
    name = TextField()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "series"


class Edition(models.Model):
    """One forum: a city, dates, a zone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(unique=True)
    name = TextField()
    theme = TextField()
    summary = TextField()
    city = TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    zone = models.CharField(max_length=64, default="Asia/Almaty")
    languages = models.JSONField(default=three_languages)
    accent = models.CharField(max_length=40, blank=True, default="")
    at_root = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    slot_minutes = models.PositiveSmallIntegerField(default=5)
    cancelled = models.BooleanField(default=False)
    origin = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="edition_ends_after_start"),
            models.UniqueConstraint(fields=["at_root"], condition=Q(at_root=True), name="one_edition_at_root"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The zone in which its times are shown."""
        return zoneinfo.ZoneInfo(self.zone)


class Phase(models.Model):
    """What is open from when until when: a call, registration, sign-up, the forum itself."""

    class Kind(models.TextChoices):
        """The phases that other contexts ask about."""

        CALL = "call"
        REGISTRATION = "registration"
        SIGN_UP = "sign_up"
        MEETINGS = "meetings"
        LIVE = "live"
        AFTER = "after"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=16, choices=Kind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="one_phase_a_kind"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="phase_ends_after_start"),
        ]


class Building(models.Model):
    """A house of the venue."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="buildings")
    name = TextField()
    address = TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]


class Walk(models.Model):
    """Minutes on foot from one building to another."""

    origin = models.ForeignKey(Building, on_delete=models.CASCADE, related_name="walks")
    destination = models.ForeignKey(Building, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "destination"], name="one_walk_a_pair")]


class Room(models.Model):
    """A room in which sessions are held."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms")
    building = models.ForeignKey(Building, null=True, on_delete=models.SET_NULL, related_name="rooms")
    code = models.CharField(max_length=12, default=spoken_code)
    slug = models.SlugField(max_length=120, allow_unicode=True)
    name = TextField()
    source_name = models.CharField(max_length=200, blank=True, default="")
    capacity = models.PositiveIntegerField(null=True)
    equipment = models.JSONField(default=list, blank=True)
    floor = models.CharField(max_length=20, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_room_a_code"),
            models.UniqueConstraint(fields=["edition", "slug"], name="one_room_a_slug"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Table(models.Model):
    """A numbered table for meetings, in a room."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField(default=4)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="one_table_a_number")]


class Grant(models.Model):
    """A person holds a role in an edition, perhaps for an organisation; the codes are those of roles.py."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="grants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=8)
    category = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person", "role"], name="one_grant_a_role")]
        indexes = [models.Index(fields=["person"], name="grants_of_a_person")]
