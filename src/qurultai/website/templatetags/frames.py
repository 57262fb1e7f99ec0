"""`{% kept "header" %}…{% endkept %}`: what is the same on all pages of a section is rendered once for a site."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape

from qurultai.website.pages.nobody import PublicRequest

register = template.Library()
HERE = "~~this-page~~"


class Kept(template.Node):
    """A part of the frame; the address of the page, for its other languages, is put in afterwards."""

    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name, self.nodelist = name, nodes

    def render(self, context: Context) -> str:
        """The part as it was rendered first, with this page's own address."""
        site = context["site"]
        key, front = (self.name, context["section"]), f"/{site.language}/"
        if key not in site.kept:
            with context.push(request=PublicRequest(front + HERE, site.edition)):
                site.kept[key] = self.nodelist.render(context)
        here = context["request"].get_full_path().removeprefix(front)
        return site.kept[key].replace(HERE, conditional_escape(here))


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """Keep what is inside under a name."""
    name = token.split_contents()[1].strip("\"'")
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name, nodes)
