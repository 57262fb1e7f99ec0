"""What the office types about organisations and who belongs to them."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import CountryField, TextFields
from qurultai.kit.ui.choosing import ChosenField, LookUp
from qurultai.people import queries
from qurultai.people.words import KINDS


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OrganisationForm(forms.Form):
    """What does not change with the name."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    country = CountryField()
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)


class UnlikeOthers(TextFields):
    """A name that can be confused with another organisation's is kept only when somebody says that it is another."""

    texts = {"name": (_("Name"), True, False)}

    def __init__(self, *args: object, of: UUID | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["another"] = forms.BooleanField(
            label=_("It is another organisation"), required=False, widget=forms.HiddenInput()
        )

    def clean(self) -> dict:
        """Look for names that are taken for this one at a glance, whatever letters they are of."""
        cleaned = super().clean()
        alike = queries.organisation_that_looks_like(cleaned["name"], other_than=self.of)
        if alike is not None:
            self.fields["another"].widget = forms.CheckboxInput()
            if not cleaned["another"]:
                known = {"name": alike.name, "code": alike.organisation.code}
                words = _("“%(name)s” (%(code)s) has a name that looks the same. Is it that one? If not, say so here.")
                self.add_error("another", words % known)
        return cleaned


class NewOrganisationForm(UnlikeOthers, OrganisationForm):
    """An organisation that is entered, under its present name."""


class NameForm(UnlikeOthers, forms.Form):
    """Another name from a day on."""

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
