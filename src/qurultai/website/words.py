"""The closed lists of the programme in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from qurultai.editions.public import utc_words

KINDS = {
    "plenary": gettext_noop("Plenary"),
    "panel": gettext_noop("Panel"),
    "round_table": gettext_noop("Round table"),
    "workshop": gettext_noop("Workshop"),
    "seminar": gettext_noop("Seminar"),
    "symposium_talk": gettext_noop("Symposium talk"),
    "press_conference": gettext_noop("Press conference"),
    "ceremony": gettext_noop("Ceremony"),
    "film_screening": gettext_noop("Film screening"),
    "side_meeting": gettext_noop("Side meeting"),
    "other": gettext_noop("Other"),
}
ROLES = {
    "chair": gettext_noop("chair"),
    "moderator": gettext_noop("moderator"),
    "keynote": gettext_noop("keynote"),
    "speaker": gettext_noop("speaker"),
    "panellist": gettext_noop("panellist"),
}


def kind_word(kind: str) -> str:
    """A kind in words; an imported programme's own kind as it is."""
    return _(KINDS[kind]) if kind in KINDS else kind


def role_word(role: str) -> str:
    """A role in words; an imported programme's own role as it is."""
    return _(ROLES[role]) if role in ROLES else role


def days_left(count: int) -> str:
    """So many days until the forum, in words with the right plural."""
    return ngettext("in %(count)s day", "in %(count)s days", count) % {"count": count}


def zone_words(edition: Any) -> str:
    """The zone of an edition's times as a visitor understands it: the city and the distance from UTC."""
    written = utc_words(edition.tz, edition.starts_on)
    return f"{edition.city} ({written})" if edition.city else written
