"""Pure rules of notices: what may stand in a mail's head."""

import re

LONGEST_SUBJECT = 200
_BREAKS = re.compile(r"[\r\n\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    """A subject: one line without control or direction marks, cut at a sensible length."""
    line = " ".join(_BREAKS.sub(" ", text).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


def masked(address: str) -> str:
    """`a…@example.org`: enough for support to recognise, too little to copy."""
    name, at, host = address.partition("@")
    return f"{name[:1]}…{at}{host}" if at else "…"
