"""The programme narrowed by topic, kind, language and room: what can be chosen, and what fits."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from qurultai.kit.cldr import language_name
from qurultai.website.shapes import Talk
from qurultai.website.site import Shown

FIELDS = ("topic", "kind", "language", "room")


def values(talk: Talk, shown: Shown) -> dict[str, str]:
    """What a session is under each filter."""
    return {
        "topic": talk.theme.handle if talk.theme else "",
        "kind": shown.kind_handles.get(talk.kind, ""),
        "language": talk.item.language,
        "room": talk.place.handle if talk.place else "",
    }


def wants(talk: Talk, shown: Shown, wanted: Mapping[str, str]) -> bool:
    """Whether a session fits every filter."""
    own = values(talk, shown)
    return all(own[name] == value for name, value in wanted.items())


def filters(shown: Shown, wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each filter that leaves a choice, with its values in words."""
    spoken = sorted({talk.item.language for talk in shown.talks} - {""})
    choices = {
        "topic": (_("Topic"), [(theme.handle, theme.name.text) for theme in shown.themes.values()]),
        "kind": (_("Kind"), [(shown.kind_handles[kind], word) for kind, word in shown.kinds.items()]),
        "language": (_("Language"), [(tag, language_name(tag)) for tag in spoken]),
        "room": (_("Room"), [(place.handle, place.name.text) for place in shown.places.values()]),
    }
    return [
        {"name": name, "label": label, "chosen": wanted.get(name, ""), "options": options}
        for name, (label, options) in choices.items()
        if len(options) > 1
    ]
