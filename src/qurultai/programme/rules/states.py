"""Which state of a session may follow which."""

FOLLOWS = {
    "draft": frozenset({"confirmed", "cancelled"}),
    "confirmed": frozenset({"draft", "embargoed", "published", "cancelled"}),
    "embargoed": frozenset({"confirmed", "published", "cancelled"}),
    "published": frozenset({"cancelled"}),
    "cancelled": frozenset({"draft"}),
}
"""State → the states it may turn into; `published` comes only with a version."""


def may_follow(before: str, after: str) -> bool:
    """Whether a session may go from one state to the other."""
    return after in FOLLOWS[before]


def choices_after(state: str) -> tuple[str, ...]:
    """The states a person may choose next: publishing is not chosen for one session."""
    return tuple(sorted(FOLLOWS[state] - {"published"}))
