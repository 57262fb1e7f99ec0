"""Pure rules of the programme, by noun."""

from qurultai.programme.rules import differences, embargoes, publishing, sign_ups, states

__all__ = ["differences", "embargoes", "publishing", "sign_ups", "states"]
