"""Names of what is counted: states, rules of approval, kinds of fields and groups, and what is wrong with an answer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES = {
    "draft": pgettext_lazy("registration", "Draft"),
    "submitted": pgettext_lazy("registration", "Sent"),
    "needs_info": pgettext_lazy("registration", "Question open"),
    "waiting": pgettext_lazy("registration", "On the waiting list"),
    "approved": pgettext_lazy("registration", "Approved"),
    "refused": pgettext_lazy("registration", "Not approved"),
    "withdrawn": pgettext_lazy("registration", "Withdrawn"),
}
STATE_COLOURS = {
    "draft": "",
    "submitted": "action",
    "needs_info": "now",
    "waiting": "sun",
    "approved": "done",
    "refused": "danger",
    "withdrawn": "",
}
APPROVALS = {
    "automatic": _("At once, while there are places"),
    "by_hand": _("After review"),
    "invitation_only": _("Only with an invitation"),
}
TYPES = {
    "text": _("One line"),
    "long_text": _("Several lines"),
    "choice": _("One of several"),
    "many": _("Some of several"),
    "date": _("Date"),
    "country": _("Country"),
    "phone": _("Telephone"),
    "mail": _("E-mail"),
    "file": _("File"),
    "photo": _("Photograph"),
    "document": _("Identity document"),
    "consent": _("Consent"),
    "heading": _("Heading"),
}
GROUP_KINDS = {
    "delegation": _("Delegation"),
    "company": _("Company"),
    "university": _("University"),
    "newsroom": _("Newsroom"),
}
PROBLEMS = {
    "missing": _("This is needed."),
    "long": _("This is too long."),
    "unknown": _("Choose one of the answers."),
    "date": _("Write a date: day, month and year."),
    "phone": _("Write a telephone number, like +7 701 123 45 67."),
    "mail": _("Write an e-mail address, like name@example.org."),
    "country": _("Choose a country."),
    "file": _("Choose the file again."),
}
HEAD = {
    "name": _("Name"),
    "latin_name": _("Name in Latin letters"),
    "country": _("Country"),
    "organisation": _("Organisation"),
    "position": _("Position"),
}
