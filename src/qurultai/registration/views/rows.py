"""Rows of people from a spreadsheet or pasted: registered all together, or every problem is said by row and column."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qurultai.kit import sheets
from qurultai.kit.errors import Refusal
from qurultai.kit.sheet_reading import rows_of
from qurultai.registration.actions.importing import RowsWrong, applicants_of, columns_of, register_many
from qurultai.registration.forms.groups import RowsForm
from qurultai.registration.queries.groups import fields_of_category


def take_rows(request: HttpRequest, form: RowsForm, category: Any, group: Any = None) -> list[str]:
    """Register the people of a valid form; what is wrong, in words, or nothing when they are registered."""
    try:
        applicants = applicants_of(category, fields_of_category(category), rows_of(form.body))
        language = get_language() or "en"
        done = register_many(category, applicants, by=request.actor, group=group, language=language)
    except RowsWrong as wrong:
        return [str(problem) for problem in wrong.problems]
    except Refusal as refusal:
        return [str(refusal)]
    said = _("New: %(added)s. Corrected: %(corrected)s. Unchanged: %(unchanged)s.")
    messages.success(request, said % {"added": done.added, "corrected": done.corrected, "unchanged": done.unchanged})
    return []


def template_answer(category: Any, rows: Sequence[Sequence[str]] = ()) -> HttpResponse:
    """A spreadsheet to fill in, its columns in the reader's language; what must be filled has a star."""
    fields = fields_of_category(category)
    needed = {"name", "country"} | {one.key for one in fields if one.required and not one.shown_field}
    head = [f"{words} *" if key in needed else words for key, words in columns_of(fields)]
    answer = HttpResponse(sheets.as_xlsx(head, rows, str(category.name)), content_type=sheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{category.code}.xlsx"'
    return answer
