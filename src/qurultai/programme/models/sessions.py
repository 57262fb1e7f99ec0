"""Tables of the programme; when and where a session is stands on the calendar, once."""

from django.db import models
from django.db.models import F, Q

from qurultai.calendar.models import Booking
from qurultai.editions.models import Edition, Room
from qurultai.kit.ids import spoken_code, uuid7
from qurultai.kit.text import TextField
from qurultai.people.models import Person


class Topic(models.Model):
    """A thematic area (track)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=120, allow_unicode=True)
    name = TextField()
    source_name = models.CharField(max_length=200, blank=True, default="")
    colour = models.CharField(max_length=7, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="one_topic_a_slug")]

    def __str__(self) -> str:
        return str(self.name)


class Session(models.Model):
    """Something in the programme, with its brief."""

    class Kind(models.TextChoices):
        """The closed list of the forum's own kinds; `other` keeps what an imported programme calls its own."""

        PLENARY = "plenary"
        PANEL = "panel"
        ROUND_TABLE = "round_table"
        WORKSHOP = "workshop"
        SEMINAR = "seminar"
        SYMPOSIUM_TALK = "symposium_talk"
        PRESS_CONFERENCE = "press_conference"
        CEREMONY = "ceremony"
        FILM_SCREENING = "film_screening"
        SIDE_MEETING = "side_meeting"
        OTHER = "other"

    class State(models.TextChoices):
        """From idea to print."""

        DRAFT = "draft"
        CONFIRMED = "confirmed"
        EMBARGOED = "embargoed"
        PUBLISHED = "published"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40, default=spoken_code)
    guid = models.UUIDField(default=uuid7)
    number = models.PositiveBigIntegerField(null=True)
    slug = models.CharField(max_length=300, blank=True, default="")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    source_kind = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    embargo_until = models.DateTimeField(null=True)
    sealed = models.BooleanField(default=False)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="sessions")
    title = TextField()
    subtitle = TextField()
    abstract = TextField()
    description = TextField()
    aim = TextField()
    questions = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=16, blank=True, default="")
    interpretation = models.JSONField(default=list, blank=True)
    minutes = models.PositiveIntegerField(default=60)
    expected_audience = models.PositiveIntegerField(null=True)
    equipment = models.JSONField(default=list, blank=True)
    booking = models.OneToOneField(Booking, null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    fixed = models.BooleanField(default=False)
    movable_from = models.DateTimeField(null=True)
    movable_until = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False)
    sign_up = models.BooleanField(default=False)
    waiver = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_session_a_code"),
            models.UniqueConstraint(fields=["edition", "guid"], name="one_session_a_guid"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="session_takes_time"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class SessionRole(models.Model):
    """A person's part in a session, with her minutes."""

    class Role(models.TextChoices):
        """What somebody does in a session."""

        CHAIR = "chair"
        MODERATOR = "moderator"
        KEYNOTE = "keynote"
        SPEAKER = "speaker"
        PANELLIST = "panellist"
        RAPPORTEUR = "rapporteur"
        INTERPRETER = "interpreter"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role, default=Role.SPEAKER)
    minutes = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "person", "role"], name="one_part_a_role")]


class Wish(models.Model):
    """What planning shall respect between two sessions."""

    class Kind(models.TextChoices):
        """Order, day, company and room."""

        BEFORE = "before"
        SAME_DAY = "same_day"
        NOT_TOGETHER = "not_together"
        SAME_ROOM = "same_room"

    kind = models.CharField(max_length=12, choices=Kind)
    first = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="one_wish_a_pair"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="wish_between_two"),
        ]


class Star(models.Model):
    """A person would like to see a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="stars")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_star_a_person")]


class SignUp(models.Model):
    """A place in a session with limited places, or a place in its waiting list, in order of arrival."""

    class State(models.TextChoices):
        """A withdrawn sign-up may be made again."""

        CONFIRMED = "confirmed"
        WAITING = "waiting"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_sign_up_a_person")]
        indexes = [models.Index(fields=["session", "state", "asked_at"], name="waiting_list")]


class Version(models.Model):
    """A published programme as a document, never changed; `published_at` a later instant it waits for an embargo's end
    and does not exist for readers before; `sealed` is the document with all that waits, `today` the document under
    today's names, if they are others, at its `revision`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True, default="")
    note = TextField()
    document = models.JSONField()
    sealed = models.JSONField(null=True)
    today = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=dict)
    waived = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_version_a_number")]


class Source(models.Model):
    """What the file that an edition was imported from said last of one thing, and which row of ours it became.

    A later file is compared with it field by field, so that what was corrected here is kept where the file is silent.
    """

    class Kind(models.TextChoices):
        """What a record is about."""

        PROGRAMME = "programme"
        ROOM = "room"
        TOPIC = "topic"
        PERSON = "person"
        ITEM = "item"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    key = models.CharField(max_length=200)
    ref = models.UUIDField(null=True, db_index=True)
    position = models.PositiveIntegerField(default=0)
    record = models.JSONField(default=dict)

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "key"], name="one_source_a_key")]


class SearchEntry(models.Model):
    """One public thing of a published version in one language, as search finds it; the database indexes the stems."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=5, blank=True, default="")
    kind = models.CharField(max_length=8)
    key = models.TextField()
    code = models.TextField(blank=True, default="")
    title = models.TextField()
    text = models.TextField(blank=True, default="")
    title_stems = models.TextField()
    people_stems = models.TextField(blank=True, default="")
    text_stems = models.TextField(blank=True, default="")

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["version", "language"], name="entries_of_a_version")]
