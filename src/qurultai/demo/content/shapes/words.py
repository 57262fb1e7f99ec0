"""Texts in three languages and named words of closed lists."""

from dataclasses import dataclass

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the forum's three languages."""

    kk: str
    ru: str
    en: str

    def as_dict(self) -> dict[str, str]:
        """Return the text keyed by language code, as JSON holds it."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}


@dataclass(frozen=True, slots=True)
class Named:
    """A word of a closed list (kind, category, role, equipment) with its name."""

    code: str
    name: Words
