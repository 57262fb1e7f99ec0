"""Lists for spreadsheet programs."""

import pytest

from qurultai.kit import sheets


@pytest.mark.parametrize("value", ["=1+1", "+7 701", "-x", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n-1"])
def test_no_cell_is_taken_for_a_formula(value):
    assert sheets.safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "Ann", "1-2", "a=b", "é@home"])
def test_other_cells_stay_as_they_are(value):
    assert sheets.safe_cell(value) == value
