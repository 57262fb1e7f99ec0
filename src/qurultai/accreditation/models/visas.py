"""Visa support: the table of who needs what, cases, and letters, which never change (I6)."""

from django.db import models
from django.db.models import F, Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import spoken_code, uuid7
from qurultai.people.models import Person


class VisaRule(models.Model):
    """What citizens of a country need from a day until a day, for a stay of so many days at most."""

    class Need(models.TextChoices):
        """Nothing, a letter of invitation, or a visa with a number that the forum asks for."""

        NONE = "none"
        LETTER = "letter"
        VISA = "visa"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    need = models.CharField(max_length=6, choices=Need)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["country", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "country", "since"], name="one_visa_rule_a_day"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="visa_rule_ends_after"),
        ]


class VisaCase(models.Model):
    """Somebody's way to a visa, of the `person` who takes part; `entry_number` is what the authority gave."""

    class State(models.TextChoices):
        """How far it is."""

        NEEDED = "needed"
        NOT_NEEDED = "not_needed"
        SUBMITTED = "submitted"
        NUMBER_RECEIVED = "number_received"
        VISA_ISSUED = "visa_issued"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    registration = models.ForeignKey("registration.Registration", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, default=spoken_code)
    country = models.CharField(max_length=2, blank=True, default="")
    need = models.CharField(max_length=6, choices=VisaRule.Need)
    state = models.CharField(max_length=16, choices=State)
    enters_on = models.DateField()
    leaves_on = models.DateField()
    entry_number = models.CharField(max_length=60, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["enters_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_visa_case_a_code"),
            models.UniqueConstraint(fields=["registration", "person"], name="one_visa_case_a_person"),
            models.CheckConstraint(condition=Q(leaves_on__gte=F("enters_on")), name="leaves_after_entering"),
        ]
        indexes = [models.Index(fields=["edition", "state", "enters_on", "id"], name="visa_cases_by_state")]


class VisaLetter(models.Model):
    """A letter of invitation as it went out: its number in the forum, its bytes and their hash. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(VisaCase, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_visa_letter_a_number")]
