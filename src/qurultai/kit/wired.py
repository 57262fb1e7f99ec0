"""What wiring.py says, for pieces that must not import it: contexts stand above them."""

import importlib
from typing import Any

from django.conf import settings


def wired(name: str) -> Any:
    """One of the tables of wiring.py."""
    return getattr(importlib.import_module(settings.WIRING_MODULE), name)
