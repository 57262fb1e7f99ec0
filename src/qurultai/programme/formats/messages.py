"""Problems told in the reader's language: a sentence for each code, with its place before it."""

from typing import Any

from django.utils.translation import get_language, gettext

from .problems import Problem
from .sheet.columns import LANGUAGES, SESSIONS, SHEETS, Sheet, sheet_named


def _(text: str) -> str:
    """Marks a sentence for the catalogues without asking for settings."""
    return text


SENTENCES = {
    "empty_file": _("The file is empty."),
    "too_large": _("The file has %(size)s MB; at most %(limit)s MB are read."),
    "unknown_format": _("This is none of the formats that can be read: schedule XML or JSON, iCal, xCal, XLSX, CSV."),
    "web_page": _("This is a web page. Save the schedule itself (XML, JSON or iCal) and load that file."),
    "packed": _("The file is packed. Unpack it and load what is in it."),
    "old_excel": _("This is an old Excel file (.xls) or a locked one. Save it as .xlsx without a password."),
    "unknown_encoding": _("The file's characters cannot be read. Save it as UTF-8 and load it again."),
    "control_character": _("The text has characters that no text may have (NUL or half a character)."),
    "too_deep": _("The file nests deeper than %(limit)s levels."),
    "bad_number": _("A number in the file is too large."),
    "broken_json": _("The JSON is broken at line %(line)s, column %(column)s."),
    "broken_xml": _("The XML is broken at column %(column)s."),
    "xml_closing": _("The XML is broken at column %(column)s: another element is closed than the one last opened."),
    "xml_unfinished": _("The XML ends at column %(column)s before it is complete. Download the file again."),
    "xml_mark": _("The XML is broken at column %(column)s: in texts write “&amp;” for “&” and “&lt;” for “<”."),
    "xml_attribute": _('The XML is broken at column %(column)s: an attribute is not written like name="value".'),
    "xml_characters": _(
        "The characters at column %(column)s cannot be read. Save the file as UTF-8 and load it again."
    ),
    "xml_entities": _("The XML declares entities; such files are not read."),
    "broken_ical": _("The calendar cannot be read. Export it again and load the new file."),
    "ical_line": _("This is not a line of a calendar. Export the calendar again and load the new file."),
    "ical_unfinished": _("The calendar ends before it is complete. Download the file again."),
    "broken_csv": _("The table is broken: a quotation mark is not closed, or a cell is too long."),
    "broken_xlsx": _("The workbook is damaged. Open it in your spreadsheet program and save it again as .xlsx."),
    "extension_broken": _("The part with the other languages is damaged. Export the file again."),
    "not_a_schedule": _("The file is well-formed, but it is not a schedule."),
    "no_sessions": _("There are no sessions in the file."),
    "too_many_sessions": _("The file has more than %(limit)s sessions."),
    "too_many_elements": _("The file has more than %(limit)s elements."),
    "too_many_days": _("The file has more than %(limit)s days."),
    "conference_title_missing": _("The forum's title is missing."),
    "dates_missing": _("The first and the last day are missing."),
    "end_before_start": _("The last day (%(value)s) is before the first."),
    "unknown_zone": _("The time zone “%(value)s” is not known. Write it like Asia/Almaty."),
    "bad_day": _("The day's date or limits cannot be read: “%(value)s”."),
    "bad_room": _("The list of the room's sessions cannot be read."),
    "title_missing": _("The title is missing."),
    "date_missing": _("The date is missing."),
    "start_missing": _("The time of the beginning is missing."),
    "duration_missing": _("The length is missing: give the minutes or the end."),
    "bad_date": _("“%(value)s” is not a date. Write it like 2027-09-08 or 08.09.2027."),
    "bad_time": _("“%(value)s” is not a time. Write it like 09:30."),
    "bad_duration": _("“%(value)s” is not a possible length of a session."),
    "session_twice": _("This session is in the file twice, at the same time and in the same room."),
    "recurring": _("The entry repeats without an end. Give the repetition an end, or write each session by itself."),
    "all_day": _("The calendar has only entries that last whole days. A session needs a time of the day."),
    "bad_start": _("The time of the beginning cannot be read."),
    "no_sessions_sheet": _("There is no sheet with the sessions. Name it “Sessions”, “Сессии” or “Сессиялар”."),
    "sheet_twice": _("There are two sheets for the same thing."),
    "sheet_too_large": _("The sheet has more than %(rows)s rows or %(columns)s columns."),
    "too_many_cells": _("The workbook has more than %(limit)s filled cells or too much text."),
    "unpacks_too_large": _("The workbook unpacks to %(size)s MB; at most %(limit)s MB are read."),
    "formula_cell": _("Cell %(cell)s has a formula. Paste its value in its place."),
    "missing_columns": _(
        "Columns are missing: %(columns)s. Take the spreadsheet to fill in as a pattern; it is on the import page, "
        "and the command “qurultai template” writes it."
    ),
    "column_twice": _("The column “%(column)s” is there twice."),
    "unknown_fact": _("“%(value)s” is not known on this sheet."),
    "bad_day_row": _("The day needs a date, and its end must be after its beginning."),
    "name_missing": _("The name is missing."),
    "name_twice": _("The name “%(value)s” is already in row %(other)s."),
    "same_code": _("The code “%(value)s” is already in row %(other)s."),
    "unknown_kind": _("The kind “%(value)s” is not in the list of kinds."),
    "unknown_topic": _("The topic “%(value)s” is not on the sheet of topics."),
    "unknown_room": _("The room “%(value)s” is not on the sheet of rooms."),
    "unknown_speaker": _("The speaker “%(value)s” is not on the sheet of speakers."),
    "bad_number_cell": _("“%(value)s” in the column “%(column)s” is not a number."),
    "bad_yes": _("“%(value)s” is neither yes nor no."),
    "end_before_beginning": _(
        "The end (%(end)s) is before the beginning (%(start)s). "
        "If the session goes on past midnight, write its minutes."
    ),
    "end_and_minutes_differ": _("The end does not agree with the %(minutes)s minutes."),
    "longer_than_day": _("The session of %(minutes)s minutes is longer than its day, which ends at %(until)s."),
    "outside_days": _("%(value)s is on none of the forum's days."),
}
_AT_ROW = _("%(place)s, row %(row)s: %(sentence)s")
_AT_LINE = _("Line %(line)s: %(sentence)s")
_AT_PLACE_AND_LINE = _("“%(place)s” (line %(line)s): %(sentence)s")
_AT_PLACE = _("“%(place)s”: %(sentence)s")


def sentence(problem: Problem) -> str:
    """The problem in the active language, with its sheet and row, or its line, or its session's title before it."""
    said = gettext(SENTENCES[problem.code]) % _worded(problem.params, sheet_named(problem.place) or SESSIONS)
    where = {"place": _sheet(problem.place), "row": problem.row, "line": problem.line, "sentence": said}
    if problem.row is not None:
        return gettext(_AT_ROW) % where
    if problem.line is not None:
        return gettext(_AT_PLACE_AND_LINE if problem.place else _AT_LINE) % where
    return gettext(_AT_PLACE) % where if problem.place else said


def _worded(params: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """The parameters with columns called by their headings in the active language."""
    words = dict(params)
    if isinstance(words.get("column"), str):
        words["column"] = _heading(words["column"], sheet)
    if isinstance(words.get("columns"), str):
        words["columns"] = ", ".join(_heading(code, sheet) for code in words["columns"].split())
    return words


def _heading(code: str, sheet: Sheet) -> str:
    stem, _bar, tag = code.partition("_")
    for column in sheet.columns:
        if column.code == code:
            return str(getattr(column, _language()))
        if column.translated and column.code == stem:
            return f"{getattr(column, _language())} ({tag})" if tag else str(getattr(column, _language()))
    return code


def _sheet(place: str) -> str:
    return next((str(getattr(sheet, _language())) for sheet in SHEETS if sheet.code == place), place)


def _language() -> str:
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else "en"
