"""Answering a request for erasure."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """Erase, for which the code of the request is typed, or set it aside."""

    do = forms.ChoiceField(
        label=_("Answer"), choices=[("erase", _("Erase everything, for good")), ("aside", _("Set the request aside"))]
    )
    sure = forms.CharField(
        label=_("Code of the request"),
        help_text=_("To erase, type the code that stands above. It cannot be undone."),
        max_length=12,
        required=False,
    )

    def __init__(self, *args: object, code: str, **more: object) -> None:
        super().__init__(*args, **more)
        self.code = code

    def clean(self) -> dict[str, str]:
        """Whoever erases has read what."""
        typed = super().clean()
        if typed.get("do") == "erase" and typed.get("sure", "").strip().upper() != self.code:
            self.add_error("sure", _("This is not the code of the request."))
        return typed
