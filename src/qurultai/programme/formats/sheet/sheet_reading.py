"""The forum's spreadsheet read: tables of any container (XLSX, CSV) made a programme."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from .. import carry
from ..assumed import Assumed
from ..document import Programme
from ..frab_reading import programme_of
from ..limits import MOST_DAYS
from ..problems import Findings, Located, refused
from ..times import known_zone
from ..wording import cleaned, language_tag
from .cells import date_of, instant_of, text_of, unmarked
from .columns import DAYS, KINDS_SHEET, PROGRAMME, ROOMS, SESSIONS, SPEAKERS, TOPICS, column_code, folded, kind_codes
from .session_rows import Known, event_of, words_of
from .tables import Table, records_of


def programme_of_tables(tables: Mapping[str, Table], assumed: Assumed, found: Any = None) -> Programme:
    """The programme of the sheets by code; `found` is the extension of a workbook that we wrote. Raises Unreadable."""
    if "sessions" not in tables:
        raise refused("no_sessions_sheet")
    findings = Findings()
    assumed = carry.own_assumptions(found, assumed)
    facts = _facts(tables.get("programme"), findings)
    carried_language, carried_zone = carry.declared(found)
    languages = [tag for part in facts.get("languages", "").replace(",", " ").split() if (tag := language_tag(part))]
    language = carried_language or (languages[0] if languages else assumed.language)
    zone = facts.get("zone", "").strip() or carried_zone or assumed.zone
    if known_zone(zone) is None:
        findings.add("unknown_zone", PROGRAMME.code, value=zone[:60])
        zone = assumed.zone

    def records(code: str, sheet: Any) -> list[Located]:
        return records_of(tables[code], sheet, findings) if code in tables else []

    rooms = _named(records("rooms", ROOMS), language, findings)
    topics = _named(records("topics", TOPICS), language, findings)
    speakers = [_speaker(row, language) for row in records("speakers", SPEAKERS)]
    kinds = kind_codes() | {
        folded(name): name for row in records("kinds", KINDS_SHEET) if (name := text_of(row.get("kind")).strip())
    }
    kinds = {folded(kind): kind for kind in assumed.kinds} | kinds | kind_codes()
    dates = {name: _fact_date(facts, name, findings) for name in ("start", "end")}
    limits = _limits(records("days", DAYS), findings)
    if len(limits) > MOST_DAYS:
        raise refused("too_many_days", DAYS.code, limit=MOST_DAYS)
    long = found.get("long") if isinstance(found, Mapping) else None
    known = Known(
        language=language,
        rooms=_spellings(rooms),
        topics=_spellings(topics),
        kinds=kinds,
        speakers=_by_name(speakers),
        limits={on: (opens, closes) for on, (opens, closes) in limits.items() if opens and closes},
        first=dates["start"],
        last=dates["end"],
        long=long if isinstance(long, Mapping) else {},
    )
    days = _days(records("sessions", SESSIONS), known, limits, findings)
    findings.settle()
    conference = {
        "acronym": facts.get("acronym", "") or assumed.acronym,
        "title": _title(facts, language) or {language: assumed.title or facts.get("acronym", "") or assumed.acronym},
        "start": dates["start"].isoformat() if dates["start"] else "",
        "end": dates["end"].isoformat() if dates["end"] else "",
        "time_zone_name": zone,
        "timeslot_duration": facts.get("slot_minutes", ""),
        "url": facts.get("url", ""),
        "rooms": [_room(row, language) for row in rooms],
        "tracks": [_topic(row, language) for row in topics],
        "persons": speakers,
        "days": days,
    }
    schedule = {"version": facts.get("version", ""), "base_url": facts.get("base_url", ""), "conference": conference}
    plain = programme_of(cleaned({"schedule": schedule}), assumed, language)
    if languages:
        plain = replace(plain, languages=tuple(dict.fromkeys([*languages, *plain.languages])))
    return carry.completed(plain, found)


def _facts(table: Table | None, findings: Findings) -> dict[str, str]:
    """The programme's sheet: a heading in the first column, its value in the second."""
    facts: dict[str, str] = {}
    for row in table.rows if table else ():
        heading = text_of(row[0]).strip() if row else ""
        value = unmarked(text_of(row[1])) if len(row) > 1 else ""
        code = column_code(PROGRAMME, heading) if heading else None
        if code and value.strip():
            facts[code] = value
        elif heading and value.strip() and not code:
            findings.add("unknown_fact", table.name if table else "", value=heading.splitlines()[0][:80])
    return facts


def _title(facts: Mapping[str, str], language: str) -> dict[str, str]:
    return words_of({key: value for key, value in facts.items() if key.startswith("title_")}, "title", language)


def _fact_date(facts: Mapping[str, str], name: str, findings: Findings) -> date | None:
    if name not in facts:
        return None
    try:
        return date_of(facts[name])
    except ValueError:
        findings.add("bad_date", PROGRAMME.code, value=facts[name][:60])
        return None


def _named(records: Sequence[Located], language: str, findings: Findings) -> list[Located]:
    """The rows that have a name; notes rows without one and names given twice."""
    kept, seen = [], {}
    for row in records:
        names = words_of(row, "name", language)
        if not names:
            findings.add("name_missing", row.place, row.row)
            continue
        for spelling in {folded(text) for text in names.values()}:
            if spelling in seen and "guid" not in row and "slug" not in row:
                findings.add("name_twice", row.place, row.row, value=spelling[:80], other=seen[spelling])
            seen.setdefault(spelling, row.row)
        row["name"] = names
        kept.append(row)
    return kept


def _spellings(rows: Sequence[Located]) -> dict[str, str] | None:
    if not rows:
        return None
    found: dict[str, str] = {}
    for row in rows:
        for text in row["name"].values():
            found.setdefault(folded(text), text)
    return found


def _room(row: Located, language: str) -> dict[str, Any]:
    text = text_of(row.get("capacity")).strip()
    capacity = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
    return {
        "name": row["name"],
        "guid": unmarked(text_of(row.get("guid"))),
        "capacity": capacity,
        "description": words_of(row, "description", language),
    }


def _topic(row: Located, language: str) -> dict[str, Any]:
    return {
        "name": row["name"],
        "color": unmarked(text_of(row.get("colour"))),
        "slug": unmarked(text_of(row.get("slug"))),
    }


def _speaker(row: Located, language: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        code: unmarked(text_of(row.get(code))) for code in ("name", "organisation", "country", "url", "avatar", "guid")
    }
    entry["name"] = entry["name"].strip() if not entry["guid"] else entry["name"]
    entry["biography"] = words_of(row, "biography", language)
    return {key: value for key, value in entry.items() if value}


def _by_name(speakers: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in speakers:
        found.setdefault(folded(entry.get("name", "")), entry)
        if "guid" in entry:
            found[folded(f"#{entry['guid']}")] = entry
    return found


def _limits(records: Sequence[Located], findings: Findings) -> dict[date, tuple[datetime | None, datetime | None]]:
    limits: dict[date, tuple[datetime | None, datetime | None]] = {}
    for row in records:
        try:
            on = date_of(row.get("date"))
            start, end = (instant_of(row[code]) if code in row else None for code in ("start", "end"))
        except ValueError:
            findings.add("bad_day_row", row.place, row.row)
            continue
        if start and end and end <= start:
            findings.add("bad_day_row", row.place, row.row)
        limits[on] = (start, end)
    return limits


def _days(
    records: Sequence[Located],
    known: Known,
    limits: Mapping[date, tuple[datetime | None, datetime | None]],
    findings: Findings,
) -> list[dict[str, Any]]:
    rows: dict[date, dict[str, list[Located]]] = {on: {} for on in limits}
    codes: dict[str, int | None] = {}
    for record in records:
        code = text_of(record.get("code")).strip()
        if code in codes:
            findings.add("same_code", record.place, record.row, value=code[:60], other=codes[code])
        elif code:
            codes[code] = record.row
        found = event_of(record, known, findings)
        if found is not None:
            on, event = found
            on = on if on in rows or not limits else max((day for day in rows if day <= on), default=min(rows))
            rows.setdefault(on, {}).setdefault(event["room"], []).append(event)
    days = []
    for number, on in enumerate(sorted(rows), 1):
        start, end = limits.get(on, (None, None))
        written = {"day_start": start.isoformat() if start else "", "day_end": end.isoformat() if end else ""}
        days.append({"index": number, "date": on.isoformat(), **written, "rooms": rows[on]})
    return days
