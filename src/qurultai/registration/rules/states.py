"""Which state of a registration may follow which."""

FOLLOWS = {
    "draft": frozenset({"submitted", "approved", "waiting", "withdrawn"}),
    "submitted": frozenset({"needs_info", "approved", "refused", "waiting", "withdrawn", "merged"}),
    "needs_info": frozenset({"submitted", "approved", "refused", "waiting", "withdrawn", "merged"}),
    "waiting": frozenset({"approved", "refused", "withdrawn", "merged"}),
    "approved": frozenset({"refused", "withdrawn", "merged"}),
    "refused": frozenset({"approved", "waiting", "withdrawn"}),
    "withdrawn": frozenset({"draft"}),
    "merged": frozenset(),
}
"""State → the states it may turn into. A waiting one is approved by whoever is first in the list, not by choice."""
OPEN = frozenset({"draft", "needs_info"})
"""In which the applicant herself may change everything."""
DECIDABLE = frozenset({"submitted", "needs_info"})


def may_follow(before: str, after: str) -> bool:
    """Whether a registration may go from one state to the other."""
    return after in FOLLOWS[before]


def after_submission(approval: str, *, invited: bool) -> str:
    """What a complete application turns into: `approved` (when there is a place) or `submitted`, to be reviewed."""
    return "approved" if approval == "automatic" or (approval == "invitation_only" and invited) else "submitted"
