"""Which addresses belong to the public site, and of which edition."""

from collections.abc import Container

LANGUAGES = ("kk", "ru", "en")
PARTS = frozenset({"", "programme", "speakers", "rooms", "topics", "past", "about"})
"""First parts of the public site's addresses after the language (and the slug): nothing else is ever ready."""


def place_of(path: str, slugs: Container[str]) -> tuple[str, str] | None:
    """The edition's slug ("" at the root) and the path inside it: `/en/2028/rooms/` is `2028` and `/en/rooms/`.

    None for whatever cannot be a public page.
    """
    parts = path.split("/", 3)
    if len(parts) < 3 or parts[0] or parts[1] not in LANGUAGES:
        return None
    slug = ""
    if len(parts) == 4 and parts[2] in slugs and parts[2] not in PARTS:
        slug, path = parts[2], f"/{parts[1]}/{parts[3]}"
        parts = path.split("/", 3)
    return (slug, path) if parts[2] in PARTS else None


def in_language(path: str, language: str) -> str:
    """The same page in another language."""
    return f"/{language}/{path.split('/', 2)[2]}"
