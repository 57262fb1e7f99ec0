"""What a participant types about herself."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qurultai.kit.forms import LANGUAGE_NAMES, CountryField, TextFields
from qurultai.people.public import clean_name


class AboutMe(TextFields, forms.Form):
    """Her own data, as she writes it."""

    texts = {"position": (_("Position"), False, False), "biography": (_("About me"), False, True)}

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        help_text=_("As you write it yourself, in your own letters and order."),
        max_length=200,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        help_text=_("For the badge and for search. Left empty, we spell it ourselves."),
        max_length=200,
        required=False,
    )
    country = CountryField()
    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_("Only the organisers and your own organisation see it."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: object, contact: bool, **values: object) -> None:
        """With `contact` for whoever may change how she is reached; others are not asked for it."""
        super().__init__(*args, **values)
        if not contact:
            del self.fields["phone"]

    def clean_name(self) -> str:
        """Without invisible signs; a name has a letter."""
        name = clean_name(self.cleaned_data["name"])
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_("Write your name."))
        return name


class Language(forms.Form):
    """In which language the forum writes to her."""

    language = forms.ChoiceField(
        label=_("Language of our mails"), choices=list(LANGUAGE_NAMES.items()), widget=forms.RadioSelect
    )
