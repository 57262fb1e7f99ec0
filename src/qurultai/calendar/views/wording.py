"""What kinds, purposes and states are called on pages."""

from django.utils.translation import gettext_lazy as _

from qurultai.calendar.queries.agenda import AgendaEntry

KINDS = {
    "session": _("Session"),
    "meeting": _("Meeting"),
    "bilateral": _("Bilateral meeting"),
    "interview": _("Interview"),
    "ceremony": _("Ceremony"),
    "shift": _("Shift"),
    "absence": _("Absence"),
}
PURPOSES = {
    "chair": _("chair"),
    "moderator": _("moderator"),
    "keynote": _("keynote speaker"),
    "speaker": _("speaker"),
    "panellist": _("panellist"),
    "rapporteur": _("rapporteur"),
    "interpreter": _("interpreter"),
    "attendee": _("attendee"),
    "side": _("party to the meeting"),
}
PENDING, CLASH, BUSY = _("Pending"), _("Clash"), _("Busy")


def kind_of(entry: AgendaEntry) -> str:
    """The kind in words; what is not ours is shown as it is called."""
    return str(KINDS.get(entry.kind, entry.kind))


def title_of(entry: AgendaEntry) -> str:
    """What it is called; its kind when it has no title, and no more than that the time is taken when it is veiled."""
    return str(BUSY) if entry.veiled else str(entry.title) or kind_of(entry)


def purpose_of(entry: AgendaEntry) -> str:
    """Why the time is taken, in words."""
    return str(PURPOSES.get(entry.purpose, entry.purpose))


def state_of(entry: AgendaEntry) -> tuple[str, str]:
    """The badge of an entry that does not hold its time: its colour and its words; two empty ones otherwise."""
    if entry.clashes:
        return "danger", str(CLASH)
    return ("", "") if entry.firm else ("sun", str(PENDING))
