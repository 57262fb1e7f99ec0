"""Forms of the office: a decision, a category, a form's questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import TextFields
from qurultai.kit.text import LANGUAGES, Text
from qurultai.registration.wording import APPROVALS, TYPES

DECISIONS = (
    ("approve", _("Approve")),
    ("ask_for_more", _("Ask for more")),
    ("refuse", _("Do not approve")),
)


PLAIN = ("name", "description", "colour", "approval", "capacity", "walk_up")
"""What a category is asked for as it is."""


class DecisionForm(forms.Form):
    """What becomes of an application."""

    what = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What do you need to know?"),
        help_text=_("Only when you ask for more: the applicant reads it as you write it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A question needs words."""
        cleaned = super().clean()
        if cleaned.get("what") == "ask_for_more" and not cleaned.get("words", "").strip():
            self.add_error("words", _("Write what you need to know."))
        return cleaned


class BulkForm(forms.Form):
    """What becomes of all that are ticked."""

    what = forms.ChoiceField(label=_("Decision"), choices=DECISIONS)
    words = forms.CharField(label=_("What do you need to know?"), required=False, max_length=2000)


class CategoryForm(TextFields, forms.Form):
    """A category."""

    texts = {"name": (_("Name"), True, False), "description": (_("Description"), False, True)}
    number = forms.IntegerField(label=_("Number on the badge"), min_value=0, max_value=255, required=False)
    colour = forms.CharField(
        label=_("Colour on the badge"), initial="#1a5fb4", widget=forms.TextInput({"type": "color"})
    )
    approval = forms.ChoiceField(label=_("Who is let in"), choices=list(APPROVALS.items()))
    capacity = forms.IntegerField(
        label=_("Places"), min_value=0, required=False, help_text=_("Empty: as many as come.")
    )
    form = forms.ChoiceField(label=_("Form"), required=False)
    walk_up = forms.BooleanField(
        label=_("People can be registered at the door"),
        required=False,
        help_text=_("Whoever stands at a gate or a badge desk without a registration gets one there."),
    )

    def __init__(self, *args: Any, forms_there: list, **more: Any) -> None:
        super().__init__(*args, **more)
        self.there = {str(form.code): form for form in forms_there}
        choices = [("", _("No questions beyond name and country"))]
        self.fields["form"].choices = [*choices, *((code, str(form.name)) for code, form in self.there.items())]

    def clean_colour(self) -> str:
        """Six hexadecimal figures."""
        colour = self.cleaned_data["colour"].lower()
        if len(colour) != 7 or colour[0] != "#" or set(colour[1:]) - set("0123456789abcdef"):
            raise forms.ValidationError(_("A colour looks like #1a5fb4."))
        return colour

    def wanted(self) -> dict[str, Any]:
        """What the action is asked for."""
        said = {name: self.cleaned_data[name] for name in PLAIN}
        number = self.cleaned_data["number"]
        return (
            said
            | {"form": self.there.get(self.cleaned_data["form"])}
            | ({"number": number} if number is not None else {})
        )


class NewFormForm(TextFields, forms.Form):
    """A form to be filled with questions."""

    texts = {"name": (_("Name"), True, False)}


class FieldForm(TextFields, forms.Form):
    """A question: its words, whether it must be answered, its choices, and when it is asked."""

    texts = {
        "label": (_("Question"), True, False),
        "help": (_("Help under it"), False, False),
        "choices": (_("Choices, one on each line"), False, True),
    }
    type = forms.ChoiceField(label=_("Kind"), choices=list(TYPES.items()))
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    purpose = forms.SlugField(
        label=_("Purpose of the consent or file"),
        required=False,
        max_length=40,
        help_text=_(
            "For example: photo, directory, visa. For a file, “identity” says that it is a copy of an identity"
            " document: only the visa desk and security open it."
        ),
    )
    shown_field = forms.ChoiceField(label=_("Only when this was answered"), required=False)
    shown_values = forms.CharField(
        label=_("… with one of these"),
        required=False,
        max_length=500,
        help_text=_("The answers, separated by commas; “yes” for a consent; empty: any answer."),
    )

    def __init__(self, *args: Any, before: list, asked: Any = None, **more: Any) -> None:
        if asked is not None:
            more["initial"] = _known(asked)
        super().__init__(*args, **more)
        self.before = {field.key: field for field in before if field.type != "heading"}
        choices = [("", _("Always")), *((key, str(field.label)) for key, field in self.before.items())]
        self.fields["shown_field"].choices = choices
        self.asked = asked
        if asked is not None:
            del self.fields["type"]
        self.order_fields(["type", *(f"{name}_{tag}" for name in ("label", "help") for tag in LANGUAGES), "required"])

    def wanted(self) -> dict[str, Any]:
        """What the actions are asked for."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("label", "help", "required", "purpose", "shown_field")}
        known = self.asked.choices if self.asked else []
        return plain | {
            "choices": choices_of(said["choices"], known),
            "shown_values": self._values(said["shown_field"], said["shown_values"]),
        }

    def _values(self, key: str, line: str) -> list[str]:
        """Answers by key: a choice may be written by its words in any language."""
        words = [word for part in line.split(",") if (word := part.strip())]
        field = self.before.get(key)
        named = {
            text.casefold(): choice["key"]
            for choice in (field.choices if field else [])
            for text in choice["label"].values()
        }
        return [named.get(word.casefold(), word) for word in words] if key else []


def choices_of(lines: Text, known: Sequence[Mapping[str, Any]]) -> list[tuple[str, Text]]:
    """Choices from lines in each language: the first lines belong together, and so on.

    A choice that is called as one before in some language keeps its key, so that answers keep their meaning.
    """
    columns = {tag: [line.strip() for line in words.splitlines() if line.strip()] for tag, words in lines.items()}
    count = max(map(len, columns.values()), default=0)
    keys = {(tag, words): one["key"] for one in known for tag, words in one["label"].items()}
    used = set(keys.values())
    fresh = (f"c{n}" for n in range(1, 1000) if f"c{n}" not in used)
    found = []
    for n in range(count):
        text = Text({tag: column[n] for tag, column in columns.items() if n < len(column)})
        kept = next((keys[pair] for pair in text.items() if pair in keys), None)
        found.append((kept or next(fresh), text))
    return found


def _known(asked: Any) -> dict[str, Any]:
    tags = dict.fromkeys(tag for choice in asked.choices for tag in choice["label"])
    lines = {tag: "\n".join(choice["label"].get(tag, "—") for choice in asked.choices) for tag in tags}
    return {
        "label": asked.label, "help": asked.help, "required": asked.required, "purpose": asked.purpose,
        "choices": Text(lines), "shown_field": asked.shown_field, "shown_values": ", ".join(asked.shown_values),
    }  # fmt: skip


class CopyForm(forms.Form):
    """From which forum categories are copied."""

    edition = forms.ChoiceField(label=_("From the forum"))

    def __init__(self, *args: Any, editions: list, **more: Any) -> None:
        super().__init__(*args, **more)
        self.there = {edition.slug: edition for edition in editions}
        self.fields["edition"].choices = [(slug, str(edition)) for slug, edition in self.there.items()]
