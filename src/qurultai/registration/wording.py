"""Names of what is counted: states, rules of approval, kinds of fields and groups, and what is wrong with an answer."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qurultai.kit.cldr import country_name

STATES = {
    "draft": pgettext_lazy("registration", "Draft"),
    "submitted": pgettext_lazy("registration", "Sent"),
    "needs_info": pgettext_lazy("registration", "Question open"),
    "waiting": pgettext_lazy("registration", "On the waiting list"),
    "approved": pgettext_lazy("registration", "Approved"),
    "refused": pgettext_lazy("registration", "Not approved"),
    "withdrawn": pgettext_lazy("registration", "Withdrawn"),
    "merged": pgettext_lazy("registration", "Merged"),
}
STATE_COLOURS = {
    "draft": "",
    "submitted": "action",
    "needs_info": "now",
    "waiting": "sun",
    "approved": "done",
    "refused": "danger",
    "withdrawn": "",
    "merged": "",
}
TWINS = {
    "document": _("The same identity document"),
    "mail": _("The same e-mail address"),
    "name": _("Names that sound alike"),
}
SOURCES = {
    "form": _("Form"),
    "rows": _("Spreadsheet"),
    "walk_up": _("At the door"),
    "api": _("Another program"),
}
INVITATION_STATES = {
    "drafted": pgettext_lazy("invitation", "Drafted"),
    "sent": pgettext_lazy("invitation", "Sent"),
    "accepted": pgettext_lazy("invitation", "Accepted"),
    "declined": pgettext_lazy("invitation", "Declined"),
    "delegated": pgettext_lazy("invitation", "Handed on"),
}
INVITATION_COLOURS = {"drafted": "", "sent": "action", "accepted": "done", "declined": "danger", "delegated": "sun"}
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
    "document": _("Write the number, the citizenship, the date of birth and the date of expiry."),
}
IDENTITY = {
    "number": _("Number of the document"),
    "citizenship": _("Citizenship"),
    "born_on": _("Date of birth"),
    "expires_on": _("Valid until"),
}
HEAD = {
    "name": pgettext_lazy("of a person", "Name"),
    "latin_name": _("Name in Latin letters"),
    "country": _("Country"),
    "organisation": _("Organisation"),
    "position": _("Position"),
}
STEPS = {
    "RegistrationStarted": _("Begun"),
    "RegistrationSubmitted": _("Sent by the applicant"),
    "RegistrationApproved": _("Approved"),
    "RegistrationWaits": _("Put on the waiting list"),
    "MoreAsked": _("Asked for more"),
    "RegistrationRefused": _("Not approved"),
    "RegistrationWithdrawn": _("Withdrawn by the applicant"),
    "WithdrawalUndone": _("Withdrawal taken back"),
    "RegistrationChanged": _("Corrected"),
    "IdentityKept": _("Identity document written down"),
    "IdentityUnmasked": _("Identity document read in full"),
    "RegistrationMerged": _("Merged with another registration"),
    "MergeUndone": _("Merging taken back"),
    "DocumentSought": _("Found by the number of her document"),
    "ConsentGiven": _("Consent given again"),
    "ConsentWithdrawn": _("Consent withdrawn"),
    "PersonSwapped": _("Another person took the place"),
}


def answer_in_words(field: Any, value: object) -> str:
    """What was answered, as a reader understands it."""
    if value in (None, "", []):
        return "—"
    if field.type in {"choice", "many"}:
        names = {key: str(words) for key, words in field.named_choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(names.get(str(one), str(one)) for one in chosen)
    if field.type == "country":
        return country_name(str(value))
    if field.type == "consent":
        return gettext("yes") if value else gettext("no")
    if field.type == "date":
        return _day(str(value))
    return str(value)


def _day(value: str) -> str:
    try:
        return date_format(dt.date.fromisoformat(value), "DATE_FORMAT")
    except ValueError:
        return value
