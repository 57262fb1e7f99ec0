"""Forms about planning, importing and publishing."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import TextFields


class PlanForm(forms.Form):
    """How long to plan, and how."""

    seconds = forms.IntegerField(label=_("How long to look, in seconds"), min_value=1, max_value=3600, initial=60)
    seed = forms.IntegerField(
        label=_("Variant number"),
        min_value=0,
        max_value=2**31 - 1,
        initial=1,
        help_text=_("Another number may give another plan that is equally good."),
    )
    within_percent = forms.FloatField(
        label=_("Stop when it is proven that no plan is better by more than … %"),
        min_value=0,
        max_value=50,
        initial=2,
        help_text=_("0: look until the best plan is found or the time is over."),
    )
    fewest_moves = forms.BooleanField(label=_("Move as few sessions as possible"), required=False)


class Clock(forms.TimeInput):
    """A time as browsers pick it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class Starts(forms.CharField):
    """Times of day, separated by commas or spaces; kept as `HH:MM` in order."""

    def prepare_value(self, value: object) -> object:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[str]:
        written = super().to_python(value).replace(",", " ").replace(";", " ").split()
        try:
            return sorted({f"{dt.time.fromisoformat(one.zfill(5)):%H:%M}" for one in written})
        except ValueError:
            raise forms.ValidationError(_("Write times like 09:00, 10:15, separated by commas.")) from None


class FrameForm(forms.Form):
    """Which hours planning may use."""

    opens_at = forms.TimeField(label=_("First session not before"), widget=Clock())
    closes_at = forms.TimeField(label=_("Last session ends by"), widget=Clock())
    lunch_from = forms.TimeField(label=_("Lunch from"), widget=Clock(), required=False)
    lunch_until = forms.TimeField(label=_("Lunch until"), widget=Clock(), required=False)
    lunch_minutes = forms.IntegerField(label=_("Minutes of lunch"), min_value=0, max_value=240)
    lunch_for_all = forms.BooleanField(
        label=_("Nothing runs during lunch"),
        required=False,
        help_text=_("Otherwise everybody has lunch at some time."),
    )
    grid_minutes = forms.IntegerField(label=_("Sessions begin every … minutes"), min_value=5, max_value=240)
    common_starts = Starts(
        label=_("Common starts"),
        required=False,
        help_text=_(
            "Times of day at which sessions begin, such as 09:00, 10:15. Empty: any multiple of the minutes above."
        ),
    )
    change_over_minutes = forms.IntegerField(label=_("Minutes between sessions in a room"), min_value=0, max_value=120)

    def clean(self) -> dict:
        """The day ends after it begins."""
        cleaned = super().clean()
        if cleaned.get("opens_at") and cleaned.get("closes_at") and cleaned["opens_at"] >= cleaned["closes_at"]:
            self.add_error("closes_at", _("The day has to end after it begins."))
        return cleaned


class UploadForm(forms.Form):
    """A file with a programme."""

    file = forms.FileField(
        label=_("File"), help_text=_("Schedule XML or JSON, iCal, xCal, XLSX or CSV, at most 100 MB.")
    )


class PublishForm(TextFields, forms.Form):
    """A note for the readers, and what is published nevertheless."""

    texts = {"note": (_("What is new, for the readers"), False, True)}
    name = forms.CharField(label=_("Name of the version"), required=False, max_length=100)
    languages = forms.BooleanField(label=_("Publish although texts lack languages"), required=False)
    clashes = forms.BooleanField(label=_("Publish although somebody is taken twice"), required=False)

    def waived(self) -> set[str]:
        """What is published nevertheless."""
        return {name for name in ("languages", "clashes") if self.cleaned_data[name]}
