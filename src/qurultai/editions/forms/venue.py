"""Rooms, tables and buildings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qurultai.editions.wording import EQUIPMENT
from qurultai.kit.forms import TextFields, WithMore


class RoomForm(WithMore, TextFields, forms.Form):
    """A room."""

    texts = {"name": (_("Name"), True, False)}
    lists = {"equipment": (_("Equipment"), list(EQUIPMENT.items()))}
    capacity = forms.IntegerField(
        label=pgettext_lazy("seats", "Places"), min_value=1, max_value=100_000, required=False
    )
    floor = forms.CharField(label=_("Floor"), max_length=20, required=False)
    building = forms.ChoiceField(label=_("Building"), required=False)

    def __init__(self, *args: object, buildings: list, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["building"].choices = [("", "—"), *((str(b.id), str(b.name)) for b in buildings)]


class BuildingForm(TextFields, forms.Form):
    """A house of the venue."""

    texts = {"name": (_("Name"), True, False), "address": (_("Street address"), False, False)}


class WalkForm(forms.Form):
    """Minutes on foot between two buildings."""

    origin = forms.ChoiceField(label=_("From"))
    destination = forms.ChoiceField(label=pgettext_lazy("of a way", "To"))
    minutes = forms.IntegerField(label=_("Minutes on foot"), min_value=0, max_value=120)

    def __init__(self, *args: object, buildings: list, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(b.id), str(b.name)) for b in buildings]
        self.fields["origin"].choices = self.fields["destination"].choices = choices

    def clean(self) -> dict:
        """Two different buildings."""
        cleaned = super().clean()
        if cleaned.get("origin") and cleaned.get("origin") == cleaned.get("destination"):
            self.add_error("destination", _("Choose two different buildings."))
        return cleaned


class TablesForm(forms.Form):
    """Numbered tables in a room."""

    room = forms.ChoiceField(label=_("Room"))
    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=9999)
    last = forms.IntegerField(label=_("Last number"), min_value=1, max_value=9999)
    seats = forms.IntegerField(label=_("Seats"), min_value=2, max_value=30, initial=4)

    def __init__(self, *args: object, rooms: list, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = [(str(room.id), str(room.name)) for room in rooms]

    def clean(self) -> dict:
        """A range of numbers."""
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("The last number is not smaller than the first."))
        return cleaned
