"""Sessions of a file with their people, times and rooms; who is twice at once is kept, softly, and reported."""

from typing import Any
from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.kit.ids import spoken_code
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.programme.actions.importing.reading import Reading, record_of, wanted
from qurultai.programme.actions.placing import KIND, places_of, purposes
from qurultai.programme.actions.sessions import cancel_session
from qurultai.programme.actions.sign_ups import return_attendees
from qurultai.programme.formats.document import Item
from qurultai.programme.models import Session, SessionRole
from qurultai.programme.queries.documents import columns


class Sessions:
    """The sessions of the edition while a file is read into it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        rows = Session.objects.filter(edition=reading.edition).select_related("booking", "room")
        self._known = {str(session.guid): session for session in rows.prefetch_related("roles")}
        self._codes = {session.code for session in self._known.values()}
        self._new: list[Session] = []
        self._changed: list[tuple[Session, dict[str, Any]]] = []
        self._parts: dict[UUID, list[SessionRole]] = {}
        self._places: dict[UUID, int] = {}
        self._to_place: dict[UUID, tuple[Session, Item]] = {}

    def read(self, item: Item, position: int) -> None:
        """Take one item into account; nothing is written yet."""
        reading, record = self.reading, record_of(item)
        session = self._known.get(item.guid)
        if session is None:
            self._add(item, record)
        elif session.state == Session.State.CANCELLED:
            self._change(session, item, record, reading.last("item", item.guid), {"state": Session.State.CONFIRMED})
        elif reading.unchanged("item", item.guid, record):
            reading.report.unchanged += 1
        else:
            self._change(session, item, record, reading.last("item", item.guid), {})
        source = reading.sources.keyed("item", item.guid)
        if source or record != reading.current.get(("item", item.guid)):
            reading.remember("item", item.guid, self._known[item.guid].id, position, record)

    def _add(self, item: Item, record: dict[str, Any]) -> None:
        session = Session(
            edition=self.reading.edition,
            guid=item.guid,
            code=self._free_code(item),
            topic_id=self.reading.topics.get(item.topic),
            sign_up=item.capacity is not None,
            **wanted(None, record, columns.session_columns),
        )
        self._known[item.guid] = session
        self._new.append(session)
        self._parts[session.id] = self._roles(session, item)
        self._to_place[session.id] = (session, item)
        if item.capacity is not None:
            self._places[session.id] = item.capacity
        self.reading.note(self.reading.report.added, "session", session.code, session.title)

    def _free_code(self, item: Item) -> str:
        wish = item.code.strip()[:40]
        while not wish or wish in self._codes or "/" in wish:
            wish = spoken_code()
        self._codes.add(wish)
        return wish

    def _change(
        self, session: Session, item: Item, record: dict[str, Any], last: dict[str, Any] | None, more: dict[str, Any]
    ) -> None:
        changes = wanted(last, record, columns.session_columns) | more
        if last is None or last["topic"] != record["topic"]:
            changes["topic_id"] = self.reading.topics.get(item.topic)
        if last is None or last["capacity"] != record["capacity"]:
            changes["sign_up"] = item.capacity is not None
            if item.capacity is not None:
                self._places[session.id] = item.capacity
        if last is None or last["contributors"] != record["contributors"]:
            self._parts[session.id] = self._roles(session, item)
        placed = ("starts_at", "minutes", "room")
        moved = last is None or "state" in more or any(last[name] != record[name] for name in placed)
        if moved or (session.id in self._parts and session.booking):
            self._to_place[session.id] = (session, item)
        self._changed.append((session, changes))
        self.reading.note(self.reading.report.changed, "session", session.code, Text(item.title))

    def _roles(self, session: Session, item: Item) -> list[SessionRole]:
        parts = {(part.person, columns.role_of(part.role)): None for part in item.contributors}
        return [
            SessionRole(session=session, person_id=self.reading.people[key], role=role, position=position)
            for position, (key, role) in enumerate(parts)
        ]

    def write(self) -> None:
        """Write rows, then times: new sessions in bulk, moved ones as one step; clashes go into the report."""
        Session.objects.bulk_create(self._new, batch_size=200)
        for session, changes in self._changed:
            for name, value in changes.items():
                setattr(session, name, value)
            session.save(update_fields=[name.removesuffix("_id") for name in changes] or None)
        old = [session for session, _changes in self._changed if session.id in self._parts]
        was = {session.id: purposes(session) for session in old}
        SessionRole.objects.filter(session__in=old).delete()
        SessionRole.objects.bulk_create([role for roles in self._parts.values() for role in roles], batch_size=200)
        for session_id, places in self._places.items():
            calendar.set_places(session_id, places)
        self._place(was)

    def _place(self, was: dict[UUID, dict[UUID, str]]) -> None:
        by, report = self.reading.by, self.reading.report
        fresh = [(session, item) for session, item in self._to_place.values() if session.booking is None]
        specs = [self._spec(session, item) for session, item in fresh]
        for (session, _item), booked in zip(fresh, calendar.book_many(specs, by=by, on_clash="soft"), strict=True):
            session.booking = booked.booking
            report.clashes += booked.clashes
        moves = []
        for session, item in self._to_place.values():
            session.room_id = self.reading.rooms.get(item.room)
            if (session, item) not in fresh:
                self._follow_people(session, was.get(session.id), by)
                moves.append(calendar.MoveSpec(session.booking_id, _during(item), places_of(session.room)))
        for clashes in calendar.move_many(moves, by=by, on_clash="soft") if moves else ():
            report.clashes += clashes
        Session.objects.bulk_update(
            [session for session, _item in self._to_place.values()], ["booking", "room"], batch_size=200
        )
        for session, _item in fresh:
            if not session._state.adding and session.sign_up:
                return_attendees(session, by)

    def _spec(self, session: Session, item: Item) -> calendar.BookingSpec:
        room_id = self.reading.rooms.get(item.room)
        people: dict[UUID, str] = {}
        for role in self._parts.get(session.id) or session.roles.all():
            people.setdefault(role.person_id, role.role)
        places = (("room", room_id),) if room_id else ()
        return calendar.BookingSpec(
            self.reading.edition.id, KIND, session.title, _during(item), people, places, subject_id=session.id
        )

    def _follow_people(self, session: Session, was: dict[UUID, str] | None, by: Any) -> None:
        if was is None:
            return
        now: dict[UUID, str] = {}
        for role in self._parts[session.id]:
            now.setdefault(role.person_id, role.role)
        for person_id in was.keys() - now.keys():
            calendar.leave(session.booking_id, person_id, by=by)
        for person_id in now.keys() - was.keys():
            calendar.join(session.booking_id, person_id, now[person_id], by=by, on_clash="soft")

    def forget_vanished(self, guids: set[str], *, cancel: bool) -> None:
        """Report sessions that an earlier file had and this one has not; cancel them when asked to."""
        report = self.reading.report
        for source in self.reading.sources.all("item"):
            session = self._known.get(source.key)
            if source.key in guids or session is None or session.state == Session.State.CANCELLED:
                continue
            self.reading.note(report.vanished, "session", session.code, session.title)
            if cancel:
                cancel_session(session, by=self.reading.by)
                self.reading.note(report.cancelled, "session", session.code, session.title)


def _during(item: Item) -> During:
    return During.of(item.starts_at, max(item.minutes, 1))
