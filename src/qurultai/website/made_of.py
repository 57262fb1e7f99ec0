"""What a release is made of, as a digest: equal digests, equal pages."""

import hashlib
from importlib.metadata import version
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from qurultai.website.pages import Site


def made_of(site: Site) -> str:
    """A digest of everything that public pages are rendered from: forum, venue, version, and this installation."""
    sources = {
        "installation": (version("qurultai"), getattr(staticfiles_storage, "manifest_hash", ""), settings.BASE_URL),
        "edition": _row(site.edition),
        "series": _row(site.edition.series),
        "where": sorted((guid, dict(name), floor) for guid, (name, floor) in site.venue.where.items()),
        "walking": sorted((*pair, minutes) for pair, minutes in site.venue.walking.items()),
        "registers": site.registers,
        "versions": site.published.versions,
        "document": site.published.document,
    }
    return hashlib.sha256(msgspec.json.encode(sources, enc_hook=str, order="deterministic")).hexdigest()


def _row(row: Any) -> dict[str, str]:
    return {field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields}
