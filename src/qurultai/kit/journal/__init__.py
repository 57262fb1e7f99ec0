"""The journal of facts: the audit trail, and what notices, live screens, search and reports are fed from."""

from qurultai.kit.journal.facts import Fact, fact_of, fact_type, type_name
from qurultai.kit.journal.record import record, record_many

__all__ = ["Fact", "fact_of", "fact_type", "record", "record_many", "type_name"]
