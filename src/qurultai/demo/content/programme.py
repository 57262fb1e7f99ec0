"""The sessions of the demonstration, without their people, and the wishes on them."""

from .reading import at, read, words
from .shapes import Fixed, Session, Wish

FILES = (
    "ceremonies_and_plenaries",
    "panels",
    "round_tables",
    "workshops",
    "seminars",
    "symposium_talks",
    "press_and_film",
    "side_meetings",
)


def uncast_sessions() -> tuple[Session, ...]:
    """Return the seventy sessions with nobody in them yet, the fixed ones first by time."""
    sessions = [_session(entry) for name in FILES for entry in read(f"sessions/{name}.json")]
    return tuple(sorted(sessions, key=lambda one: (one.fixed is None, one.fixed and one.fixed.starts_at)))


def wishes() -> tuple[Wish, ...]:
    """Return the programme committee's wishes on order, day, room and parallel sessions."""
    return tuple(Wish(entry["kind"], tuple(entry["sessions"]), words(entry["why"])) for entry in read("wishes.json"))


def _session(entry: dict) -> Session:
    fixed = entry.get("fixed")
    return Session(
        code=entry["code"],
        kind=entry["kind"],
        topic=entry["topic"],
        title=words(entry["title"]),
        abstract=words(entry["abstract"]),
        aim=words(entry["aim"]) if "aim" in entry else None,
        questions=tuple(words(question) for question in entry.get("questions", ())),
        floor_language=entry["floor"],
        interpretation=tuple(tuple(booth.split("-")) for booth in entry["booths"]),
        minutes=entry["minutes"],
        expected=entry["expected"],
        equipment=frozenset(entry["needs"]),
        parts=(),
        fixed=Fixed(at(fixed[0]), fixed[1]) if fixed else None,
        places=entry.get("places"),
        whole_forum=entry.get("whole_forum", False),
    )
