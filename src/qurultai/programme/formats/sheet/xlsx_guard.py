"""An XLSX file looked over before it is parsed: what it unpacks to, how far its cells reach, which hold formulas.

The archive is unpacked in Python with every size and checksum verified, so that a header that lies is found out here.
"""

import io
import re
import zipfile
import zlib

from ..limits import (
    MOST_ARCHIVE_ENTRIES,
    MOST_CELLS,
    MOST_SHARED_TEXT,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    MOST_UNPACKED_BYTES,
)
from ..problems import refused

_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])[^<>]*?(?:/>|>)")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])[^<>]*?\sr\s*=\s*[\"'](\d+)")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,8})(\d{1,12})[\"']")
_SHARED = re.compile(rb"<(?:[\w.-]+:)?v>\s*(\d{1,9})\s*</")
_STRING = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?c(?=[\s>])[^<>]*?\sr\s*=\s*[\"']([A-Za-z]{1,3}\d{1,7})[\"'][^<>]*>\s*<(?:[\w.-]+:)?f[\s/>]"
)
_OFFICE = ("word/", "ppt/", "[content_types].xml", "mimetype")


def check_workbook(body: bytes) -> list[str]:
    """The cells that hold formulas ("B7"), at most a few; raises Unreadable for a file that would cost too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _checked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise refused("broken_xlsx") from error


def _checked(archive: zipfile.ZipFile) -> list[str]:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ARCHIVE_ENTRIES or unpacked > MOST_UNPACKED_BYTES:
        raise refused("unpacks_too_large", size=unpacked // (1024 * 1024), limit=MOST_UNPACKED_BYTES // (1024 * 1024))
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise refused("broken_xlsx")
    parts = {entry.filename.lower(): archive.read(entry) for entry in entries}
    if "xl/workbook.xml" not in parts and not any(name.endswith("workbook.xml") for name in parts):
        raise refused("unknown_format" if any(name.startswith(_OFFICE) for name in parts) else "packed")
    sheets = {name: part for name, part in parts.items() if name.endswith(".xml") and b"sheetData" in part}
    if any(b"\x00" in part[:4000] for name, part in parts.items() if name.endswith((".xml", ".rels"))):
        raise refused("broken_xlsx")
    if any(b"<!ENTITY" in part or b"<!DOCTYPE" in part for part in parts.values() if part[:200].lstrip()[:1] == b"<"):
        raise refused("xml_entities")
    lengths = _shared_lengths(parts)
    cells = text = 0
    formulas: list[str] = []
    for part in sheets.values():
        cells += len(_CELL.findall(part))
        _check_reach(part)
        if lengths:
            text += sum(lengths[at] for found in _SHARED.findall(part) if (at := int(found)) < len(lengths))
        formulas += [found.decode().upper() for found in _FORMULA.findall(part)[:20]]
        if cells > MOST_CELLS or text > MOST_SHARED_TEXT:
            raise refused("too_many_cells", limit=MOST_CELLS)
    return formulas[:20]


def _shared_lengths(parts: dict[str, bytes]) -> list[int]:
    found: list[int] = []
    for name, part in parts.items():
        if name.endswith("sharedstrings.xml"):
            starts = [match.start() for match in _STRING.finditer(part)]
            found = [after - at for at, after in zip(starts, [*starts[1:], len(part)], strict=True)]
    return found


def _check_reach(part: bytes) -> None:
    """Refuses a sheet whose cells stand so far out that a grid up to there would not fit into memory."""
    columns = rows = 0
    for letters, digits in _REFERENCE.findall(part):
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        columns, rows = max(columns, column), max(rows, int(digits))
    rows = max([rows, *(int(found) for found in _ROW.findall(part))])
    if columns > MOST_SHEET_COLUMNS or rows > MOST_SHEET_ROWS:
        raise refused("sheet_too_large", rows=MOST_SHEET_ROWS, columns=MOST_SHEET_COLUMNS)
