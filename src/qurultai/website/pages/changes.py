"""The public change log: what is different in a version, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from qurultai.website.shapes import Phrase, VersionNote
from qurultai.website.site import Shown


@dataclass(frozen=True)
class Changes:
    """Turns a version's stored difference into rows; `names` are rooms, `urls` sessions' pages, both by guid."""

    shown: Shown
    names: Mapping[str, Phrase]
    urls: Mapping[str, str]

    def rows(self, version: VersionNote) -> list[tuple[str, list[dict[str, Any]]]]:
        """The changes of a version in words, by kind of change."""
        labels = {
            "moved": _("Moved"),
            "added": _("New"),
            "removed": _("Taken out"),
            "changed": _("Words or people changed"),
        }
        return [
            (label, [self._row(change) for change in version.changes.get(kind) or ()])
            for kind, label in labels.items()
            if version.changes.get(kind)
        ]

    def _row(self, change: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "title": self.shown.phrase(change["title"]),
            "url": self.urls.get(change["guid"], ""),
            "before": self._place(change.get("before_start", ""), change.get("before_room", "")),
            "after": self._place(change.get("start", ""), change.get("room", "")),
        }

    def _place(self, start: str, room: str) -> dict[str, Any] | None:
        if not start:
            return None
        return {"at": self.shown.programme.local(datetime.fromisoformat(start)), "room": self.names.get(room, "")}
