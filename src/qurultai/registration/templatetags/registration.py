"""What the pages of an application look up."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def named(values: Mapping[str, Any], name: str) -> Any:
    """The value under a name; nothing when there is none."""
    return values.get(name)


@register.filter
def in_files(digest: str, files: Mapping[str, Any]) -> Any:
    """The file of a digest; nothing when there is none."""
    return files.get(digest)
