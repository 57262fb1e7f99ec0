"""What kinds of organisations and roles are called."""

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qurultai.kit import access

KINDS = {
    "agency": _("Agency"),
    "ministry": _("Ministry"),
    "company": _("Company"),
    "university": _("University"),
    "institute": _("Institute"),
    "media": _("Newsroom"),
    "investor": _("Investor"),
    "international": _("International organisation"),
}
ROLES = {
    "part": _("participant"),
    "head": _("head of delegation"),
    "spkr": _("speaker or moderator"),
    "comp": _("company administrator"),
    "memb": _("company member"),
    "seek": _("job seeker"),
    "recr": _("recruiter"),
    "jour": _("journalist"),
    "team": _("CanSat team member"),
    "capt": _("CanSat captain"),
    "gsta": _("CanSat ground station"),
    "oper": _("check-in operator"),
    "gate": _("gate device"),
    "prot": _("protocol officer"),
    "visa": _("visa officer"),
    "secu": _("security officer"),
    "agen": _("agency reviewer"),
    "prog": _("programme manager"),
    "pres": _("press officer"),
    "b2bm": _("business manager"),
    "lega": _("legal clerk"),
    "jury": _("jury member"),
    "supp": _("support desk"),
    "admn": _("forum owner"),
    "plat": _("platform operator"),
    "dpo": _("data protection officer"),
    "tokn": _("API token"),
}


def who_may(permission: access.Permission) -> list[str]:
    """Whom the map of roles lets do something, in words."""
    return [_term_in_words(term) for term in access.grants()[permission.name]]


def _term_in_words(term: access.Term) -> str:
    if term.relation == "own":
        return gettext("the person herself or himself")
    role = ROLES.get(term.role, term.role)
    return gettext("%(role)s, for their own people") % {"role": role} if term.relation == "grp" else str(role)


REQUESTS = {
    "open": pgettext_lazy("erasure", "Open"),
    "done": pgettext_lazy("erasure", "Carried out"),
    "set_aside": pgettext_lazy("erasure", "Set aside"),
}
ACTS = {"person": _("All data of a person"), "identities": _("Identity documents of a forum")}
ERASED = {
    "accounts": _("Ways to sign in"),
    "badges": _("Badges without name and picture"),
    "claims": _("Times in the calendar"),
    "drafts": _("Drafts"),
    "feeds": _("Addresses of feeds"),
    "files": _("Files"),
    "identities": _("Identity documents"),
    "invitations": _("Invitations without a name"),
    "keys": _("Keys of sealed lists and letters"),
    "letters": _("Letters"),
    "links": _("Sign-in links"),
    "notes": _("Notes on incidents"),
    "organisations": _("Affiliations"),
    "persons": _("Persons"),
    "pictures": _("Pictures for paper"),
    "piles": _("Printed piles"),
    "records": _("Records of imported files"),
    "registrations": _("Registrations without name and answers"),
    "roles": _("Roles"),
    "sessions": _("Devices"),
    "stars": _("Stars"),
    "tokens": _("API tokens"),
    "undoings": _("Steps that could be undone"),
    "versions": _("Versions of programmes without her name"),
    "views": _("Saved views"),
    "visas": _("Visa cases without number and country"),
    "words": _("Words for search"),
}
"""What an act counts, by the kind that a context says."""


def erased_in_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """How much of what was erased, as an act says it, in the order of the words."""
    found: dict[str, int] = {}
    for name, count in counts.items():
        words = str(ERASED[name.rpartition(".")[2]])
        found[words] = found.get(words, 0) + count
    return sorted(found.items())
