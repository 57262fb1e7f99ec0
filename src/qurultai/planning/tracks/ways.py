"""How CP-SAT works on a model: which of them is quicker differs from problem to problem."""

from typing import Literal

from ortools.sat.python import cp_model

Way = Literal["portfolio", "relaxation", "cores", "bounds", "whole"]
"""As it likes; guided by its linear relaxation; from cores of the price that cannot be (Fu and Malik 2006); on the
bound alone; by a relaxation with all that it knows of the model, while other workers make parts anew."""
FOR_PARTS: tuple[Way, ...] = ("relaxation", "cores")


def work(solver: cp_model.CpSolver, way: Way) -> None:
    """Let the solver work in that way."""
    parameters = solver.parameters
    if way in ("relaxation", "bounds", "whole"):
        parameters.linearization_level = 2
    if way == "cores":
        parameters.optimize_with_core = True
    if way == "bounds":
        parameters.optimize_with_lb_tree_search = True
    if way == "whole":
        parameters.subsolvers.append("max_lp_sym")
