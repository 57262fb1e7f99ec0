"""Named permissions of the office: its door and the journal of what happened."""

from qurultai.kit.access import Noun

HOME = Noun("office.home")
READ_HOME = HOME.verb("read")

AUDIT_LOG = Noun("kit.audit_log")
LIST_EVENTS = AUDIT_LOG.verb("list")
READ_EVENT = AUDIT_LOG.verb("read")
EXPORT_EVENTS = AUDIT_LOG.verb("export")
