"""Forms about groups and rows of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qurultai.kit.forms import CountryField
from qurultai.kit.sheet_reading import MOST_BYTES
from qurultai.registration.wording import GROUP_KINDS, STATES


class QuotaForm(forms.Form):
    """A group's name and quota."""

    name = forms.CharField(label=_("Name of the group"), max_length=200)
    capacity = forms.IntegerField(label=_("How many people"), min_value=1, max_value=10_000)


class GroupForm(QuotaForm):
    """A new group."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(GROUP_KINDS.items()))
    country = CountryField()
    head_name = forms.CharField(label=_("Who registers its people"), max_length=200)
    head_email = forms.EmailField(label=_("Her e-mail"))
    category = forms.ChoiceField(label=_("As what they take part"))

    def __init__(self, *args: Any, categories: list, **more: Any) -> None:
        super().__init__(*args, **more)
        self.there = {category.code: category for category in categories}
        self.fields["category"].choices = [(code, str(one.name)) for code, one in self.there.items()]
        self.order_fields(["kind", "name", "country", "category", "capacity", "head_name", "head_email"])


class MembersForm(forms.Form):
    """Which of a group's people are looked for."""

    q = forms.CharField(label=_("Search by name, address or code"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    page = forms.IntegerField(min_value=1, max_value=1000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        states = [(key, str(words)) for key, words in STATES.items() if key not in {"draft", "merged"}]
        self.fields["state"].choices = [("", _("All states")), *states]


class SwapForm(forms.Form):
    """Who comes instead."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    country = CountryField()


class RowsForm(forms.Form):
    """A spreadsheet, or rows that are pasted."""

    file = forms.FileField(label=_("Spreadsheet"), required=False, help_text=_("XLSX or CSV, at most 10 MB."))
    rows = forms.CharField(
        label=_("Or paste rows from a spreadsheet"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One person on each line, with the columns of the spreadsheet to fill in."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("rows", "").strip():
            self.add_error("file", _("Choose a file or paste rows."))
        return cleaned

    @property
    def body(self) -> bytes:
        """What was given, as bytes."""
        file = self.cleaned_data.get("file")
        return file.read(MOST_BYTES + 1) if file else self.cleaned_data["rows"].encode()


class OfficeRowsForm(RowsForm):
    """The same, in a category."""

    category = forms.ChoiceField(label=_("As what they take part"))

    def __init__(self, *args: Any, categories: list, **more: Any) -> None:
        super().__init__(*args, **more)
        self.there = {category.code: category for category in categories}
        self.fields["category"].choices = [(code, str(one.name)) for code, one in self.there.items()]
        self.order_fields(["category"])
