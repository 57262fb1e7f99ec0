"""Forms of accreditation."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.accreditation.rules.visas import Rule
from qurultai.accreditation.wording import CASES, KINDS, NEEDS, REASONS, SIZES
from qurultai.kit.forms import LANGUAGE_NAMES, CountryField, TextFields
from qurultai.kit.sheet_reading import MOST_BYTES
from qurultai.kit.text import LANGUAGES

GIVEN = ("lost", "stolen", "changed")
"""Why a person blocks a badge; the other reasons come by themselves."""


class Moment(forms.SplitDateTimeField):
    """A day and a time in the edition's zone; aware."""

    def __init__(self, tz: dt.tzinfo, **more: Any) -> None:
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date"}, time_attrs={"type": "time"}, date_format="%Y-%m-%d", time_format="%H:%M"
        )
        super().__init__(widget=widget, **more)
        self.tz = tz

    def compress(self, data_list: list) -> dt.datetime | None:
        """Joined in the zone."""
        if not data_list or None in data_list:
            return None
        return dt.datetime.combine(*data_list, self.tz)


class ZoneForm(TextFields, forms.Form):
    """A zone: its number, name and kind."""

    texts = {"name": (_("Name of the zone"), True, False)}
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=31)
    kind = forms.ChoiceField(label=_("When the network is away"), choices=list(KINDS.items()), initial="C")


class ZoneNameForm(TextFields, forms.Form):
    """What of a zone may change."""

    texts = {"name": (_("Name of the zone"), True, False)}
    kind = forms.ChoiceField(label=_("When the network is away"), choices=list(KINDS.items()))


class PolicyForm(forms.Form):
    """Which zones a category opens, and from when until when."""

    def __init__(self, *args: Any, zones: Sequence[tuple[int, str]], tz: dt.tzinfo, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["zones"] = forms.TypedMultipleChoiceField(
            label=_("Zones"),
            required=False,
            coerce=int,
            choices=[(number, f"{number} · {name}") for number, name in zones],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["valid_from"] = Moment(tz, label=_("From when"))
        self.fields["valid_until"] = Moment(tz, label=_("Until when"))


class DeskForm(forms.Form):
    """A desk: its name, and whose badges wait there."""

    name = forms.CharField(label=_("Name of the desk"), max_length=60)
    first = forms.RegexField("^[A-Z]$", label=_("From the letter"), initial="A", max_length=1)
    last = forms.RegexField("^[A-Z]$", label=_("Up to the letter"), initial="Z", max_length=1)

    def __init__(self, *args: Any, categories: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["categories"] = forms.TypedMultipleChoiceField(
            label=_("Categories"),
            required=False,
            coerce=int,
            choices=list(categories),
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None ticked: all of them."),
        )


class SupplementForm(forms.Form):
    """A supplement to a batch."""

    with_waiting = forms.BooleanField(label=_("Add those who wait for a batch"), required=False)


class DecisionsForm(forms.Form):
    """Security's answer as a file."""

    file = forms.FileField(
        label=_("Table with the columns “code” and “decision” (XLSX or CSV)"),
        help_text=_("The file of the batch with its last column filled in. Write “cleared” or “refused”."),
    )

    def clean_file(self) -> Any:
        """Not larger than any table is."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large."))
        return file


class BlockForm(forms.Form):
    """Why a badge is blocked."""

    reason = forms.ChoiceField(label=_("Why"), choices=[(key, REASONS[key]) for key in GIVEN])


class Unshown(forms.TextInput):
    """What is typed goes out and never comes back into a page."""

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As if nothing had been typed."""
        return super().get_context(name, None, attrs)


class DocumentForm(forms.Form):
    """The number of the identity document that somebody holds out; it is never shown again."""

    document = forms.CharField(
        label=_("Number of the document"),
        max_length=40,
        widget=Unshown({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=_("That you looked stands in the journal; the number does not."),
    )


class SizeForm(forms.Form):
    """On what a badge is printed."""

    size = forms.ChoiceField(label=_("On what"), choices=list(SIZES.items()))


class PileForm(SizeForm):
    """A pile of badges."""

    again = forms.BooleanField(label=_("Also those that were printed before"), required=False)

    def __init__(self, *args: Any, desks: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("All desks")), *((name, name) for name in desks)]
        self.fields["desk"] = forms.ChoiceField(label=_("Desk"), choices=choices, required=False)


class RuleForm(forms.Form):
    """What citizens of a country need from a day on."""

    country = CountryField()
    need = forms.ChoiceField(label=_("Needs"), choices=list(NEEDS.items()))
    since = forms.DateField(label=_("From when"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until when"), required=False, widget=forms.DateInput({"type": "date"}))
    days = forms.IntegerField(label=_("For a stay of at most so many days"), required=False, min_value=1, max_value=365)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["country"].required = True

    def rule(self) -> Rule:
        """The rule that was written."""
        return Rule(**self.cleaned_data)


class CaseForm(forms.Form):
    """How far a case is, and when she comes and goes."""

    state = forms.ChoiceField(label=_("State"), choices=list(CASES.items()))
    entry_number = forms.CharField(label=_("Number from the authority"), required=False, max_length=60)
    enters_on = forms.DateField(label=_("Arrives on"), widget=forms.DateInput({"type": "date"}))
    leaves_on = forms.DateField(label=_("Leaves on"), widget=forms.DateInput({"type": "date"}))


class LetterForm(forms.Form):
    """A letter's language."""

    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[(tag, LANGUAGE_NAMES[tag]) for tag in LANGUAGES]
    )
