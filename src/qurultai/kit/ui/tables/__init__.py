"""Tables that behave, for every list of the office: one description, from which page, saved views and files are made.

A context describes a `Table` once (columns with their cells, filters); `asked(request, table)` reads the address;
`sliced` takes a page of a queryset or `portion` of a list; `shown` is what `<c-list>` takes; `file_of` is the download.
"""

from qurultai.kit.ui.tables.asking import Asked, asked
from qurultai.kit.ui.tables.cells import badge, link, moment, named
from qurultai.kit.ui.tables.describing import Column, Filter, Table
from qurultai.kit.ui.tables.files import file_of
from qurultai.kit.ui.tables.paging import Slice, portion, sliced
from qurultai.kit.ui.tables.showing import Shown, shown

__all__ = [
    "Asked",
    "Column",
    "Filter",
    "Shown",
    "Slice",
    "Table",
    "asked",
    "badge",
    "file_of",
    "link",
    "moment",
    "named",
    "portion",
    "shown",
    "sliced",
]
