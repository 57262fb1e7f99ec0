"""The form that makes one registration of two."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.registration.wording import HEAD

DOCUMENT = _("Identity document")
PART = "part-"


class MergeForm(forms.Form):
    """Which of the two lives, and of each part in which they differ whose it keeps; both are named by their codes."""

    lives = forms.ChoiceField(label=_("Which one lives"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, pair: Any, fields: Mapping[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = {row.code: row for row in (pair.one, pair.other)}
        choices = [(code, code) for code in self.rows]
        best = _better(pair.one, pair.other).code
        self.fields["lives"].choices = choices
        self.fields["lives"].initial = best
        self.parts = list(fields)
        for key, field in fields.items():
            label = HEAD.get(key) or (field.label if field is not None else DOCUMENT)
            made = forms.ChoiceField(label=str(label), choices=choices, widget=forms.RadioSelect, required=False)
            made.initial = best
            self.fields[f"{PART}{key}"] = made

    def part(self, key: str) -> forms.BoundField:
        """The choice of one part."""
        return self[f"{PART}{key}"]

    def kept_and_gone(self) -> tuple[Any, Any]:
        """The one that lives, and the other."""
        kept = self.rows[self.cleaned_data["lives"]]
        return kept, next(row for row in self.rows.values() if row is not kept)

    def taken(self) -> list[str]:
        """The parts that are kept of the one that goes; what is not said stays as it is."""
        said, lives = self.cleaned_data, self.cleaned_data["lives"]
        return [key for key in self.parts if said[f"{PART}{key}"] not in {"", lives}]


def _better(one: Any, other: Any) -> Any:
    """Who has a place, an address, or came first."""
    ranks = [(row.state != "approved", not row.email, row.asked_at or row.started_at, row.pk) for row in (one, other)]
    return one if ranks[0] <= ranks[1] else other
