"""Pure rules of registration, by noun."""

from qurultai.registration.rules import answers, identity, states

__all__ = ["answers", "identity", "states"]
