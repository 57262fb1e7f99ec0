"""Forms about invitations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qurultai.kit.text import LANGUAGES
from qurultai.registration.forms.groups import OfficeRowsForm


class InviteForm(OfficeRowsForm):
    """Whom to invite, by rows: the same columns as registering people, of which an address is needed."""

    wave = forms.IntegerField(label=_("Wave"), min_value=1, max_value=99, initial=1)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=[(tag, tag) for tag in LANGUAGES])
    rank = forms.CharField(
        label=_("First line of the letter"),
        required=False,
        max_length=200,
        help_text=_("By rank, for example: Your Excellency."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
        self.fields["language"].choices = [(tag, names[tag]) for tag in LANGUAGES]
        self.order_fields(["category", "wave", "language", "rank", "file", "rows"])


class DelegateForm(forms.Form):
    """Who comes instead."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
