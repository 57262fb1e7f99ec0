"""Texts of the published programme in the reader's language."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from qurultai.kit.text import Text
from qurultai.programme.formats.markup import readable

register = template.Library()


@register.filter
def words(seen: object, field: str) -> str:
    """A text of a session in the reader's language, or in the first that has it."""
    return readable(Text(getattr(seen.item, field)).best(get_language() or "en"))


@register.filter
def spoken(seen: object, field: str) -> str:
    """The language in which `words` answers."""
    return Text(getattr(seen.item, field)).language_of(get_language() or "en")


@register.filter
def words_here(text: Mapping[str, str]) -> str:
    """A document's text in the reader's language."""
    return Text(text).best(get_language() or "en")


register.filter("readable", lambda text: readable(str(text)))
