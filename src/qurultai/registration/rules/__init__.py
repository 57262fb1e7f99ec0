"""Pure rules of registration, by noun."""

from qurultai.registration.rules import answers, identity, states, twins

__all__ = ["answers", "identity", "states", "twins"]
