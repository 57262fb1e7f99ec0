"""The programme's expected ways to say no."""

from django.utils.translation import gettext_lazy as _

from qurultai.kit.errors import Invalid, Refusal


class CodeTaken(Refusal):
    """Another session has this code."""

    code = "session_code_taken"
    text = _("There is a session with the code “%(code)s” already.")


class FieldUnknown(Invalid):
    """Nobody may change this field so."""

    code = "session_field"
    text = _("“%(field)s” cannot be changed here.")


class TitleMissing(Invalid):
    """A session without a title in any language."""

    code = "session_title"
    text = _("A session needs a title in at least one language.")


class LengthRefused(Invalid):
    """A session takes some time, and less than nine days."""

    code = "session_minutes"
    text = _("A session takes at least one minute and less than nine days.")


class StateRefused(Refusal):
    """The session cannot go from its state to that one."""

    code = "session_state"
    text = _("The session is “%(before)s” and cannot become “%(after)s”.")


class StillTakesPlace(Refusal):
    """Only a draft or a cancelled session can be removed."""

    code = "session_takes_place"
    text = _("Cancel the session first; only a draft or a cancelled session can be removed.")


class Cancelled(Refusal):
    """The session is cancelled."""

    code = "session_cancelled"
    text = _("The session is cancelled.")


class NotPlaced(Refusal):
    """The session has no time yet."""

    code = "session_not_placed"
    text = _("The session has no time yet.")


class TopicNameTaken(Refusal):
    """Two topics of one edition cannot be told apart."""

    code = "topic_taken"
    text = _("There is a topic “%(name)s” already.")


class SignUpClosed(Refusal):
    """Nobody can sign up for this session now."""

    code = "sign_up_closed"
    reasons = {
        "not_public": _("The session is not public."),
        "not_wanted": _("This session needs no sign-up: simply come."),
        "not_placed": _("The session has no time yet."),
        "too_late": _("The session has begun."),
        "phase": _("Sign-up is not open now."),
    }

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reasons[self.reason])


class HasAPart(Refusal):
    """A speaker of a session needs no place in it."""

    code = "has_a_part"
    text = _("You have a part in this session, so you need no place.")


class ClashesWithAgenda(Refusal):
    """At that time the person is somewhere else already; `clashes` are the calendar's."""

    code = "clashes_with_agenda"
    text = _("At this time your agenda already has: %(what)s. Free that time first.")

    def __init__(self, clashes: tuple) -> None:
        super().__init__(what="; ".join(str(clash.holder) for clash in clashes))
        self.clashes = clashes


class NotPublishable(Refusal):
    """Something stands between the programme and its publication; `blocks` says what."""

    code = "not_publishable"
    text = _("The programme cannot be published yet. Still open: %(count)s.")

    def __init__(self, blocks: tuple) -> None:
        super().__init__(count=len(blocks))
        self.blocks = blocks


class NothingNew(Refusal):
    """The last version says the same."""

    code = "nothing_new"
    text = _("Nothing has changed since the last version.")


class PlanState(Refusal):
    """The run is not in a state in which that can be done."""

    code = "plan_state"
    text = _("This can no longer be done with this plan.")


class PlanOutdated(Refusal):
    """The programme changed after the plan was made."""

    code = "plan_outdated"
    text = _("The programme has changed since this plan was made. Plan again. (%(what)s)")


class OneRefused(Refusal):
    """Of many sessions one cannot be changed so; none is."""

    code = "one-refused"
    text = _("“%(title)s”: %(why)s")
