"""What planning may use, and its runs."""

import datetime as dt

from django.db import models

from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.people.models import Person


class PlanFrame(models.Model):
    """What planning may use of an edition: hours, lunch, grid, interpreters; rooms not named in `closed_rooms`.

    `common_starts` are times of day as `HH:MM`; with them sessions begin only then, on every day.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="+")
    opens_at = models.TimeField(default=dt.time(9))
    closes_at = models.TimeField(default=dt.time(18, 30))
    lunch_from = models.TimeField(null=True, default=dt.time(12, 30))
    lunch_until = models.TimeField(null=True, default=dt.time(14, 30))
    lunch_minutes = models.PositiveSmallIntegerField(default=60)
    lunch_for_all = models.BooleanField(default=False)
    grid_minutes = models.PositiveSmallIntegerField(default=15)
    common_starts = models.JSONField(default=list, blank=True)
    change_over_minutes = models.PositiveSmallIntegerField(default=0)
    interpreters = models.JSONField(default=dict, blank=True)
    closed_rooms = models.JSONField(default=list, blank=True)


class PlanRun(models.Model):
    """One run of the planning engine: its progress, its proposal, and what was accepted or undone (R5)."""

    class State(models.TextChoices):
        """A finished run is a proposal until a person accepts it."""

        WAITING = "waiting"
        RUNNING = "running"
        PROPOSED = "proposed"
        IMPOSSIBLE = "impossible"
        ACCEPTED = "accepted"
        UNDONE = "undone"
        CANCELLED = "cancelled"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    seconds = models.PositiveSmallIntegerField(default=60)
    seed = models.PositiveIntegerField(default=1)
    fewest_moves = models.BooleanField(default=False)
    within_percent = models.FloatField(default=0.0)
    progress = models.JSONField(default=list, blank=True)
    value = models.BigIntegerField(null=True)
    bound = models.FloatField(null=True)
    proposal = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-asked_at"]
