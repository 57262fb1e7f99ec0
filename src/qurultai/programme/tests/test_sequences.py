"""A session's change number in calendars: 0 when it is first published, one more with each version that touches it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from qurultai.programme.formats.calendar_entries import Change
from qurultai.programme.rules.sequences import item_changes


@dataclass(frozen=True)
class Published:
    number: int
    changes: dict = field(default_factory=dict)

    @property
    def published_at(self):
        return datetime(2027, 5, self.number, tzinfo=UTC)


def touched(**kinds):
    return {kind: [{"guid": guid} for guid in guids] for kind, guids in kinds.items()}


def test_the_number_rises_with_every_version_that_touches_the_session_in_whichever_order_they_come():
    versions = [
        Published(3, touched(moved=["a"], changed=["a"], removed=["c"])),
        Published(1),
        Published(2, touched(moved=["a"], added=["b", "c"])),
        Published(4, touched(added=["c"])),
    ]
    assert item_changes(versions) == {
        "a": Change(2, datetime(2027, 5, 3, tzinfo=UTC)),
        "b": Change(0, datetime(2027, 5, 2, tzinfo=UTC)),
        "c": Change(2, datetime(2027, 5, 4, tzinfo=UTC)),
    }
