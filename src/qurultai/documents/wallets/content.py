"""What a badge in a wallet shows, as plain values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""The same words by language."""


@dataclass(frozen=True, slots=True)
class WalletBadge:
    """A badge for a wallet, in the languages of the forum; `language` is its person's.

    `place` stays the same when the badge is made anew, `badge` does not; both are letters and digits. `code` is the
    signed text, `number` the serial as it is spoken. It is shown from `valid_from` until `valid_until` (aware). `rgb`
    is the category's colour (#rrggbb). `labels` are the words beside what is shown: `person`, `category`,
    `organisation`, `days`, `number`, `notice`.
    """

    language: str
    event: str
    place: str
    badge: str
    forum: Words
    category: Words
    days: Words
    notice: Words
    labels: Mapping[str, Words]
    name: str
    organisation: str
    code: str
    number: str
    rgb: str
    valid_from: dt.datetime
    valid_until: dt.datetime
    photo: bytes | None = None

    def colour(self) -> str:
        """The category's colour as a style sheet writes it."""
        red, green, blue = bytes.fromhex(self.rgb.removeprefix("#"))
        return f"rgb({red}, {green}, {blue})"
