"""Pure rules of registration, by noun."""

from qurultai.registration.rules import answers, states

__all__ = ["answers", "states"]
