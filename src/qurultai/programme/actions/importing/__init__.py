"""Reading a programme into an edition: all of it or nothing, and the same file twice changes nothing."""

from qurultai.programme.actions.importing.programme import import_programme, try_import
from qurultai.programme.actions.importing.report import ImportReport, Line

__all__ = ["ImportReport", "Line", "import_programme", "try_import"]
