"""Where the office's pages stand, and a browser for each role."""

import html
import re

from qurultai.editions.testing import holder_of, signed_in
from qurultai.people.models import Account
from qurultai.people.testing import browser_of

__all__ = ["BADGES", "SECURITY", "VISAS", "browser", "guest", "text"]
SECURITY, BADGES, VISAS = "/en/office/accreditation/", "/en/office/badges/", "/en/office/visas/"


def browser(edition, *roles, language="en"):
    """Somebody of these roles, signed in."""
    return signed_in(holder_of(edition, *roles, language=language))


def guest(registration):
    """Whoever registered, signed in."""
    person = registration.person
    if not Account.objects.filter(person=person).exists():
        Account.objects.create_user(person.email, person)
    return browser_of(person)


def text(answer):
    """A page's text without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
