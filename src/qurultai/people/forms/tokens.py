"""What is typed when a program gets a token."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.people.actions.tokens import LONGEST_DAYS


class TokenForm(forms.Form):
    """Its name, what it may do, and for how long."""

    name = forms.CharField(
        label=_("Name"), help_text=_("So that you recognise it, for example “badge printer”."), max_length=80
    )
    days = forms.IntegerField(label=_("Valid for so many days"), min_value=1, max_value=LONGEST_DAYS, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        help_text=_("Never more than you may do yourself at that moment."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, scopes: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope, scope) for scope in scopes]
