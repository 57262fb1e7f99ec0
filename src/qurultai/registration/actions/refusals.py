"""Registration's expected ways to say no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from qurultai.kit.errors import Invalid, Refusal


class RegistrationClosed(Refusal):
    """Not now: before, after or outside the forum's registration phase."""

    code = "registration_closed"
    text = _("Registration for this forum is not open now.")


class StateRefused(Refusal):
    """The registration cannot go from its state to that one."""

    code = "registration_state"
    text = _("This registration is “%(before)s”; that cannot be done with it now.")


class AlreadyRegistered(Refusal):
    """One person registers once for a forum."""

    code = "already_registered"
    text = _("You are registered for this forum already. Your registration has the code %(registration)s.")


class AddressNotProved(Refusal):
    """Nobody applies in the name of an address that she does not read."""

    code = "address_not_proved"
    text = _("One step is left: follow the link in the letter that we sent to %(email)s, and send it from there.")


class AddressRefused(Invalid):
    """No address, or none that a letter can go to."""

    code = "registration_address"
    text = _("Write an e-mail address, like name@example.org.")


class NoWalkUp(Refusal):
    """Nobody is registered in the category at the door."""

    code = "no_walk_up"
    text = _("Nobody is registered at the door in this category.")


class InvitationNeeded(Refusal):
    """The category is for those who were invited."""

    code = "invitation_needed"
    text = _("This category is open to invited guests only. Please use the link in your invitation.")


class AnswersWrong(Invalid):
    """Something is missing or cannot be so; `problems` says what, by field."""

    code = "registration_answers"
    text = _("Some answers are missing or not right yet.")

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__()
        self.problems = problems


class ConsentNeeded(Refusal):
    """Her category takes nobody without it."""

    code = "consent_needed"
    text = _("Nobody takes part in this category without this consent. You can withdraw your registration instead.")


class QuotaBelowUsed(Refusal):
    """More places are given already than there would be."""

    code = "quota_below_used"
    text = _("%(used)s places are given already: there cannot be fewer.")


class NumberTaken(Refusal):
    """Another category has the number or the code."""

    code = "category_taken"
    text = _("There is a category with this number or this code already.")


class NameMissing(Invalid):
    """A category or field without words in any language."""

    code = "registration_name"
    text = _("Write a name in at least one language.")


class CategoryInUse(Refusal):
    """Somebody registered in it."""

    code = "category_in_use"
    text = _("Somebody registered in this category: it cannot be removed.")


class QuestionMissing(Invalid):
    """To ask for more without saying what."""

    code = "request_missing"
    text = _("Write what you need to know.")


class InvitationRefused(Refusal):
    """Somebody with the address is invited already."""

    code = "invitation_twice"
    text = _("Somebody with this address is invited already.")


class GroupBelowUsed(Refusal):
    """More people of the group are registered already."""

    code = "group_below_used"
    text = _("%(used)s people are registered already: there cannot be fewer.")


class GroupFull(Refusal):
    """The group has as many people as it may."""

    code = "group_full"
    text = _("“%(group)s” has registered as many people as it may.")


class FieldRefused(Invalid):
    """A question that cannot be asked so; `why` says which part of it."""

    code = "registration_field"
    text = _("This question cannot be asked so.")
    reasons = {
        "type": _("Choose what kind of question it is."),
        "choices": _("A question with choices needs at least one, each only once."),
        "photo": _("A form asks for one photograph only."),
        "condition": _("A question can hang only on one that is asked before it."),
    }

    def __str__(self) -> str:
        return str(self.reasons[self.places["why"]])
