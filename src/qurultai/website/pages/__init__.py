"""The public pages: what each shows, where each stands, and how one is made into bytes."""

from qurultai.website.pages.composing import NotThere, Site
from qurultai.website.pages.listing import every_page
from qurultai.website.pages.rendering import rendered

__all__ = ["NotThere", "Site", "every_page", "rendered"]
