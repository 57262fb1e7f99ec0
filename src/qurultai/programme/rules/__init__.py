"""Pure rules of the programme, by noun."""

from qurultai.programme.rules import differences, embargoes, names, publishing, sign_ups, states

__all__ = ["differences", "embargoes", "names", "publishing", "sign_ups", "states"]
