"""What the programme does when told a fact; every receiver may be told twice."""

from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Event
from qurultai.programme.actions.planning import run_plan
from qurultai.programme.events import PlanAsked


@long
def plan_programme(fact: PlanAsked, event: Event) -> None:
    """Run the plan that somebody asked for."""
    run_plan(fact.run_id)
