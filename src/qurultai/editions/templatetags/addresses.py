"""`{% at "programme:session" code=session.code %}`: an address inside the edition at hand."""

from django import template

from qurultai.editions.addresses import address

register = template.Library()


@register.simple_tag(takes_context=True)
def at(context: template.Context, name: str, **parts: object) -> str:
    """The path of a named page in the edition that this page belongs to."""
    return address(name, context.get("edition"), **parts)
