"""Tables of people: a person is one row for ever; an account is how she signs in."""

import datetime as dt
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from qurultai.kit.ids import long_spoken_code, spoken_code, uuid7
from qurultai.kit.text import LANGUAGES, TextField

ALWAYS = dt.date(1900, 1, 1)
LANGUAGE_CHOICES = [(tag, tag) for tag in LANGUAGES]


class Person(models.Model):
    """Somebody, under the name that she writes herself, with Latin spelling for badges and search.

    `added_in` is the forum in which she was first entered; `sought` holds every spelling of her name for search.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=long_spoken_code)
    name = models.CharField(max_length=200)
    latin_name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="", db_index=True)
    phone = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="", db_index=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    position = TextField()
    biography = TextField()
    source_key = models.CharField(max_length=200, null=True, unique=True)
    added_in = models.UUIDField(null=True, db_index=True)
    sought = models.CharField(max_length=640, blank=True, default="", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    edition_id: UUID | None = None
    """The forum in which a query found her; it decides which of the reader's roles count."""

    class Meta:
        ordering = ["latin_name", "name"]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager):
    """Makes accounts; there is no password anywhere."""

    def create_user(self, email: str, person: Person, **more: object) -> "Account":
        """An account without a usable password for a person."""
        account = self.model(email=email.strip().lower(), person=person, **more)
        account.set_unusable_password()
        account.save()
        return account


class Account(AbstractBaseUser):
    """How a person signs in: a code by mail or a passkey. The address is kept in lower case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.email


class Organisation(models.Model):
    """A company, agency, university, ministry or newsroom; its names have dates."""

    class Kind(models.TextChoices):
        """What sort of organisation it is."""

        AGENCY = "agency"
        MINISTRY = "ministry"
        COMPANY = "company"
        UNIVERSITY = "university"
        INSTITUTE = "institute"
        MEDIA = "media"
        INVESTOR = "investor"
        INTERNATIONAL = "international"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=spoken_code)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.COMPANY)
    country = models.CharField(max_length=2, blank=True, default="")
    website = models.URLField(blank=True, default="")
    source_key = models.CharField(max_length=200, null=True, unique=True)

    edition_id: UUID | None = None
    """The forum in whose office it is looked at."""

    class Meta:
        ordering = ["code"]


class Dated(models.QuerySet):
    """Rows with a half-open range of days."""

    def on(self, day: dt.date) -> "Dated":
        """Those that hold on a day."""
        return self.filter(models.Q(valid_until=None) | models.Q(valid_until__gt=day), valid_from__lte=day)


class OrganisationName(models.Model):
    """What an organisation is called from one date until another (half open; None: without end)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = TextField()
    valid_from = models.DateField(default=ALWAYS)
    valid_until = models.DateField(null=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["organisation", "valid_from"], name="one_name_a_start")]


class Affiliation(models.Model):
    """A person belongs to an organisation, in a position, from and until a date; she may speak for it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    position = TextField()
    speaks_for = models.BooleanField(default=False)
    valid_from = models.DateField(default=ALWAYS)
    valid_until = models.DateField(null=True)

    edition_id: UUID | None = None
    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "valid_from"], name="one_affiliation_a_start")
        ]


class SignInLink(models.Model):
    """A link that signs somebody in once; only the hash of its secret is kept. For demonstrations."""

    secret_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """A program's way in for a person: never more than her own rights, narrowed by scopes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=spoken_code)
    edition_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ["-made_at"]


class BrowserSession(models.Model):
    """A browser in which somebody is or was signed in: what it is, since when, and when it was last used.

    It is live as long as the session behind its key is.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True, default="")
    began_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-used_at"]


class PersonKey(models.Model):
    """The key under which other contexts seal what they may never change of a person; erasure destroys it."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()


class ErasureAct(models.Model):
    """How much of what was erased in a forum, when and by whom; of whose only a digest of keys. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition_id = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[("person", "person"), ("identities", "identities")])
    counts = models.JSONField()
    digest = models.CharField(max_length=64)
    erased_at = models.DateTimeField()
    erased_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["edition_id", "number"], name="one_act_of_erasure_a_number")]


class ErasureRequest(models.Model):
    """Somebody asks that all that is kept of her be erased; `swept_at` is when free space was overwritten after it."""

    class State(models.TextChoices):
        """Open until somebody carries it out or sets it aside."""

        OPEN = "open"
        DONE = "done"
        SET_ASIDE = "set_aside"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=spoken_code)
    edition_id = models.UUIDField(db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    act = models.OneToOneField(ErasureAct, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    swept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="open"), name="one_open_erasure_a_person"
            )
        ]
