"""The form of an application, as the category's questions say: it takes whatever is typed; what is wrong is said."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from qurultai.kit.cldr import country_choices
from qurultai.kit.forms import CountryField
from qurultai.registration.rules.identity import PARTS
from qurultai.registration.wording import HEAD, IDENTITY, PROBLEMS

NOTHING = ("", "—")
FILED = frozenset({"file", "photo"})
NEEDED = frozenset({"name", "country"})


class StartForm(forms.Form):
    """Where a guest without an account begins."""

    email = forms.CharField(
        label=_("E-mail"),
        help_text=_("We send you a link with which you can go on at any time, on any device."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )


class Files(forms.ClearableFileInput):
    """A plain file input: what was given before is shown beside it."""

    template_name = "django/forms/widgets/file.html"


class Countries(forms.ChoiceField):
    """A country by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=lambda: [NOTHING, *country_choices()], **more)

    def valid_value(self, value: str) -> bool:
        """What is wrong is said when the form is sent."""
        return True


AUTOCOMPLETE = {"name": "name", "organisation": "organization", "position": "organization-title"}
ALWAYS = ("name", "latin_name", "country", "organisation", "position")


class ApplicationForm(forms.Form):
    """The head and the questions that apply, with what was typed, right or wrong, and the problems that are known."""

    use_required_attribute = False

    def __init__(self, row: Any, asked: Sequence[Any], problems: Mapping[str, object] | None = None) -> None:
        typed = {name: getattr(row, name) for name in ALWAYS} | dict(row.answers)
        super().__init__(data=typed if problems else None, initial=typed)
        self.headings = {field.key for field in asked if field.type == "heading"}
        self.given = {field.key: row.answers.get(field.key, "") for field in asked if field.type in FILED}
        for name in ALWAYS:
            self.fields[name] = CountryField() if name == "country" else _head_line(name)
            self.fields[name].required = name in NEEDED
        self.documents = {f"{one.key}--{PARTS[0]}": one for one in asked if one.type == "document"}
        for field in asked:
            if field.type == "document":
                self._add_document(field)
                continue
            self.fields[field.key] = made = _field(field)
            made.label, made.help_text, made.required = str(field.label), str(field.help), field.required
        if problems:
            self._errors = ErrorDict()
            for key, what in problems.items():
                place = next((name for name in (key, f"{key}--{PARTS[0]}") if name in self.fields), NON_FIELD_ERRORS)
                self._errors[place] = self.error_class([PROBLEMS.get(str(what), str(what))])

    def _add_document(self, field: Any) -> None:
        """Its parts, always empty: what was written before is shown masked beside them, never in them."""
        for part in PARTS:
            made = Countries() if part == "citizenship" else _typed("date" if part.endswith("_on") else "text")(field)
            made.label, made.required = IDENTITY[part], field.required
            made.widget.attrs["autocomplete"] = "off"
            self.fields[f"{field.key}--{part}"] = made


def _head_line(name: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": AUTOCOMPLETE.get(name, "off")})
    words = _("As in your passport; it stands on your badge.") if name == "latin_name" else ""
    return forms.CharField(label=HEAD[name], max_length=200, widget=widget, help_text=words)


def _field(field: Any) -> forms.Field:
    return _MAKERS.get(field.type, _line)(field)


def _line(field: Any) -> forms.Field:
    return forms.CharField(max_length=300)


def _lines(field: Any) -> forms.Field:
    return forms.CharField(max_length=5000, widget=forms.Textarea({"rows": 5}))


def _choice(field: Any) -> forms.Field:
    choices = [(key, str(words)) for key, words in field.named_choices]
    if len(choices) > 7:
        return forms.ChoiceField(choices=[NOTHING, *choices])
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _many(field: Any) -> forms.Field:
    choices = [(key, str(words)) for key, words in field.named_choices]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


def _typed(kind: str, **attributes: str):
    def make(field: Any) -> forms.Field:
        widget = forms.TextInput(attributes)
        widget.input_type = kind
        return forms.CharField(max_length=254, widget=widget)

    return make


def _file(field: Any) -> forms.Field:
    accept = "image/jpeg" if field.type == "photo" else "application/pdf,image/jpeg,image/png"
    return forms.FileField(widget=Files({"accept": accept}))


_MAKERS = {
    "long_text": _lines,
    "choice": _choice,
    "many": _many,
    "date": _typed("date"),
    "country": lambda field: Countries(),
    "phone": _typed("tel", autocomplete="tel"),
    "mail": _typed("email"),
    "file": _file,
    "photo": _file,
    "consent": lambda field: forms.BooleanField(),
    "heading": _line,
}
