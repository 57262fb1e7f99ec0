"""What kinds of organisations and roles are called."""

from django.utils.translation import gettext
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
