"""Invitations: numbered letters to people whom the forum wants to have."""

from django.db import models

from qurultai.editions.models import Edition
from qurultai.kit.ids import long_spoken_code, uuid7
from qurultai.registration.models.categories import Category
from qurultai.registration.models.registrations import LANGUAGE_CHOICES, Registration


class Invitation(models.Model):
    """To one person, in one category; it gets its number when it is sent, and is sent with the others of its wave."""

    class State(models.TextChoices):
        """From the first draft to the answer."""

        DRAFTED = "drafted"
        SENT = "sent"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DELEGATED = "delegated"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, default=long_spoken_code)
    number = models.PositiveIntegerField(null=True)
    wave = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    rank = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    country = models.CharField(max_length=2, blank=True, default="")
    organisation = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    registration = models.OneToOneField(Registration, null=True, on_delete=models.SET_NULL, related_name="invitation")
    instead_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="delegate")
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    opened: bool = False
    """Whether whoever acts came by the link in its letter."""

    class Meta:
        ordering = ["number", "drafted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_invitation_a_number"),
            models.UniqueConstraint(fields=["edition", "code"], name="one_invitation_a_code"),
            models.UniqueConstraint(fields=["edition", "email"], name="one_invitation_an_address"),
        ]

    def __str__(self) -> str:
        return self.name
