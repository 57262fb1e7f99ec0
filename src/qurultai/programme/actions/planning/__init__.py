"""Planning by the machine: asked for, run, proposed, accepted by a person, undone as one step (R5)."""

from qurultai.programme.actions.planning.asking import ask_plan, cancel_plan, set_plan_frame
from qurultai.programme.actions.planning.deciding import accept_plan, undo_plan
from qurultai.programme.actions.planning.running import run_plan

__all__ = ["accept_plan", "ask_plan", "cancel_plan", "run_plan", "set_plan_frame", "undo_plan"]
