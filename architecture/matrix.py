"""The authorisation matrix that the product owner decided (access.yaml), and where roles.py goes beyond it."""

from pathlib import Path

import yaml

from qurultai import roles
from qurultai.kit.access import Term, parse_terms

FILE = Path(__file__).parent / "access.yaml"
MATRIX = yaml.safe_load(FILE.read_text())
OBJECTS: dict[str, dict[str, list[str]]] = MATRIX["objects"]
OURS = {
    "calendar.booking": "made by other contexts' permissions; to look into anybody's time is the office's",
    "calendar.free_busy": "when somebody or a place is taken, without saying by what",
    "calendar.feed": "the secret address of one's own agenda",
    "office.home": "the office's door: whoever has any work there",
    "onsite.arrival": "how many came, by hour, category and country: figures without a name",
    "onsite.gate": "a way into a zone, where a device stands",
    "onsite.problem": "what somebody writes down of an incident that scan.list shows her",
    "onsite.quota": "how many of an organisation may be inside at once",
    "people.account": "who may let somebody sign in",
    "people.organisation": "the register of organisations that editions share",
    "people.registry": "a person's page in the office, with what only the office sees",
    "programme.session_draft": "session.list of the matrix without the public: sessions before they are published",
    "registration.own_application": "one's own registration before anybody is a participant: signed in, or by a link",
    "registration.registry": "the office's table of registrations; the matrix's `list` is also a group head's",
    "registration.group": "who registers people within a quota: delegations, companies, universities, newsrooms",
    "registration.duplicate": "two registrations of one person: seen by who keeps the registry, merged by who decides",
    "registration.document_search": "who shows a document is found by its number; the answer tells nothing else of it",
    "registration.walk_up": "registration.create of the matrix at the door, in categories opened for it",
    "registration.invitation": "whom the forum invites, in numbered letters sent in waves",
    "registration.own_invitation": "the invitation whose letter one holds",
    "registration.group_member": "a group's head says that one of her people does not come",
    "registration.category": "what can be applied for: its quota, form and rule",
}
"""Nouns of roles.py that the matrix does not have, and why they are."""
MORE = {
    "people.person_public.create": "people are entered by the office before registration exists",
}
"""Verbs of the matrix's nouns that the matrix does not have."""
LATER = {
    "registration.passport.update": "a document is written anew by whoever may write it at all",
    "registration.passport.delete": "documents are erased together, with an act",
    "registration.passport.export": "exports of the visa desk come with accreditation",
    "notices.message_outbox.create": "mass mails come with their own issue",
}
"""Verbs of the matrix that nothing does yet."""


def noun_of(permission: str) -> str:
    """`programme.session.read` is about the matrix's `session`."""
    return permission.split(".")[1]


def terms_of(words: list[str]) -> frozenset[Term]:
    """The matrix's terms of one cell."""
    return frozenset(parse_terms(" ".join(words)))


def differences() -> list[str]:
    """Every permission for which roles.py does not say what the matrix says."""
    found = []
    for name, text in roles.GRANTS.items():
        _context, noun, verb = name.split(".")
        if name.rsplit(".", 1)[0] in OURS or (name in MORE and verb not in OBJECTS[noun]):
            continue
        if noun not in OBJECTS or verb not in OBJECTS[noun]:
            found.append(f"{name}: not in the matrix")
        elif frozenset(parse_terms(text)) != terms_of(OBJECTS[noun][verb]):
            found.append(f"{name}: {text!r} is not {OBJECTS[noun][verb]}")
    contexts = {noun_of(name): name.split(".")[0] for name in roles.GRANTS}
    for noun in contexts.keys() & OBJECTS.keys():
        missing = {f"{contexts[noun]}.{noun}.{verb}" for verb in OBJECTS[noun]} - roles.GRANTS.keys() - LATER.keys()
        found += [f"{name}: the matrix has it" for name in sorted(missing)]
    return found
