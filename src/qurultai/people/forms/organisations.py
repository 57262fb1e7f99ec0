"""What the office types about organisations and who belongs to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import TextFields
from qurultai.kit.ui.choosing import ChosenField, LookUp
from qurultai.people.forms.persons import country_field
from qurultai.people.words import KINDS


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OrganisationForm(forms.Form):
    """What does not change with the name."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    country = country_field()
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)

    def clean_country(self) -> str:
        """In capitals."""
        return self.cleaned_data["country"].upper()


class NewOrganisationForm(TextFields, OrganisationForm):
    """An organisation that is entered, under its present name."""

    texts = {"name": (_("Name"), True, False)}


class NameForm(TextFields, forms.Form):
    """Another name from a day on."""

    texts = {"name": (_("Name"), True, False)}
    since = forms.DateField(
        label=_("Valid from"),
        help_text=_("The name before ends on this day and stays in the history."),
        widget=DayInput(),
    )


class AffiliationForm(forms.Form):
    """A person belongs to an organisation."""

    organisation = ChosenField(label=_("Organisation"), help_text=_("Any name it ever had, or its code."))
    speaks_for = forms.BooleanField(label=_("May speak for it"), required=False)

    def __init__(self, *args: object, url: str, look_up: LookUp, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].ask(url, look_up)
