"""What the office types about a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import LANGUAGE_NAMES, CountryField, TextFields
from qurultai.people import rules


class PersonForm(TextFields, forms.Form):
    """A person's public data."""

    texts = {"position": (_("Position"), False, False), "biography": (_("Biography"), False, True)}

    name = forms.CharField(
        label=_("Full name"), help_text=_("As the person writes it, in their own letters and order."), max_length=200
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        help_text=_("For the badge and for search. Left empty, we spell it ourselves."),
        max_length=200,
        required=False,
    )
    country = CountryField()
    language = forms.ChoiceField(label=_("Language of mails"), choices=list(LANGUAGE_NAMES.items()))

    def clean_name(self) -> str:
        """Without invisible signs; a name has a letter."""
        name = rules.clean_name(self.cleaned_data["name"])
        if rules.name_problem(name):
            raise forms.ValidationError(_("A name has at least one letter and at most 200 characters."))
        return name


class NewPersonForm(PersonForm):
    """A person who is entered: with an address she can sign in."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("With it the person can sign in."), max_length=254, required=False
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)


class AccountForm(forms.Form):
    """The address with which somebody signs in."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
