"""What the office types about gates, devices, problems and quotas."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from qurultai.kit.forms import TextFields
from qurultai.kit.text import Text
from qurultai.onsite.wording import DIRECTIONS


class GateForm(TextFields, forms.Form):
    """A way into a zone."""

    texts = {"name": (_("Name"), True, False)}

    zone = forms.TypedChoiceField(label=_("Zone"), coerce=int)
    direction = forms.ChoiceField(label=_("Direction"), choices=list(DIRECTIONS.items()), initial="in")

    def __init__(self, *args: object, zones: dict[int, Text], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(number, f"{number} · {name}") for number, name in zones.items()]

    def values(self) -> tuple[Text, int, str]:
        """Name, zone and direction."""
        return self.cleaned_data["name"], self.cleaned_data["zone"], self.cleaned_data["direction"]


class DeviceForm(forms.Form):
    """A device that will stand at a gate."""

    label = forms.CharField(
        label=_("Which device"), max_length=120, required=False, help_text=_("Such as “phone 7” or whose it is.")
    )


class MoveForm(forms.Form):
    """Another gate for a device."""

    gate = forms.ChoiceField(label=_("Gate"))

    def __init__(self, *args: object, gates: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gate"].choices = gates


class LossForm(forms.Form):
    """A device is lost."""

    after = forms.IntegerField(
        label=_("Last scan that is believed"),
        min_value=0,
        required=False,
        help_text=_("Its number in the device's own account. Nothing: the last one that is known now."),
    )


class NoteForm(forms.Form):
    """What a problem was."""

    note = forms.CharField(
        label=_("What it was and what was done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class QuotaForm(forms.Form):
    """How many of an organisation may be inside at once."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=UUID)
    zone = forms.TypedChoiceField(label=_("Zone"), coerce=int)
    most = forms.IntegerField(label=_("At most"), min_value=0, max_value=100_000)

    def __init__(
        self, *args: object, organisations: list[tuple[UUID, str]], zones: dict[int, Text], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations
        self.fields["zone"].choices = [(number, f"{number} · {name}") for number, name in zones.items()]
