"""What the reader of a file may take for granted where the file itself is silent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumed:
    """The edition into which a file is read: its zone, language, acronym, title, and kinds beside the list."""

    zone: str = "UTC"
    language: str = "en"
    acronym: str = ""
    title: str = ""
    kinds: tuple[str, ...] = ()
