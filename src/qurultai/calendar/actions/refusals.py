"""The calendar's expected ways to say no."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from qurultai.calendar.queries.clashes import Clash
from qurultai.kit.errors import Invalid, Refusal


class TimeTaken(Refusal):
    """Somebody's or something's time is taken; `clashes` names each, the first one is the text."""

    code = "time_taken"
    text = gettext_lazy("This time has just been taken.")

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__()
        self.clashes = tuple(clashes)

    def __str__(self) -> str:
        if not self.clashes:
            return str(self.text)
        return "; ".join(str(clash) for clash in self.clashes[:3])


class TooFarToWalk(TimeTaken):
    """Nobody's time is taken, but a person cannot walk there in time."""

    code = "too_far_to_walk"


class AlreadyBooked(Refusal):
    """This subject has a booking already."""

    code = "already_booked"
    text = gettext_lazy("This is on the calendar already.")


class NotOnCalendar(Refusal):
    """The booking is cancelled or has expired."""

    code = "not_on_calendar"
    text = gettext_lazy("This is no longer on the calendar.")


class TooFewPlaces(Invalid):
    """More places are taken than would remain."""

    code = "too_few_places"
    text = gettext_lazy("Places already taken: %(used)s.")
