"""What forms have in common: content in several languages, choices that let other values stay, lists of words."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from qurultai.kit.cldr import country_choices, language_name
from qurultai.kit.text import LANGUAGES, Text

LANGUAGE_NAMES = dict(settings.LANGUAGES)


class TextFields:
    """Mixin for a form: `texts = {"name": (label, required, long)}` makes `name_kk`, `name_ru`, `name_en`.

    `initial` may hold a `Text` under the plain name; `cleaned_data` has it there again. A required text needs at least
    one language; which others are missing is shown where it is published (R11).
    """

    texts: dict[str, tuple[str, bool, bool]] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, _required, long) in self.texts.items():
            words = self.initial.get(name) or Text()
            for language in LANGUAGES:
                widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
                widget.attrs["lang"] = language
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=f"{label} — {LANGUAGE_NAMES[language]}",
                    required=False,
                    widget=widget,
                    max_length=20_000 if long else 300,
                    initial=words.get(language, ""),
                )

    def clean(self) -> dict:
        """Join the languages of each text; languages beyond the three are kept as they were."""
        cleaned = super().clean()
        for name, (_label, required, _long) in self.texts.items():
            before = self.initial.get(name) or Text()
            others = {tag: words for tag, words in before.items() if tag not in LANGUAGES}
            words = {language: cleaned.get(f"{name}_{language}", "").strip() for language in LANGUAGES}
            cleaned[name] = Text({**others, **words})
            if required and not cleaned[name]:
                self.add_error(f"{name}_{LANGUAGES[0]}", _("Write this in at least one language."))
        return cleaned


class Open:
    """Mixin for a field of choices: a value that came from elsewhere is shown as one more choice, and may stay.

    `pattern` is what any value looks like.
    """

    pattern = ".{1,100}"

    def prepare_value(self, value: Any) -> Any:
        """The value as the widget marks it, which knows every value then."""
        known = {str(code) for code, _name in self.choices}
        others = [one for one in (value if isinstance(value, list) else [value]) if one and one not in known]
        self.choices = [*self.choices, *((one, self.word(one)) for one in others)]
        return super().prepare_value(value)

    def word(self, value: str) -> str:
        """A value that is none of the choices, in words."""
        return str(value)

    def valid_value(self, value: str) -> bool:
        """Whether the value may be kept."""
        return bool(re.fullmatch(self.pattern, value))


class OpenChoices(Open, forms.MultipleChoiceField):
    """Check boxes: those that are known, and those that are ticked already."""

    widget = forms.CheckboxSelectMultiple


class CountryField(Open, forms.ChoiceField):
    """A country by name; out comes its two letters, or nothing."""

    pattern = "[A-Z]{2}"

    def __init__(self) -> None:
        super().__init__(
            label=_("Country"),
            choices=lambda: [("", "—"), *country_choices()],
            required=False,
            widget=forms.Select({"autocomplete": "country"}),
        )


class LanguageField(Open, forms.ChoiceField):
    """A language by name: those that forums of this part of the world are held in; out comes its tag, or nothing."""

    pattern = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
    offered = (*LANGUAGES, "ar", "de", "es", "fr", "hi", "ja", "ko", "ky", "tr", "uz", "zh")

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=self._named, required=False, **more)

    def _named(self) -> list[tuple[str, str]]:
        return [("", "—"), *((tag, language_name(tag)) for tag in self.offered)]

    def word(self, value: str) -> str:
        """A language that is not offered has a name too."""
        return language_name(value)


class Commas(forms.CharField):
    """A list of short words, written with commas between them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=500, **more)

    def clean(self, value: Any) -> list[str]:
        """The words."""
        return [word for part in super().clean(value).split(",") if (word := part.strip())]


class WithMore:
    """Mixin for a form: `lists = {"equipment": (label, choices)}` makes check boxes, and a line for what is not there.

    What is typed there joins what is ticked, under the one name.
    """

    lists: dict[str, tuple[str, list[tuple[str, str]]]] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, choices) in self.lists.items():
            self.fields[name] = OpenChoices(label=label, required=False, choices=choices)
            self.fields[f"more_{name}"] = Commas(label=_("Anything else"), help_text=_("Separated by commas."))

    def clean(self) -> dict:
        """One list, each thing once."""
        cleaned = super().clean()
        for name in self.lists:
            cleaned[name] = list(dict.fromkeys(cleaned.get(name, []) + cleaned.pop(f"more_{name}", [])))
        return cleaned
