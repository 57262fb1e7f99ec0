"""What stands between a draft and its publication."""

from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.programme.formats.document import Programme, in_language
from qurultai.programme.models import Edition, Session, SessionRole
from qurultai.programme.rules.publishing import Block, Words, incomplete

TEXTS = ("title", "subtitle", "abstract", "description")


def blocks_of(edition: Edition, document: Programme) -> list[Block]:
    """Everything public that is not complete in three languages, and every double claim of a session (R2, R11)."""
    return [*incomplete(_words_of(edition, document)), *_clashes_of(edition)]


def _words_of(edition: Edition, document: Programme) -> list[Words]:
    waivers = {
        str(guid): waiver
        for guid, waiver in Session.objects.filter(edition=edition).exclude(waiver="").values_list("guid", "waiver")
    }
    used = {item.room for item in document.items}, {item.topic for item in document.items}
    return [
        *(
            Words("session", item.code, in_language(item.title, "en"), _texts(item), waivers.get(item.guid, ""))
            for item in document.items
        ),
        *(_named("room", room.guid, room.name) for room in document.rooms if room.guid in used[0]),
        *(_named("topic", topic.key, topic.name) for topic in document.topics if topic.key in used[1]),
    ]


def _texts(item: object) -> dict[str, dict[str, str]]:
    return {field: getattr(item, field) for field in TEXTS}


def _named(kind: str, code: str, name: dict[str, str]) -> Words:
    return Words(kind, code, in_language(name, "en"), {"name": name})


def _clashes_of(edition: Edition) -> list[Block]:
    """Sessions that want a room or a contributor at a time that is not free; attendees decide for themselves."""
    soft = [entry for entry in calendar.soft_claims(edition.id) if entry.kind == "session" and entry.clashes]
    parts: set[tuple[UUID | None, UUID]] = set(
        SessionRole.objects.filter(session__in=[entry.subject_id for entry in soft]).values_list(
            "session_id", "person_id"
        )
    )
    hard = [
        (entry, keys)
        for entry in soft
        if (keys := [key for key in entry.soft if key[0] != calendar.PERSON or (entry.subject_id, key[1]) in parts])
    ]
    names = calendar.names_of(key for _entry, keys in hard for key in keys)
    codes = dict(Session.objects.filter(id__in=[entry.subject_id for entry, _keys in hard]).values_list("id", "code"))
    return [
        Block(
            "clash",
            "session",
            codes.get(entry.subject_id, entry.code),
            entry.title.best("en"),
            tuple(names[key] for key in keys),
        )
        for entry, keys in hard
    ]
