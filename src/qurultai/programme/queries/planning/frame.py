"""The frame of an edition's planning."""

from qurultai.programme.models import Edition, PlanFrame


def frame_of(edition: Edition) -> PlanFrame:
    """What planning may use; the usual hours until somebody says otherwise."""
    return PlanFrame.objects.filter(edition=edition).first() or PlanFrame(edition=edition)
