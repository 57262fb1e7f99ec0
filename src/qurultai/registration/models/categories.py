"""Categories: as what somebody takes part, with how many places, by which form and approval."""

from django.db import models
from django.db.models import F, Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import uuid7
from qurultai.kit.text import TextField
from qurultai.registration.models.forms import Form


class Category(models.Model):
    """Head of delegation, speaker, journalist … `used` of `capacity` places are given (no capacity: no limit).

    `walk_up`: whoever stands at the door can be registered there.
    """

    class Approval(models.TextChoices):
        """Who lets somebody in: the form alone, a person, or a person who invited before."""

        AUTOMATIC = "automatic"
        BY_HAND = "by_hand"
        INVITATION_ONLY = "invitation_only"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = TextField()
    description = TextField()
    colour = models.CharField(max_length=7, default="#1a5fb4")
    approval = models.CharField(max_length=16, choices=Approval, default=Approval.BY_HAND)
    form = models.ForeignKey(Form, null=True, on_delete=models.PROTECT, related_name="categories")
    capacity = models.PositiveIntegerField(null=True)
    used = models.PositiveIntegerField(default=0)
    walk_up = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "number"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_category_a_number"),
            models.UniqueConstraint(fields=["edition", "code"], name="one_category_a_code"),
            models.CheckConstraint(condition=Q(number__lte=255), name="category_number_fits_a_badge"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(used__lte=F("capacity")), name="category_not_oversold"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
