"""Registrations: who wants to take part as what, what she answered, and what became of it."""

from django.db import models
from django.db.models import Q

from qurultai.editions.models import Edition
from qurultai.kit.ids import long_spoken_code, uuid7
from qurultai.kit.text import LANGUAGES
from qurultai.people.models import Person
from qurultai.registration.models.categories import Category
from qurultai.registration.models.forms import Form
from qurultai.registration.models.groups import Group

LANGUAGE_CHOICES = [(tag, tag) for tag in LANGUAGES]


class Registration(models.Model):
    """One person's application to one forum. A draft may have no person yet: she is known by her address only.

    `form` is the version of the form that was answered. `client_key` was made where somebody else typed her in:
    the same key again is the same registration. `sound` is how
    her name sounds. `opened` says how whoever acts came to it: `mail` by the link that only
    its address got, `browser` by the link of the browser that began it, "" by the person's own sign-in.
    """

    class State(models.TextChoices):
        """From the first keystroke to the decision."""

        DRAFT = "draft"
        SUBMITTED = "submitted"
        NEEDS_INFO = "needs_info"
        APPROVED = "approved"
        REFUSED = "refused"
        WAITING = "waiting"
        WITHDRAWN = "withdrawn"
        MERGED = "merged"

    class Source(models.TextChoices):
        """Where it came from: the form that everybody fills in, rows of a spreadsheet, the door, another program."""

        FORM = "form"
        ROWS = "rows"
        WALK_UP = "walk_up"
        API = "api"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="registrations")
    group = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="registrations")
    form = models.ForeignKey(Form, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, default=long_spoken_code)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    source = models.CharField(max_length=8, choices=Source, default=Source.FORM)
    client_key = models.UUIDField(null=True)
    was = models.CharField(max_length=12, blank=True, default="")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    email = models.EmailField(blank=True, default="")
    name = models.CharField(max_length=200, blank=True, default="")
    latin_name = models.CharField(max_length=200, blank=True, default="")
    sound = models.CharField(max_length=200, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    organisation = models.CharField(max_length=200, blank=True, default="")
    position = models.CharField(max_length=200, blank=True, default="")
    photo = models.CharField(max_length=64, blank=True, default="")
    answers = models.JSONField(default=dict, blank=True)
    request = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    opened: str = ""

    class Meta:
        ordering = ["latin_name", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_registration_a_person"),
            models.UniqueConstraint(fields=["edition", "code"], name="one_registration_a_code"),
            models.UniqueConstraint(fields=["edition", "client_key"], name="one_registration_a_client_key"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(person__isnull=False), name="whoever_applies_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["category", "asked_at", "id"], condition=Q(state="waiting"), name="registrations_waiting"
            ),
            *(
                models.Index(
                    fields=["edition", *by, sort, "id"],
                    condition=Q(submitted_at__isnull=False),
                    name="_".join(("sent", *by, sort)),
                )
                for by in ([], ["state"], ["category"], ["country"])
                for sort in ("latin_name", "changed_at")
            ),
            models.Index(
                fields=["edition", "organisation", "id"],
                condition=Q(submitted_at__isnull=False),
                name="sent_organisation",
            ),
            models.Index(fields=["edition", "sound"], condition=Q(submitted_at__isnull=False), name="sent_sound"),
            models.Index(fields=["edition", "email"], condition=Q(submitted_at__isnull=False), name="sent_email"),
            models.Index(
                fields=["edition", "country", "id"], condition=Q(submitted_at__isnull=False), name="sent_by_country"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Step(models.Model):
    """What happened to a registration, for its own page: the journal's facts, found quickly."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="steps")
    event_id = models.UUIDField(unique=True)
    what = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_at", "id"]


class SoughtWord(models.Model):
    """One word by which a sent registration is found: of names in every spelling, organisation, address or code."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="words", db_index=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["edition", "word", "registration"], name="registrations_by_word"),
            models.Index(fields=["registration", "word"], name="words_of_registrations"),
        ]


class Consent(models.Model):
    """What somebody agreed to: for which purpose, in which words (the version of the form), and until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "purpose"], condition=Q(withdrawn_at=None), name="one_consent_a_purpose"
            )
        ]


class StoredFile(models.Model):
    """A file that somebody gave with her application, named by the SHA-256 of its bytes, which lie beside it.

    Photographs lie open, for badges show them; everything else is sealed under a key of its own. `kind` says what kind
    of question it answers; `identity`: a copy of an identity document, which only those read who may unmask one.
    """

    IDENTITY = "identity"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    body = models.BinaryField()
    wrapped_key = models.BinaryField(default=bytes)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "sha256"], name="one_file_once")]
