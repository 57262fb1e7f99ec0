"""What hurts in a plan, and which demands contradict each other, in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from qurultai.editions.public import equipment_name
from qurultai.kit.cldr import pair_name
from qurultai.kit.ids import key_in
from qurultai.people.public import names_of
from qurultai.planning.timetable import DAY
from qurultai.programme.models import Edition, Room, Session, Topic
from qurultai.programme.queries.planning.minutes import Minutes

SENTENCES = {
    "session": _("“%(0)s” takes place and lasts %(figure)s minutes."),
    "takes_part": _("%(0)s takes part in “%(1)s”."),
    "start_fixed": _("“%(0)s” is fixed at %(time)s."),
    "room_fixed": _("“%(0)s” is fixed in the room “%(1)s”."),
    "start_grid": _("“%(0)s” does not begin at one of the usual times."),
    "window": _("“%(0)s” has to lie within its own window of time."),
    "days": _("“%(0)s” has to be on certain days."),
    "equipment": _("“%(0)s” needs equipment: %(rest)s."),
    "seats": _("“%(0)s” needs %(figure)s seats."),
    "alone": _("Nothing runs beside “%(0)s”."),
    "availability": _("%(0)s has other commitments and is not always there."),
    "room_open": _("The room “%(0)s” is free only at certain hours."),
    "room_closed": _("“%(0)s” is outside the hours of the room “%(1)s”."),
    "room_twice": _("In the room “%(0)s” the sessions “%(1)s” and “%(2)s” are at the same time."),
    "person_away": _("%(0)s is not free for “%(1)s”."),
    "person_twice": _("%(0)s is in “%(1)s” and in “%(2)s” at the same time, or cannot walk there in time."),
    "order": _("“%(0)s” comes before “%(1)s”."),
    "same_day": _("“%(0)s” and “%(1)s” shall be on the same day."),
    "same_room": _("“%(0)s” and “%(1)s” shall be in the same room."),
    "apart": _("“%(0)s” and “%(1)s” shall not be at the same time."),
    "lunch": _("Everybody who takes part has time for lunch."),
    "lunch_house": _("Nothing runs in the break from %(from)s to %(until)s."),
    "interpreters": _("There are %(figure)s teams of interpreters for %(0)s."),
    "walking": _("Whoever goes from one room to another needs time to walk."),
    "change_over": _("A room needs %(figure)s minutes between two sessions."),
    "no_place": _("For “%(0)s” there is no room and no time at all."),
    "interest": _("“%(0)s” and “%(1)s” are at the same time; people who want to see both: %(figure)s."),
    "topic_parallel": _("“%(1)s” and “%(2)s” of the topic “%(0)s” are at the same time."),
    "topic_rooms": _("The topic “%(0)s” is spread over %(figure)s rooms."),
    "shortfall": _("“%(0)s” lacks seats in the room “%(1)s”: %(figure)s."),
    "preferred": _("“%(0)s” is outside the hours that were wished for."),
}
"""A sentence for each code of the engine; the numbers stand for its subjects."""
NAMES_OF = {"equipment": equipment_name, "interpreters": pair_name}
"""How subjects are named that are no records."""


@dataclass(frozen=True, slots=True)
class Said:
    """One reason in words, with what it costs."""

    words: str
    cost: int


def said(edition: Edition, reasons: Sequence[Mapping[str, Any]]) -> list[Said]:
    """The reasons of a run in the active language; four queries whatever their number."""
    names = _names(edition, {subject for reason in reasons for subject in reason["subjects"]})
    return [Said(_sentence(reason, names, edition), reason.get("cost", 0)) for reason in reasons]


def _sentence(reason: Mapping[str, Any], names: Mapping[str, str], edition: Edition) -> str:
    of_code = NAMES_OF.get(reason["code"], str)
    subjects = [names.get(subject) or of_code(subject) for subject in reason["subjects"]]
    figures = list(reason["figures"])
    places: dict[str, object] = {str(number): subject for number, subject in enumerate(subjects)}
    places |= {"rest": ", ".join(subjects[1:]), "figure": figures[0] if figures else ""}
    if reason["code"] == "start_fixed":
        places["time"] = _clock(edition, figures[0])
    if reason["code"] == "lunch_house" and len(figures) > 2:
        places |= {"from": _clock(edition, figures[1]), "until": _clock(edition, figures[2])}
    return gettext(SENTENCES[reason["code"]]) % places


def _clock(edition: Edition, minute: int) -> str:
    at = Minutes(edition.starts_on, edition.tz).instant(minute).astimezone(edition.tz)
    return f"{at:%d.%m %H:%M}" if minute >= DAY or minute < 0 else f"{at:%H:%M}"


def _names(edition: Edition, subjects: set[str]) -> dict[str, str]:
    ids = {found for subject in subjects if (found := key_in(subject))}
    names = {str(id_): name for id_, name in names_of(ids).items()}
    for model, field in ((Session, "title"), (Room, "name"), (Topic, "name")):
        rows = model.objects.filter(edition=edition, id__in=ids).values_list("id", field)
        names |= {str(id_): str(words) for id_, words in rows}
    return names
