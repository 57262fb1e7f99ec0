"""Forms: what a category asks. A form that somebody has answered never changes; it gets a next version."""

from uuid import UUID

from django.db import models

from qurultai.editions.models import Edition
from qurultai.kit.ids import spoken_code, uuid7
from qurultai.kit.text import Text, TextField
from qurultai.registration.rules.answers import TYPES, Question


class Form(models.Model):
    """One version of a form; versions of one form share its `code`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, default=spoken_code)
    version = models.PositiveIntegerField(default=1)
    name = TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["edition", "code", "version"], name="one_form_a_version")]

    def __str__(self) -> str:
        return str(self.name)


class Field(models.Model):
    """One question of a form; its `key` stays the same from version to version.

    `choices` are `[{"key": …, "label": Text}]`; it is asked when `shown_field` has one of `shown_values`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="fields")
    key = models.SlugField(max_length=40)
    type = models.CharField(max_length=12, choices=[(name, name) for name in TYPES])
    label = TextField()
    help = TextField()
    required = models.BooleanField(default=False)
    choices = models.JSONField(default=list, blank=True)
    shown_field = models.CharField(max_length=40, blank=True, default="")
    shown_values = models.JSONField(default=list, blank=True)
    purpose = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField()

    edition_id: UUID | None = None
    """The forum in which a query found it."""

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["form", "key"], name="one_field_a_key")]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def question(self) -> Question:
        """The field without its words, as rules see it."""
        return Question(
            key=self.key,
            type=self.type,
            required=self.required,
            choices=tuple(choice["key"] for choice in self.choices),
            shown_field=self.shown_field,
            shown_values=tuple(self.shown_values),
        )

    @property
    def named_choices(self) -> list[tuple[str, Text]]:
        """What can be chosen, with its words."""
        return [(choice["key"], Text(choice["label"])) for choice in self.choices]
