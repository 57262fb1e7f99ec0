"""Groups: a delegation, company, university department or newsroom that registers its people itself."""

from django.db import models
from django.db.models import F, Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import spoken_code, uuid7
from qurultai.people.models import Person
from qurultai.registration.models.categories import Category


class Group(models.Model):
    """Whose head registers so many people in one category; `used` of `capacity` are."""

    class Kind(models.TextChoices):
        """What sort of group it is."""

        DELEGATION = "delegation"
        COMPANY = "company"
        UNIVERSITY = "university"
        NEWSROOM = "newsroom"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, default=spoken_code)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True, default="")
    head = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    capacity = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_group_a_code"),
            models.CheckConstraint(condition=Q(used__lte=F("capacity")), name="group_not_oversold"),
        ]

    def __str__(self) -> str:
        return self.name
