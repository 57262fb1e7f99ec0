"""Addresses inside an edition: at the site's root for one edition, under its slug for the others."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

from qurultai.editions.models import Edition

RESERVED = frozenset(
    {
        "sign-in",
        "my",
        "office",
        "register",
        "programme",
        "speakers",
        "rooms",
        "topics",
        "past",
        "about",
        "search",
        "static",
    }
)
"""First parts of an edition's own addresses: no edition may be called so."""


def address(name: str, edition: Edition | None, **parts: object) -> str:
    """The path of a named page of an edition, in the active language."""
    path = reverse(name, kwargs=parts) if parts else _plain(name, get_language())
    return path if edition is None or edition.at_root else prefixed(path, edition.slug)


@lru_cache(maxsize=1024)
def _plain(name: str, language: str | None) -> str:
    """The path of a page without parts: a page's navigation asks for thirty of them."""
    return reverse(name)


def prefixed(path: str, slug: str) -> str:
    """`/en/programme/` becomes `/en/SLUG/programme/`."""
    _, language, rest = path.split("/", 2)
    return f"/{language}/{slug}/{rest}"


def without_slug(path: str, slug: str) -> str:
    """`/en/SLUG/programme/` becomes `/en/programme/`."""
    _, language, _, rest = path.split("/", 3)
    return f"/{language}/{rest}"
