"""How a name stands on a badge: as its person writes it where our fonts have the letters, else in Latin."""

import unicodedata

PRINTED = ("LATIN", "CYRILLIC", "GREEK")


def is_printed(name: str) -> bool:
    """Whether every letter is of a script that our fonts have."""
    letters = (sign for sign in name if unicodedata.category(sign).startswith("L"))
    return all(unicodedata.name(sign, "").startswith(PRINTED) for sign in letters)


def on_a_badge(name: str, latin_name: str) -> tuple[str, str]:
    """The large name and the small one; the small one is empty when it would say the same, or cannot be printed."""
    large, small = (name, latin_name) if is_printed(name) or not latin_name else (latin_name, "")
    return large, "" if small.casefold() == large.casefold() else small
