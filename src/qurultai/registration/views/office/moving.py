"""Putting a list in order: by buttons that work without JavaScript, or by dragging."""

from collections.abc import Sequence

from django.http import QueryDict


def moved(keys: Sequence[str], asked: QueryDict) -> list[str]:
    """The keys as `order` says, or with the one that `up` or `down` names a place nearer the beginning or the end."""
    wanted = [key for key in asked.getlist("order") if key in keys]
    found = [*wanted, *(key for key in keys if key not in wanted)]
    for way, step in (("up", -1), ("down", 1)):
        key = asked.get(way, "")
        if key in found:
            place = found.index(key)
            found.remove(key)
            found.insert(max(0, place + step), key)
    return found
