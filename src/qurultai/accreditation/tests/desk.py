"""Where the office's pages stand, and a browser for each role."""

import html
import re

from qurultai.editions.testing import holder_of, signed_in
from qurultai.people.testing import browser_of

__all__ = ["BADGES", "SECURITY", "VISAS", "browser", "browser_of", "text"]
SECURITY, BADGES, VISAS = "/en/office/accreditation/", "/en/office/badges/", "/en/office/visas/"


def browser(edition, *roles, language="en"):
    """Somebody of these roles, signed in."""
    return signed_in(holder_of(edition, *roles, language=language))


def text(answer):
    """A page's text without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
