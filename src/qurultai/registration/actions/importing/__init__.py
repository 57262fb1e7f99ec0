"""Many registrations at once, from rows: read with every problem by row and column, written all or none."""

from qurultai.registration.actions.importing.reading import Applicant, Problem, RowsWrong, applicants_of, columns_of
from qurultai.registration.actions.importing.writing import Imported, register_many

__all__ = ["Applicant", "Imported", "Problem", "RowsWrong", "applicants_of", "columns_of", "register_many"]
