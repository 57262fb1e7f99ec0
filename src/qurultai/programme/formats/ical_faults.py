"""Where a calendar is broken: the line that is none, for the library only says that something is."""

import re

from .problems import Unreadable, refused

_NAMED = re.compile(rb"[A-Za-z0-9-]+[;:]")


def fault_of(body: bytes) -> Unreadable:
    """The refusal for a calendar that cannot be parsed: unfinished, or broken at a line."""
    if b"END:VCALENDAR" not in body.upper():
        return refused("ical_unfinished")
    for number, line in enumerate(body.splitlines(), 1):
        if line.strip() and not line.startswith((b" ", b"\t", b"\xef\xbb\xbf")) and not _NAMED.match(line):
            return refused("ical_line", line=number)
    return refused("broken_ical")
