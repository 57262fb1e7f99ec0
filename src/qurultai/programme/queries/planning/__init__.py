"""The bridge between the programme's rows and the timetable engine."""

from qurultai.programme.queries.planning.frame import frame_of
from qurultai.programme.queries.planning.minutes import Minutes
from qurultai.programme.queries.planning.problem import current_plan, planned_sessions, problem_of

__all__ = ["Minutes", "current_plan", "frame_of", "planned_sessions", "problem_of"]
