"""The closed lists of editions in words."""

from django.utils.translation import gettext_lazy as _

EQUIPMENT = {
    "projector": _("Projector and screen"),
    "sound": _("Sound system and microphones"),
    "stage": _("Stage"),
    "streaming": _("Live streaming"),
    "round_table": _("Round table seating"),
    "backdrop": _("Press backdrop"),
    "computers": _("Computers"),
    "bench": _("Laboratory benches"),
    "cinema": _("Cinema equipment"),
    "meeting_tables": _("Meeting tables"),
}
"""What rooms have and sessions need; a secretariat's own words stand beside these as they are."""


def equipment_name(word: str) -> str:
    """What a room has or a session needs, in words."""
    return str(EQUIPMENT.get(word, word))
