"""The forum itself, next year's copy, its phases and roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import TextFields
from qurultai.kit.ui.choosing import ChosenField, LookUp

PHASES = [
    ("call", _("Call for proposals")),
    ("registration", _("Registration")),
    ("sign_up", _("Sign-up for sessions")),
    ("meetings", _("Meetings")),
    ("live", _("The forum itself")),
    ("after", _("Afterwards")),
]
ROLE_NAMES = {
    "part": _("participant"),
    "head": _("head of delegation"),
    "spkr": _("speaker or moderator"),
    "comp": _("company administrator"),
    "memb": _("company member"),
    "seek": _("job seeker"),
    "recr": _("recruiter"),
    "jour": _("journalist"),
    "team": _("CanSat team member"),
    "capt": _("CanSat captain"),
    "oper": _("check-in operator"),
    "prot": _("protocol officer"),
    "visa": _("visa officer"),
    "secu": _("security officer"),
    "agen": _("agency reviewer"),
    "prog": _("programme manager"),
    "pres": _("press officer"),
    "b2bm": _("business manager"),
    "lega": _("legal clerk"),
    "jury": _("jury member"),
    "supp": _("support desk"),
    "admn": _("forum owner"),
    "dpo": _("data protection officer"),
}


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A date and time as browsers pick it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class EditionForm(TextFields, forms.Form):
    """Names, dates, zone and look."""

    texts = {
        "name": (_("Name"), True, False),
        "theme": (_("Theme"), False, False),
        "city": (_("City"), False, False),
        "summary": (_("Summary"), False, True),
    }
    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())
    zone = forms.CharField(label=_("Time zone"), max_length=64, help_text=_("For example Asia/Almaty."))
    cancelled = forms.BooleanField(label=_("The forum is cancelled"), required=False)


class CopyForm(TextFields, forms.Form):
    """Next year's edition."""

    texts = {"name": (_("Name"), True, False)}
    slug = forms.CharField(
        label=_("Address"), max_length=50, help_text=_("Small Latin letters, digits and hyphens: space-days-2028.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())


class PhaseForm(forms.Form):
    """From when until when something is open."""

    kind = forms.ChoiceField(label=_("Phase"), choices=PHASES)
    starts_at = forms.DateTimeField(label=_("Opens"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Closes"), widget=MomentInput())


class GrantForm(forms.Form):
    """A person gets a role."""

    person = ChosenField(label=_("Person"), help_text=_("A name in any spelling, or the code on the badge."))
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()))

    def __init__(self, *args: object, url: str, look_up: LookUp, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].ask(url, look_up)
