"""The table of sessions: searched, filtered, sorted and cut into pages by the database, as plain values."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from qurultai.kit.access import Actor
from qurultai.kit.text import FALLBACK, Text
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.programme.models import Edition, Session, SessionRole, Star, Topic
from qurultai.programme.queries.sessions import sessions_visible_to
from qurultai.programme.wording import KINDS, STATES
from qurultai.stems import words_of

FAR = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
"""When a session without a time is: after all the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One session with what a table shows of it."""

    pk: UUID
    code: str
    title: Text
    kind: str
    state: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    room: Text
    topic: Text
    minutes: int
    fixed: bool
    stars: int
    sort: Any
    speakers: tuple[str, ...] = ()


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of the sessions that fit; three queries whatever their number, one more when words are looked for."""
    found = sliced(_sorted(matching(actor, edition, asked), asked), "sort", asked, size, downwards=asked.downwards)
    return Slice(_rows(found.rows), found.count, found.after, found.before)


def all_listed(actor: Actor, edition: Edition, asked: Asked) -> list[Row]:
    """All of them, for a file."""
    way = "-" if asked.downwards else ""
    return _rows(list(_sorted(matching(actor, edition, asked), asked).order_by(f"{way}sort", f"{way}pk")))


def matching(actor: Actor, edition: Edition, asked: Asked) -> QuerySet[Session]:
    """The sessions that fit the words and filters."""
    rows = sessions_visible_to(actor, edition).select_related(None)
    rows = rows.filter(**{name: asked[name] for name in ("kind", "state") if asked[name]})
    if asked["topic"]:
        rows = rows.filter(topic__slug=asked["topic"])
    if asked["day"] == "none":
        rows = rows.filter(booking=None)
    elif asked["day"]:
        rows = _on_day(rows, asked["day"], edition)
    if asked["fixed"]:
        rows = rows.filter(fixed=True)
    return rows.filter(pk__in=_with_words(rows, asked.words)) if words_of(asked.words) else rows


def _on_day(rows: QuerySet[Session], day: str, edition: Edition) -> QuerySet[Session]:
    try:
        midnight = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), edition.tz)
    except ValueError:
        return rows.none()
    return rows.filter(booking__starts_at__gte=midnight, booking__starts_at__lt=midnight + dt.timedelta(days=1))


def _with_words(rows: QuerySet[Session], words: str) -> list[UUID]:
    wanted, people = words_of(words), _speakers(rows.order_by().values("pk"))
    return [
        pk
        for pk, code, title in rows.order_by().values_list("pk", "code", "title")
        if all(word in " ".join(words_of(" ".join((code, *title.values(), *people[pk])))) for word in wanted)
    ]


def _speakers(sessions: Iterable[Any]) -> dict[UUID, tuple[str, ...]]:
    names: dict[UUID, dict[str, None]] = defaultdict(dict)
    parts = SessionRole.objects.filter(session__in=sessions).exclude(role="interpreter")
    for session_id, name in parts.values_list("session_id", "person__name"):
        names[session_id][name] = None
    return defaultdict(tuple, {key: tuple(found) for key, found in names.items()})


def _sorted(rows: QuerySet[Session], asked: Asked) -> QuerySet[Session]:
    stars = Star.objects.filter(session=OuterRef("pk")).order_by().values("session").annotate(n=Count("pk"))
    rows = rows.annotate(
        stars_given=Coalesce(Subquery(stars.values("n")), 0),
        begins=F("booking__starts_at"),
        ends=F("booking__ends_at"),
        room_name=F("room__name"),
        topic_name=F("topic__name"),
    ).only("code", "title", "kind", "source_kind", "state", "minutes", "fixed")
    orders = {
        "title": _in_language("title"),
        "kind": _in_order("kind", KINDS),
        "state": _in_order("state", STATES),
        "stars": F("stars_given"),
        "minutes": F("minutes"),
    }
    return rows.annotate(sort=orders.get(asked.by, Coalesce("booking__starts_at", Value(FAR))))


def _in_order(field: str, names: Iterable[str]) -> Case:
    """Kinds and states in the order in which they are listed, as numbers."""
    cases = [When(**{field: name}, then=Value(number)) for number, name in enumerate(names)]
    return Case(*cases, default=Value(99), output_field=IntegerField())


def _in_language(field: str) -> Coalesce:
    tags = FALLBACK.get(get_language() or "en", ("en", "ru", "kk"))
    texts = [NullIf(KeyTextTransform(tag, field), Value("")) for tag in tags]
    return Coalesce(*texts, Value(""), output_field=CharField())


def _rows(found: list[Session]) -> list[Row]:
    """Plain rows of sessions; one query for the names of their people."""
    people = _speakers([one.pk for one in found])
    kinds = {key: str(name) for key, name in KINDS.items()}
    return [
        Row(
            pk=one.pk, code=one.code, title=one.title, kind=one.source_kind or kinds.get(one.kind, one.kind),
            state=one.state, starts_at=one.begins, ends_at=one.ends, room=one.room_name, topic=one.topic_name,
            minutes=one.minutes, fixed=one.fixed, stars=one.stars_given, sort=one.sort, speakers=people[one.pk],
        )
        for one in found
    ]  # fmt: skip


def topic_names(edition: Edition) -> list[tuple[str, str]]:
    """Slugs and names of the topics, in their order, for a filter."""
    rows = Topic.objects.filter(edition=edition).values_list("slug", "name")
    return [(slug, str(name)) for slug, name in rows]


def topics_of(edition: Edition) -> list[Topic]:
    """The topics in their order, each with the number of its sessions."""
    return list(Topic.objects.filter(edition=edition).annotate(session_count=Count("sessions")))
