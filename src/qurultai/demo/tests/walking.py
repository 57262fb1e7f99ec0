"""Walks through the content for its texts."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from qurultai.demo.content.shapes import Words


def texts(value: object) -> Iterator[Words]:
    """Yield every text in three languages inside a value of the content."""
    if isinstance(value, Words):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset):
        for one in value:
            yield from texts(one)
