"""Rows of the sessions' sheet made events of a frab tree, with a problem in words for each row that cannot be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from ..document import Text3
from ..problems import Findings, Located
from .cells import clock_of, date_of, minutes_of, text_of, unmarked
from .columns import NO, YES, folded
from .people_cell import read_speakers

_PLAIN = ("code", "language", "url", "recording_license", "guid")
_TRANSLATED = ("title", "subtitle", "abstract", "description")
_LONGEST_NIGHT = 12 * 60


@dataclass(frozen=True, slots=True)
class Known:
    """What the other sheets say: names of rooms and topics (folded → name; None when any is welcome), kinds, people."""

    language: str
    rooms: Mapping[str, str] | None
    topics: Mapping[str, str] | None
    kinds: Mapping[str, str]
    speakers: Mapping[str, dict[str, Any]]
    limits: Mapping[date, tuple[datetime, datetime]]
    first: date | None = None
    last: date | None = None
    long: Mapping[str, Any] = field(default_factory=dict)


def words_of(record: Mapping[str, Any], code: str, language: str) -> Text3:
    """The translated columns of that code as Text3; a heading without a language means the main one."""
    found = {}
    for key, value in record.items():
        column, _, tag = key.partition("_")
        if column == code:
            text = unmarked(text_of(value))
            if text:
                found[tag or language] = text
    return found


def event_of(record: Located, known: Known, findings: Findings) -> tuple[date, Located] | None:
    """The day and the event of a row; None (and problems noted) when it cannot be one."""
    before = len(findings.problems)
    event = Located()
    event.row, event.place = record.row, record.place
    for code in _TRANSLATED:
        event[code] = words_of(record, code, known.language)
    if not any(text.strip() for text in event["title"].values()):
        findings.add("title_missing", record.place, record.row)
    for code in _PLAIN:
        event[code] = unmarked(text_of(record.get(code)))
    event["id"], event["capacity"] = record.get("number"), _capacity(record, findings)
    event["type"] = _listed(record, "kind", known.kinds, "unknown_kind", findings)
    event["track"] = _listed(record, "topic", known.topics, "unknown_topic", findings)
    event["room"] = _listed(record, "room", known.rooms, "unknown_room", findings)
    event["do_not_record"] = _yes(record, findings)
    named = read_speakers(unmarked(text_of(record.get("speakers"))))
    event["persons"] = [{**known.speakers.get(folded(name), {"name": name}), "role": role} for name, role in named]
    for name, _ in named:
        if name.startswith("#") and folded(name) not in known.speakers:
            findings.add("unknown_speaker", record.place, record.row, value=name[:80])
    event |= {key: value for key, value in record.get("extra", {}).items() if key not in event}
    times = _times(record, findings)
    if times is None:
        return None
    starts, minutes = times
    on = _day(record, starts, minutes, known, findings)
    if len(findings.problems) > before or on is None:
        return None
    event["date"], event["duration"] = starts.isoformat(), str(minutes)
    return on, event


def _listed(record: Located, code: str, allowed: Mapping[str, str] | None, problem: str, findings: Findings) -> str:
    text = unmarked(text_of(record.get(code))).strip()
    if not text or allowed is None:
        return text
    if folded(text) not in allowed:
        findings.add(problem, record.place, record.row, value=text[:80])
        return ""
    return allowed[folded(text)]


def _capacity(record: Located, findings: Findings) -> int | None:
    value = record.get("capacity")
    if value is None:
        return None
    text = text_of(value).strip()
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    findings.add("bad_number_cell", record.place, record.row, column="capacity", value=text[:60])
    return None


def _yes(record: Located, findings: Findings) -> bool:
    text = folded(text_of(record.get("do_not_record")))
    if text and text not in YES | NO:
        findings.add("bad_yes", record.place, record.row, value=text[:60])
    return text in YES


def _times(record: Located, findings: Findings) -> tuple[datetime, int] | None:
    """The local beginning and the minutes of a row."""
    on = _cell(record, "date", date_of, "bad_date", findings)
    at = _cell(record, "start", clock_of, "bad_time", findings)
    minutes = _cell(record, "minutes", minutes_of, "bad_duration", findings, needed=False)
    end = _cell(record, "end", clock_of, "bad_time", findings, needed=False)
    if on is None or at is None:
        return None
    until_end = (end.hour * 60 + end.minute - at.hour * 60 - at.minute) % 1440 if end is not None else None
    if minutes is None and until_end is None:
        if not {"minutes", "end"} & record.keys():
            findings.add("duration_missing", record.place, record.row)
        return None
    if minutes is not None and until_end is not None and minutes % 1440 != until_end:
        findings.add("end_and_minutes_differ", record.place, record.row, minutes=minutes)
    if minutes is None and until_end is not None and end is not None and end <= at and until_end > _LONGEST_NIGHT:
        findings.add("end_before_beginning", record.place, record.row, end=f"{end:%H:%M}", start=f"{at:%H:%M}")
        return None
    length = minutes if minutes is not None else until_end
    return datetime.combine(on, at), length or 0


def _cell(record: Located, code: str, convert: Any, problem: str, findings: Findings, *, needed: bool = True) -> Any:
    value = record.get(code)
    if value is None:
        if needed:
            findings.add(f"{code}_missing", record.place, record.row)
        return None
    try:
        return convert(unmarked(value) if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        findings.add(problem, record.place, record.row, value=text_of(value)[:60])
        return None


def _day(record: Located, starts: datetime, minutes: int, known: Known, findings: Findings) -> date | None:
    """The date of the programme's day that holds the session; notes a session longer than its day or outside all."""
    ends = starts + timedelta(minutes=minutes)
    if known.long.get(unmarked(text_of(record.get("guid")))) == minutes:
        return starts.date()
    if minutes == 0:
        findings.add("bad_duration", record.place, record.row, value="0")
    if known.limits:
        for on, (opens, closes) in known.limits.items():
            if opens <= starts < closes:
                if ends > closes:
                    findings.add("longer_than_day", record.place, record.row, minutes=minutes, until=f"{closes:%H:%M}")
                return on
        findings.add("outside_days", record.place, record.row, value=f"{starts:%d.%m.%Y %H:%M}")
        return None
    night = datetime.combine(starts.date() + timedelta(days=1), time(6))
    if minutes >= 1440 or ends > night:
        findings.add("longer_than_day", record.place, record.row, minutes=minutes, until=f"{night:%H:%M}")
    on = starts.date()
    after_midnight = starts.time() < time(6) and known.last is not None and on > known.last
    on = on - timedelta(days=1) if after_midnight else on
    if (known.first and on < known.first) or (known.last and on > known.last):
        findings.add("outside_days", record.place, record.row, value=f"{starts:%d.%m.%Y %H:%M}")
        return None
    return on
