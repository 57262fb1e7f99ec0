"""`{% talk_row talk level=3 %}`: a session's row, which is the same in every list, is rendered once for a site."""

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from qurultai.website.shapes import Talk

register = template.Library()


@register.simple_tag(takes_context=True)
def talk_row(context: Context, talk: Talk, level: int = 4, leave_out: str = "") -> SafeString:
    """The row of a session under headings of `level`, without its "room" or its "kind" where the page says that."""
    kept = context["site"].kept
    key = ("row", talk.handle, level, leave_out)
    if key not in kept:
        inner = Context({"talk": talk, "level": level, "leave_out": leave_out}, use_tz=False)
        kept[key] = get_template("website/_talk.html").template.render(inner)
    return kept[key]
