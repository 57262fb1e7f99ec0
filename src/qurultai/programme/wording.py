"""The closed lists of the programme in words."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "plenary": _("Plenary"),
    "panel": _("Panel"),
    "round_table": _("Round table"),
    "workshop": _("Workshop"),
    "seminar": _("Seminar"),
    "symposium_talk": _("Symposium talk"),
    "press_conference": _("Press conference"),
    "ceremony": _("Ceremony"),
    "film_screening": _("Film screening"),
    "side_meeting": _("Side meeting"),
    "other": _("Other"),
}
STATES = {
    "draft": _("draft"),
    "confirmed": _("confirmed"),
    "embargoed": _("under embargo"),
    "published": _("published"),
    "cancelled": _("cancelled"),
}
STATE_COLOURS = {"draft": "", "confirmed": "action", "embargoed": "sun", "published": "done", "cancelled": "danger"}
ROLES = {
    "chair": _("chair"),
    "moderator": _("moderator"),
    "keynote": _("keynote speaker"),
    "speaker": _("speaker"),
    "panellist": _("panellist"),
    "rapporteur": _("rapporteur"),
    "interpreter": _("interpreter"),
}
WISHES = {
    "before": _("comes before"),
    "same_day": _("on the same day as"),
    "not_together": _("not at the same time as"),
    "same_room": _("in the same room as"),
}
RUN_STATES = {
    "waiting": _("waiting"),
    "running": _("running"),
    "proposed": _("proposal"),
    "impossible": _("impossible"),
    "accepted": _("accepted"),
    "undone": _("undone"),
    "cancelled": _("put aside"),
    "failed": _("failed"),
}


def kind_of(kind: str) -> str:
    """A kind in words; an imported programme's own kind as it is."""
    return str(KINDS.get(kind, kind))
