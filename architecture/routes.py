"""Every way into the product: the pages of the URL resolver and the operations of the API."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation

from qurultai.project.api import api, operations_of

LANGUAGE = "en/"


def _patterns(patterns=None, prefix: str = "") -> Iterator[tuple[str, Callable]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def pages() -> Iterator[tuple[str, Callable]]:
    """Every page as (address, view); operations of the API are seen one by one in `operations`."""
    for address, view in _patterns():
        if not getattr(view, "is_operation", False):
            yield address, view


def operations() -> Iterator[Operation]:
    """Every operation of the API. Raises AssertionError when an address of the API has no operation here."""
    found = list(operations_of(api))
    known = {operation.path.replace("{", "<").replace("}", ">").lstrip("/") for operation in found}
    served = {address.removeprefix("api/v1/") for address, view in _patterns() if getattr(view, "is_operation", False)}
    assert served == known
    yield from found
