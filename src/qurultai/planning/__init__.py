"""The planning engine: pure Python over solvers, frozen dataclasses in, a plan with score, bound and reasons out."""
