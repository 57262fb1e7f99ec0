"""What accreditation says no with."""

from django.utils.translation import gettext_lazy as _

from qurultai.kit.errors import Invalid, Refusal


class ZoneRefused(Invalid):
    """No such number, or it is taken."""

    code = "zone_number"
    text = _("A zone has a number from 0 to 31 that no other zone of the forum has.")


class ZoneOpened(Refusal):
    """Somebody's badge opens it."""

    code = "zone_opened"
    text = _("A category opens this zone. Take it from the category first.")


class SpanRefused(Invalid):
    """It ends before it starts."""

    code = "span"
    text = _("The end must be after the beginning.")


class DeskTaken(Refusal):
    """Another desk has this name."""

    code = "desk_taken"
    text = _("Another desk has this name.")


class NobodyWaits(Refusal):
    """There is nothing to send."""

    code = "nobody_waits"
    text = _("Nobody waits for a batch.")


class NothingToSupplement(Refusal):
    """The list is as it was sent."""

    code = "nothing_to_supplement"
    text = _("Nobody in this batch has changed since its last sheet.")


class BatchUnknown(Invalid):
    """No such batch."""

    code = "batch_unknown"
    text = _("There is no batch %(number)s.")


class DecisionRefused(Refusal):
    """Security has not been asked about her, or the answer is none."""

    code = "decision"
    text = _("%(code)s: security can decide only on people whom a batch lists.")


class DecisionsUnread(Invalid):
    """The file cannot be carried out; nothing was changed."""

    code = "decisions_unread"
    text = _("Nothing was changed. %(problems)s")


class NotCleared(Refusal):
    """R8: no badge without clearance."""

    code = "not_cleared"
    text = _("There is no badge without clearance.")


class BadgeState(Refusal):
    """It is blocked, or was handed out already."""

    code = "badge_state"
    text = _("This badge is blocked, or was handed out already.")


class HasABadge(Refusal):
    """One live badge a person."""

    code = "has_a_badge"
    text = _("This person has a badge. Block it first.")


class KeysUsedUp(Refusal):
    """A badge has one byte for its key."""

    code = "badge_keys_used_up"
    text = _("A forum has at most 255 badge keys.")


class PileState(Refusal):
    """The pile is done or stopped."""

    code = "pile_state"
    text = _("This pile is printed or stopped already.")


class NothingToPrint(Refusal):
    """No badge waits for paper."""

    code = "nothing_to_print"
    text = _("No badge waits to be printed.")


class VisaRuleRefused(Invalid):
    """Dates or days that make no rule."""

    code = "visa_rule"
    text = _("Another rule of this country begins on that day, or this one ends before it begins.")


class VisaCaseState(Refusal):
    """The case cannot go on like this."""

    code = "visa_case_state"
    text = _("The case cannot go from “%(before)s” to “%(after)s”.")


class EntryDatesRefused(Invalid):
    """She leaves before she comes."""

    code = "entry_dates"
    text = _("The day of departure must not be before the day of arrival.")


class NoEntryNumber(Invalid):
    """A number is said to be received and is not given."""

    code = "no_entry_number"
    text = _("Write the number that the authority gave.")


class NoLetterNeeded(Refusal):
    """A letter only where one is needed."""

    code = "no_letter_needed"
    text = _("This citizen needs neither a letter nor a visa.")


class LettersMeanwhile(Refusal):
    """What they say, or their numbers, changed each time while they were set."""

    code = "letters_meanwhile"
    text = _("Others are changing these cases or making letters right now. Please try again.")
