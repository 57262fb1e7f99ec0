"""What the office sees of its programme."""

from qurultai.programme.queries.office.listing import Row, listed
from qurultai.programme.queries.office.session import Whole, session_in_office, whole

__all__ = ["Row", "Whole", "listed", "session_in_office", "whole"]
