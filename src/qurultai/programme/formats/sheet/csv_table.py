"""CSV of the sessions' sheet: `;`, `,` or TAB, in UTF-8, UTF-16 or Windows-1251; formula-like text marked with "'"."""

import csv
import io

from ..assumed import Assumed
from ..document import Programme, noted
from ..limits import MOST_SHEET_COLUMNS, MOST_SHEET_ROWS
from ..problems import refused
from .cells import marked
from .sheet_reading import programme_of_tables
from .tables import Table

_LONGEST_FIELD = 1024 * 1024
_DELIMITERS = ";,\t|"
csv.field_size_limit(_LONGEST_FIELD)


def read_csv(body: bytes, assumed: Assumed) -> Programme:
    """The programme of a CSV file of sessions; raises Unreadable."""
    text = decoded(body)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = _delimiter(text)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_SHEET_ROWS + 1:
                raise refused("sheet_too_large", "CSV", rows=MOST_SHEET_ROWS, columns=MOST_SHEET_COLUMNS)
    except csv.Error as error:
        raise refused("broken_csv", line=reader.line_num) from error
    return noted("csv", programme_of_tables({"sessions": Table("CSV", rows)}, assumed))


def decoded(body: bytes) -> str:
    """The text of a file in UTF-16 (by its mark or its zeros), UTF-8, or else Windows-1251; raises Unreadable."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in body[:200]:
        encodings = ["utf-16-le" if body[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise refused("control_character")
        return text
    raise refused("unknown_encoding")


def _delimiter(text: str) -> str:
    """The delimiter that is there most often outside of quotes in the headings' record."""
    counts, quoted = dict.fromkeys(_DELIMITERS, 0), False
    for character in text.lstrip()[:20_000]:
        if character == '"':
            quoted = not quoted
        elif character == "\n" and not quoted:
            break
        elif character in counts and not quoted:
            counts[character] += 1
    return max(counts, key=lambda character: counts[character])


def written_csv(rows: list[list[str]]) -> bytes:
    """The rows as CSV: UTF-8 with a mark so that spreadsheets know it, `;` between cells, CR LF at line ends."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([[marked(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
