"""Clearances: from the approved registration to security's word, which comes without a reason."""

FOLLOWS = {
    "waiting": frozenset({"in_batch", "withdrawn"}),
    "in_batch": frozenset({"cleared", "refused", "waiting", "withdrawn"}),
    "cleared": frozenset({"refused", "waiting", "withdrawn"}),
    "refused": frozenset({"cleared", "waiting", "withdrawn"}),
    "withdrawn": frozenset({"waiting"}),
}
"""State → what may follow: `waiting` again when another person takes the place; security may change its word."""
OUTCOMES = ("cleared", "refused")


def may_follow(before: str, after: str) -> bool:
    """Whether a clearance may go from one state to the other."""
    return after in FOLLOWS[before]


def may_have_a_badge(state: str) -> bool:
    """R8: no badge without clearance."""
    return state == "cleared"
