"""Identity documents: what is asked of one, what is wrong with it, and how it is shown to those who may not read it."""

import datetime as dt
import re
from collections.abc import Mapping

PARTS = ("number", "citizenship", "born_on", "expires_on")
KEPT_DAYS = 30
"""So long after a forum's end they are kept."""
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 /-]{3,19}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def cleaned(values: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as it is kept: capitals in the number, no loose spaces, nothing unknown."""
    return {
        name: " ".join(str(values[name]).split()).upper()[:40]
        for name in PARTS
        if values.get(name) and str(values[name]).strip()
    }


def plain_number(number: str) -> str:
    """A document's number as it is looked for: capitals and figures only, however it was typed."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


def problem(values: Mapping[str, str]) -> str | None:
    """What is wrong with a document: `document`, or None; nothing at all is `missing`."""
    if not values:
        return "missing"
    right = _NUMBER.fullmatch(values.get("number", "")) and _COUNTRY.fullmatch(values.get("citizenship", ""))
    dates = [_day(values.get(name, "")) for name in ("born_on", "expires_on")]
    return None if right and all(dates) and dates[0] < dates[1] else "document"


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


def masked(values: Mapping[str, str]) -> dict[str, str]:
    """Enough to see that it is there and is hers: the last two signs of the number, and the citizenship."""
    number = values.get("number", "")
    return {
        "number": "•" * 6 + number[-2:] if number else "",
        "citizenship": values.get("citizenship", ""),
        "born_on": "••••-••-••" if values.get("born_on") else "",
        "expires_on": values.get("expires_on", ""),
    }


def is_due(ends_on: dt.date, today: dt.date) -> bool:
    """Whether what was kept for a forum that ended then must be erased by now (R9)."""
    return today > ends_on + dt.timedelta(days=KEPT_DAYS)
