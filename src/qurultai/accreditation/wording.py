"""The closed lists of accreditation in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CLEARANCES = {
    "waiting": _("waits for a batch"),
    "in_batch": _("security has been asked"),
    "cleared": pgettext_lazy("person", "cleared"),
    "refused": pgettext_lazy("person", "not cleared"),
    "withdrawn": pgettext_lazy("person", "withdrawn"),
}
CLEARANCE_COLOURS = {"waiting": "", "in_batch": "sun", "cleared": "done", "refused": "danger", "withdrawn": ""}
BADGES = {
    "ready": pgettext_lazy("badge", "ready"),
    "issued": pgettext_lazy("badge", "handed out"),
    "blocked": pgettext_lazy("badge", "blocked"),
}
BADGE_COLOURS = {"ready": "sun", "issued": "done", "blocked": "danger"}
REASONS = {
    "lost": pgettext_lazy("badge", "lost"),
    "stolen": pgettext_lazy("badge", "stolen"),
    "changed": _("the person or the photo changed"),
    "withdrawn": _("does not take part"),
    "security": _("by security"),
}
SIZES = {"a6": _("A6 sheet"), "cr80": _("plastic card")}
WALLETS = {"apple": _("Add to Apple Wallet"), "google": _("Save to Google Wallet")}
KINDS = {
    "A": _("A: closed while the network is away"),
    "B": _("B: the venue’s hub decides"),
    "C": _("C: the device decides alone"),
}
NEEDS = {"none": _("nothing"), "letter": _("a letter of invitation"), "visa": _("a visa")}
CASES = {
    "needed": _("to be submitted"),
    "not_needed": _("not needed"),
    "submitted": pgettext_lazy("case", "submitted"),
    "number_received": _("number received"),
    "visa_issued": _("visa issued"),
    "refused": pgettext_lazy("case", "refused"),
}
CASE_COLOURS = {
    "needed": "sun",
    "not_needed": "",
    "submitted": "action",
    "number_received": "action",
    "visa_issued": "done",
    "refused": "danger",
}
FLAGS = {"": "", "due": _("past the deadline"), "red": _("less than three weeks to entry")}
RUNS = {
    "waiting": pgettext_lazy("pile", "waiting"),
    "running": pgettext_lazy("pile", "printing"),
    "done": pgettext_lazy("pile", "done"),
    "cancelled": pgettext_lazy("pile", "stopped"),
    "failed": pgettext_lazy("pile", "failed"),
}
DOCUMENT = {
    "number": _("Number of the document"),
    "citizenship": _("Citizenship in the document"),
    "born_on": _("Date of birth"),
    "expires_on": _("Valid until"),
}
"""What security is told of an identity document."""
STANDING = {
    "waiting": _("Your registration is approved. Accreditation has begun."),
    "in_batch": _("Accreditation is under way."),
    "cleared": _("You are accredited."),
    "refused": _("We cannot accredit you for this forum."),
    "withdrawn": _("You do not take part in this forum."),
}
"""What the person herself reads; a refusal is told without a reason."""
