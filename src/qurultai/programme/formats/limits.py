"""How large a file may be; each limit is checked before the work that it protects."""

from .problems import refused

MOST_BYTES = 100 * 1024 * 1024
MOST_ITEMS = 20_000
MOST_DAYS = 400
DEEPEST = 40
MOST_MARKS = 3_000_000
MOST_SHEET_ROWS = 20_000
MOST_SHEET_COLUMNS = 200
MOST_CELLS = 400_000
MOST_UNPACKED_BYTES = 128 * 1024 * 1024
MOST_SHARED_TEXT = 64 * 1024 * 1024
MOST_ARCHIVE_ENTRIES = 1_000
LONGEST_KEY = 200
MOST_PLACES = 1_000_000
LONGEST_MINUTES = 9 * 24 * 60


def check_size(body: bytes) -> None:
    """Refuses a file that is empty or of more than `MOST_BYTES`."""
    check_length(len(body))
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise refused("empty_file")


def check_length(length: int) -> None:
    """Refuses a length above `MOST_BYTES`, before the file itself is read."""
    if length > MOST_BYTES:
        raise refused("too_large", size=length // (1024 * 1024), limit=MOST_BYTES // (1024 * 1024))


def check_marks(body: bytes, *marks: bytes) -> None:
    """Refuses a text with so many marks of structure (elements, values) that parsing it would cost too much."""
    if sum(body.count(mark) for mark in marks) > MOST_MARKS:
        raise refused("too_many_elements", limit=MOST_MARKS)
