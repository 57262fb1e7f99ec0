"""The door of what happens on site."""

from qurultai.onsite.actions.erasing import forget_person
from qurultai.onsite.actions.gates import add_device, add_gate, pair_device
from qurultai.onsite.actions.scans import heard_of, receive_scans
from qurultai.onsite.policies import actor_of
from qurultai.onsite.queries.erasing import kept_of
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.queries.office import open_gates
from qurultai.onsite.rules.pen import Pen

__all__ = [
    "Pen",
    "actor_of",
    "add_device",
    "add_gate",
    "forget_person",
    "heard_of",
    "kept_of",
    "ms_of",
    "open_gates",
    "pair_device",
    "receive_scans",
]
