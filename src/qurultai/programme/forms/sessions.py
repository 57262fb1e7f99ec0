"""Forms about one session."""

import datetime as dt
from collections.abc import Mapping
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qurultai.editions.public import EQUIPMENT
from qurultai.kit.cldr import pair_name, pair_tag
from qurultai.kit.forms import LanguageField, OpenChoices, TextFields, WithMore
from qurultai.kit.text import LANGUAGES, Text
from qurultai.kit.ui.choosing import ChosenField, LookUp
from qurultai.kit.ui.tables import Filter
from qurultai.programme.wording import KINDS, ROLES, WISHES


class Moment(forms.DateTimeInput):
    """A date and time as browsers pick it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class Pairs(OpenChoices):
    """Pairs of languages that are interpreted, both ways: those of our three, and those there are."""

    pattern = "[A-Za-z]{2,3}-[A-Za-z]{2,3}"

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=self._named, required=False, **more)

    def _named(self) -> list[tuple[str, str]]:
        return [(pair, pair_name(pair)) for pair in map("-".join, combinations(LANGUAGES, 2))]

    def prepare_value(self, value: Any) -> Any:
        """A pair is kept as `kk-en` or as two tags."""
        return super().prepare_value([pair_tag(pair) for pair in value or ()])

    def word(self, value: str) -> str:
        """The languages' names."""
        return pair_name(value)


NEEDS = (
    "kind", "topic", "minutes", "expected_audience", "language", "interpretation", "equipment", "more_equipment",
)  # fmt: skip
"""What planning asks of a session, after its first words."""


class SessionForm(WithMore, TextFields, forms.Form):
    """The brief of a session."""

    texts = {
        "title": (_("Title"), True, False),
        "subtitle": (_("Subtitle"), False, False),
        "abstract": (_("Abstract"), False, True),
        "description": (_("Description"), False, True),
        "aim": (_("Aim"), False, True),
        "questions": (_("Questions, one on each line"), False, True),
    }
    lists = {"equipment": (_("Equipment"), list(EQUIPMENT.items()))}
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=12_000, initial=60)
    expected_audience = forms.IntegerField(label=_("Expected audience"), required=False, min_value=0)
    language = LanguageField(label=_("Floor language"))
    interpretation = Pairs(label=_("Interpretation"))
    fixed = forms.BooleanField(label=_("Planning leaves its time and room alone"), required=False)
    alone = forms.BooleanField(label=_("Nothing runs beside it"), required=False)
    waiver = forms.CharField(
        label=_("May be published incomplete, because"),
        required=False,
        max_length=300,
        help_text=_("Without a reason it is published only with all texts in three languages."),
    )

    def __init__(self, *args: Any, topics: list, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("No topic")), *((str(topic.id), str(topic.name)) for topic in topics)]
        self.fields["topic"].choices = choices
        words = [f"{name}_{tag}" for name in ("title", "subtitle", "abstract") for tag in LANGUAGES]
        self.order_fields([*words, *NEEDS])
        self.topics = {str(topic.id): topic for topic in topics}

    def changes(self) -> dict[str, Any]:
        """What the action is asked to change."""
        wanted = {name: value for name, value in self.cleaned_data.items() if name.rsplit("_", 1)[-1] not in LANGUAGES}
        wanted["topic"] = self.topics.get(wanted["topic"])
        wanted["questions"] = questions_of(wanted["questions"])
        return wanted


def questions_of(lines: Text) -> list[dict[str, str]]:
    """Questions from lines in each language: the first lines belong together, and so on."""
    columns = {tag: [line.strip() for line in words.splitlines() if line.strip()] for tag, words in lines.items()}
    longest = max(map(len, columns.values()), default=0)
    return [{tag: lines[n] for tag, lines in columns.items() if n < len(lines)} for n in range(longest)]


def lines_of(questions: list[dict[str, str]]) -> Text:
    """Questions as lines in each language."""
    tags = dict.fromkeys(tag for question in questions for tag in question)
    return Text({tag: "\n".join(question[tag] for question in questions if tag in question) for tag in tags})


class PlaceForm(forms.Form):
    """When and where."""

    starts_at = forms.DateTimeField(label=_("Begins"), widget=Moment())
    room = forms.ChoiceField(label=_("Room"), required=False)
    clash = forms.BooleanField(
        label=_("Put it there even if somebody is taken"),
        required=False,
        help_text=_("The clash then stands on the calendar as one to be resolved."),
    )

    def __init__(self, *args: Any, rooms: list, edition: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.edition = edition
        self.fields["room"].choices = [("", _("No room")), *((str(room.id), str(room.name)) for room in rooms)]
        self.rooms = {str(room.id): room for room in rooms}

    def clean_starts_at(self) -> dt.datetime:
        """A moment on one of the forum's days."""
        starts_at = self.cleaned_data["starts_at"]
        first, last = self.edition.starts_on, self.edition.ends_on
        if not first <= local_instant(starts_at, self.edition.tz).date() <= last:
            days = {"first": date_format(first), "last": date_format(last)}
            raise forms.ValidationError(_("The forum lasts from %(first)s to %(last)s."), params=days)
        return starts_at

    def room_chosen(self) -> Any:
        """The room, or None."""
        return self.rooms.get(self.cleaned_data["room"])


class PartForm(forms.Form):
    """Somebody gets a part."""

    person = ChosenField(label=_("Person"), help_text=_("A name in any spelling, or the code on the badge."))
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()), initial="speaker")
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=1000)

    def __init__(self, *args: Any, url: str, look_up: LookUp, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].ask(url, look_up)


class PlacesForm(forms.Form):
    """How many places there are."""

    places = forms.IntegerField(
        label=pgettext_lazy("seats", "Places"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Empty: no sign-up."),
    )


class WishForm(forms.Form):
    """How two sessions stand to each other."""

    kind = forms.ChoiceField(label=_("Wish"), choices=list(WISHES.items()))
    other = ChosenField(label=_("Other session"), help_text=_("Words of its title, or its code."))

    def __init__(self, *args: Any, url: str, look_up: LookUp, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["other"].ask(url, look_up)


class StateForm(forms.Form):
    """Draft, confirmed, under embargo."""

    state = forms.ChoiceField(
        choices=[("draft", _("draft")), ("confirmed", _("confirmed")), ("embargoed", _("under embargo"))]
    )
    embargo_until = forms.DateTimeField(label=_("Until"), required=False, widget=Moment())


class BulkForm(forms.Form):
    """What shall happen to the ticked sessions."""

    what = forms.ChoiceField(label=_("What shall happen"), widget=forms.Select({"class": "input field-short"}))

    def __init__(self, *args: Any, topics: Filter, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"].choices = [
            ("", _("Choose…")),
            (_("State"), [("state:draft", _("draft")), ("state:confirmed", _("confirmed"))]),
            (_("Planning"), [("fixed:yes", _("leave time and room alone")), ("fixed:no", _("may be moved"))]),
            (_("Topic"), [("topic:", _("No topic")), *((f"topic:{slug}", name) for slug, name in topics.choices)]),
        ]

    def wanted(self, topics: Mapping[str, object]) -> tuple[str, dict[str, object]]:
        """The state and the changes of fields that the action is asked for."""
        what, _colon, value = self.cleaned_data["what"].partition(":")
        if what == "state":
            return value, {}
        return "", {"fixed": value == "yes"} if what == "fixed" else {"topic": topics.get(value)}


class TopicForm(TextFields, forms.Form):
    """A thematic area."""

    texts = {"name": (_("Name"), True, False)}
    colour = forms.RegexField(
        label=_("Colour"),
        regex=r"#[0-9a-fA-F]{6}",
        required=False,
        help_text=_("Like #1a5fb4, dark enough for white letters."),
    )


def local_instant(at: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    """An instant as the form shows it: the wall clock of the forum."""
    return at.astimezone(zone).replace(tzinfo=None) if at else None
