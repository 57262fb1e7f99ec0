"""Facts as frozen dataclasses of ids and plain values, and their names in the journal."""

import importlib
from dataclasses import dataclass
from functools import cache

import msgspec


@dataclass(frozen=True)
class Fact:
    """Something that happened; subclasses are frozen dataclasses in a context's `events.py`, in the past tense."""


@cache
def type_name(fact: type[Fact]) -> str:
    """The name in the journal: `context.FactName`."""
    return f"{fact.__module__.split('.')[-2]}.{fact.__name__}"


@cache
def fact_type(name: str) -> type[Fact]:
    """The dataclass behind a journal name. Raises LookupError for a name that no context tells."""
    context, _, class_name = name.partition(".")
    try:
        return getattr(importlib.import_module(f"qurultai.{context}.events"), class_name)
    except (ImportError, AttributeError) as unknown:
        raise LookupError(name) from unknown


def fact_of(name: str, payload: dict) -> Fact:
    """Rebuild a fact from its journal row."""
    return msgspec.convert(payload, fact_type(name), strict=False)
