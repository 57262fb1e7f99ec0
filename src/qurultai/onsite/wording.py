"""Words of the gate's page, in each language at once: the page changes its language without asking anybody."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from qurultai.kit.text import LANGUAGES

GATE = {
    "title": _("Gate"),
    "language": _("Language"),
    "unsafe": _("This page needs a secure address (https)."),
    "pair_title": _("Pair this device"),
    "pair_code": _("Pairing code"),
    "pair_help": _(
        "The office shows a code of eight signs. Type it here, or open the address that it shows as a square code."
    ),
    "pair_button": _("Pair"),
    "pair_failed": _("This code is not valid: it was mistyped, used already, or is older than 15 minutes."),
    "pair_no_network": _("There is no network. Pairing needs it this once."),
    "waiting_list": _("The list of badges is on its way…"),
    "revoked": _("This device was revoked and lets nobody in. Scans that wait on it are still sent."),
    "in": _("way in"),
    "out": _("way out"),
    "to_in": _("Change to the way in"),
    "to_out": _("Change to the way out"),
    "camera_on": _("Turn the camera on"),
    "camera_off": _("Turn the camera off"),
    "camera_refused": _(
        "The browser does not let this page see the camera. Tap the sign before the address, allow the camera, and "
        "turn it on again; meanwhile use a scanner or type the code."
    ),
    "camera_none": _("This device has no camera. Use a scanner, or type the code."),
    "camera_failed": _(
        "The camera cannot be used now; perhaps another program has it. Use a scanner, or type the code."
    ),
    "sound_on": _("Sound on"),
    "sound_off": _("Sound off"),
    "code_label": _("Code of a badge"),
    "code_help": _("A hardware scanner may type at any time, without this field."),
    "check": _("Check"),
    "search": _("Find by name"),
    "search_label": _("Name or organisation"),
    "search_none": _("Nobody is called so."),
    "search_no_network": _("Finding by name needs the network."),
    "door": _("Not registered?"),
    "door_no_network": _("Registering at the gate needs the network, and there is none. Send her to the badge desk."),
    "door_none": _("No category is open at the door. Send her to the badge desk."),
    "door_name": _("Full name"),
    "door_latin": _("Name in Latin letters, for the badge"),
    "door_country": _("Country"),
    "door_choose": _("Choose"),
    "door_house": _("Organisation"),
    "door_email": _("E-mail, if she has one"),
    "door_category": _("Category"),
    "door_left": _("places left: {n}"),
    "door_missing": _("Something that is needed is missing or not right yet."),
    "door_send": _("Register this person"),
    "door_approved": _(
        "Registered. Send her to the badge desk with this code: there her badge is made after clearance."
    ),
    "door_waiting": _("All places are given: she is on the waiting list under this code. The badge desk knows more."),
    "door_submitted": _("The secretariat decides on her. Send her to the badge desk with this code."),
    "door_already": _("She is registered already. Find her by name, or send her to the badge desk."),
    "door_another": _("Register another"),
    "contact": _("In contact"),
    "alone": _("No contact"),
    "list_none": _("No list yet"),
    "list_age_s": _("List is {n} s old"),
    "list_age_min": _("List is {n} min old"),
    "waiting": _("Waiting to be sent: {n}"),
    "inside": _("Inside now: {n}"),
    "ready": _("Show a badge to the camera or to the scanner"),
    "green": _("Go in"),
    "green_out": _("Go out"),
    "amber": _("Look"),
    "red": _("Stop!"),
    "override": _("Let in by the guard"),
    "fine": _("The badge is good."),
    "on_the_way_out": _("On the way out."),
    "blocked": _("The badge is blocked."),
    "unknown_key": _("This gate does not know the key that signed this badge."),
    "other_zone": _("The badge does not open this zone."),
    "not_yet": _("The badge is not valid yet."),
    "expired": _("The badge is no longer valid."),
    "nobody_to_ask": _("This zone needs contact with the server, and there is none."),
    "already_inside": _("This badge is inside already."),
    "organisation_full": _("As many people of this organisation are inside as may be."),
    "not_a_code": _("This is not the code of a badge."),
    "other_forum": _("This is a badge of another forum."),
    "bad_signature": _("This badge is forged."),
    "not_written": _("This device could not write the scan down. Use another one."),
    "photo": _("The photo of whoever this badge is"),
    "checking": _("Checking…"),
    "no_name": _("The list does not name this badge. Compare the person with what is printed."),
    "override_title": _("Decide otherwise"),
    "guard": _("Your name"),
    "why": _("Reason"),
    "let_in": _("Let in"),
    "guard_needed": _("Write your name and the reason."),
}


def in_all_languages() -> dict[str, dict[str, str]]:
    """By language and key."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = {key: str(words) for key, words in GATE.items()}
    return found


KINDS = {
    "double": _("Double entry"),
    "perhaps_double": _("Perhaps a double entry"),
    "exit_without_entry": _("Out without having come in"),
    "blocked_badge": _("Blocked badge let in"),
    "lost_device": _("Said by a lost device"),
    "two_of_one_id": _("Two scans with one number"),
    "unexplained_override": _("Let in without name or reason"),
    "gap": _("Scans missing"),
    "broken_chain": _("Account does not fit together"),
    "two_of_one_sequence": _("Two scans at one place"),
    "unread": _("Cannot be read"),
}
"""Kinds of problems."""
DIRECTIONS = {"in": _("in"), "out": _("out"), "both": _("in and out")}
DEVICES = {"waiting": _("waits to be paired"), "paired": _("at work"), "revoked": _("revoked"), "lost": _("lost")}
STATES = {"open": _("open"), "resolved": _("resolved")}
COLOURS = {"green": _("green"), "amber": _("amber"), "red": _("red")}
