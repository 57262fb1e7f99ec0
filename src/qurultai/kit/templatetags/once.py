"""The hidden field that makes a form's command idempotent."""

from django import template
from django.utils.html import format_html

from qurultai.kit.idempotency import FIELD
from qurultai.kit.ids import uuid7

register = template.Library()


@register.simple_tag
def once() -> str:
    """A fresh idempotency key for one showing of a form."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid7())
