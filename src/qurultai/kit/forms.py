"""Forms for content in several languages: one field a language, one `Text` out."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

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
