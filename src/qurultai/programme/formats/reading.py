"""The one door for files: what a file is, is seen from its bytes.

Its name only tells CSV from other text, and a damaged workbook from anything else.
"""

from .assumed import Assumed
from .document import Programme
from .flat_json import is_flat, tree_of_flat
from .frab_json import parsed, programme_of_tree
from .frab_xml import parsed_xml, programme_of_root
from .ical import read_ical
from .limits import check_size
from .problems import Unreadable, refused
from .sheet.csv_table import read_csv
from .sheet.xlsx_reading import read_xlsx
from .xcal import read_xcal
from .xml_tree import local

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_OTHER = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_PACKED = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")
_WEB_PAGE = ("<!DOCTYPE HTML", "<HTML")
_TABLE_NAMES = (".csv", ".tsv", ".txt")

__all__ = ["Unreadable", "read"]


def read(name: str, body: bytes, assumed: Assumed | None = None) -> Programme:
    """The programme of a file in any of the formats; `name` is the file's name.

    Raises Unreadable with every problem found, and nothing else; then nothing of the file is taken.
    """
    assumed = assumed or Assumed()
    check_size(body)
    if body.startswith(b"PK"):
        return read_xlsx(body, assumed)
    if body.startswith(_OLD_EXCEL):
        raise refused("old_excel")
    if body.startswith(_PACKED):
        raise refused("packed")
    if body.startswith(_OTHER):
        raise refused("unknown_format")
    start = _beginning(body)
    if start.upper().startswith(_WEB_PAGE):
        raise refused("web_page")
    if start.startswith("<"):
        return _read_markup(body, assumed)
    if start.startswith(("{", "[")):
        value = parsed(body)
        return programme_of_tree(tree_of_flat(value, assumed) if is_flat(value) else value, assumed)
    if start.upper().startswith("BEGIN:VCALENDAR"):
        return read_ical(body, assumed)
    if name.lower().endswith(_TABLE_NAMES):
        return read_csv(body, assumed)
    raise refused("broken_xlsx" if name.lower().endswith(".xlsx") else "unknown_format")


def _beginning(body: bytes) -> str:
    """The first characters of a text in whichever encoding, blanks and marks left out."""
    head = body.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:64]
    return head.replace(b"\x00", b"").decode("latin-1")


def _read_markup(body: bytes, assumed: Assumed) -> Programme:
    root = parsed_xml(body)
    if local(root).lower() == "icalendar":
        return read_xcal(root, assumed)
    return programme_of_root(root, assumed)
