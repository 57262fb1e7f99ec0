"""What a plan is worth beside the programme that it was made from, and how near it is to the best, in words."""

import math

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from qurultai.programme.models import PlanRun


def is_worse(run: PlanRun) -> bool:
    """Whether the programme as it stood kept every demand and cost less than the plan."""
    today = run.proposal.get("today")
    return bool(today) and not today["missing"] and not today["broken"] and (run.value or 0) > today["value"]


def worth(run: PlanRun) -> list[str]:
    """Sentences that weigh the plan against the programme that it was made from; none without a plan."""
    today, value = run.proposal.get("today"), run.value
    if value is None:
        return []
    if not today or today["missing"]:
        said = [gettext("Points for broken wishes: %(value)s in this plan. Fewer is better.") % {"value": value}]
    else:
        words = gettext(
            "Points for broken wishes: %(today)s in the programme before, %(value)s in this plan. Fewer is better."
        )
        said = [words % {"today": today["value"], "value": value}]
    if today and (missing := today["missing"]):
        words = ngettext(
            "Before it, %(n)s session had no time and room.", "Before it, %(n)s sessions had no time and room.", missing
        )
        said.append(words % {"n": missing})
    if today and (broken := today["broken"]):
        words = ngettext(
            "Before it, %(n)s demand was broken, such as nobody in two places at once; this plan keeps them all.",
            "Before it, %(n)s demands were broken, such as nobody in two places at once; this plan keeps them all.",
            broken,
        )
        said.append(words % {"n": broken})
    return [*said, nearness(run)]


def nearness(run: PlanRun) -> str:
    """How near the run's plan is proven to be to the best one, in the active language; shares are rounded up."""
    value, bound = run.value, int(run.bound or 0)
    if value is None:
        return ""
    few = run.fewest_moves and run.proposal.get("moves") is not None
    if value <= bound:
        if few:
            return gettext("It is proven that no plan that moves so few sessions is better.")
        return gettext("It is proven that no plan is better.")
    if bound <= 0:
        return gettext("How near it is to the best plan is not proven.")
    share = math.ceil(1000 * (value - bound) / value) / 10
    return gettext("It is proven to be within %(share)s %% of the best plan.") % {"share": number_format(share, 1)}
