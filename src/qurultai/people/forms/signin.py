"""Forms of the sign-in pages: the library's own, in our words."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.people.rules import clean_name


class AskForCode(RequestLoginCodeForm):
    """The address to which the code goes."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"),
            help_text=_("The one that you registered with."),
            error_messages={
                "required": _("Write your e-mail address."),
                "invalid": _("This is not an e-mail address. An example: name@example.org"),
            },
            widget=forms.EmailInput(attrs={"autocomplete": "email webauthn", "inputmode": "email"}),
        )


class ConfirmCode(ConfirmLoginCodeForm):
    """The code from the mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        help_text=_("Eight letters; capital or small and with or without the dash."),
        error_messages={"required": _("Write the code that we sent to you.")},
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class NewPasskey(SignupWebAuthnForm):
    """What the device made, and what its owner calls it."""

    name = forms.CharField(
        label=_("What you call this device"),
        help_text=_("So that you recognise it in the list, for example “my telephone”."),
        max_length=80,
        required=False,
    )

    def clean_name(self) -> str:
        """Without invisible signs; never a reason to lose the key that the device has just made."""
        self.cleaned_data["name"] = clean_name(self.cleaned_data.get("name", ""))
        return super().clean_name()
