"""Pure rules of the programme, by noun."""

from qurultai.programme.rules import differences, publishing, sign_ups, states

__all__ = ["differences", "publishing", "sign_ups", "states"]
