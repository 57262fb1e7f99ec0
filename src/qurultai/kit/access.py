"""Who may do what: named permissions, default deny, 404 before 403, and a guard that every route must carry.

A permission is `context.noun.verb`. `roles.py` grants it in terms `role@relation/state+state`; a context's
`policies.py` says how an object of the noun relates to a person (own, grp) and in which state it is.
"""

import functools
import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

_TERM = re.compile(r"(?P<role>[a-z][a-z0-9]*)(?:@(?P<relation>own|grp|for))?(?:/(?P<states>[a-z_]+(?:\+[a-z_]+)*))?")


@dataclass(frozen=True)
class Actor:
    """Who asks: a person with roles by edition; nobody when `person_id` is None; a token narrows by `scopes`."""

    person_id: UUID | None = None
    roles: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    system: bool = False

    def roles_in(self, edition_id: UUID | None) -> frozenset[str]:
        """The roles held in one edition; everybody is `pub`, whoever is not signed in is `anon`."""
        always = frozenset({"pub"} if self.person_id else {"pub", "anon"})
        return always | self.roles.get(edition_id, frozenset()) if edition_id else always

    @property
    def signed_in(self) -> bool:
        """Whether a person is behind the request."""
        return self.person_id is not None


NOBODY = Actor()
SYSTEM = Actor(system=True)
"""The installation itself: command line, imports by the operator and the worker."""


@dataclass(frozen=True)
class Noun:
    """How objects of one kind relate to people; the functions take (actor, object) or (object)."""

    name: str
    edition: Callable[[object], UUID | None] = lambda obj: obj.edition_id
    state: Callable[[object], str | None] = lambda obj: getattr(obj, "state", None)
    own: Callable[[Actor, object], bool] = lambda actor, obj: False
    grp: Callable[[Actor, object], bool] = lambda actor, obj: False

    def verb(self, verb: str) -> "Permission":
        """The permission to do this to the noun; made once in the context's policies."""
        return PERMISSIONS.setdefault(f"{self.name}.{verb}", Permission(self, verb))


@dataclass(frozen=True)
class Permission:
    """A named permission `context.noun.verb`."""

    noun: Noun
    verb: str

    @property
    def name(self) -> str:
        """The full name, as roles.py and token scopes spell it."""
        return f"{self.noun.name}.{self.verb}"


@dataclass(frozen=True)
class Term:
    """One grant: a role, how the object must relate to its holder, and the states in which it holds (None: all)."""

    role: str
    relation: str
    states: frozenset[str] | None


PERMISSIONS: dict[str, Permission] = {}
OPEN = Noun("kit.page").verb("open")
SIGNED_IN = Noun("kit.page").verb("signed_in")


class Denied(Exception):
    """The actor sees the object and may not do this to it (403), or must sign in first when nobody (401)."""


class NotRecent(Denied):
    """The actor may do this after showing once more that it is she: her last sign-in was too long ago."""


def parse_terms(text: str) -> tuple[Term, ...]:
    """Read `prog@for spkr@grp/draft+confirmed`; raises ValueError for anything else."""
    terms = []
    for word in text.split():
        match = _TERM.fullmatch(word)
        if not match:
            raise ValueError(f"not a grant: {word!r}")
        states = match["states"]
        terms.append(Term(match["role"], match["relation"] or "for", frozenset(states.split("+")) if states else None))
    return tuple(terms)


@functools.cache
def grants() -> Mapping[str, tuple[Term, ...]]:
    """The whole of roles.py, parsed once; an unknown name there is found by the architecture tests."""
    return {name: parse_terms(text) for name, text in importlib.import_module(settings.ROLES_MODULE).GRANTS.items()}


def roles() -> frozenset[str]:
    """The codes of all roles that roles.py knows."""
    return frozenset(importlib.import_module(settings.ROLES_MODULE).ROLES)


def staff_roles() -> frozenset[str]:
    """The roles whose sessions are short."""
    return importlib.import_module(settings.ROLES_MODULE).STAFF


def passkey_roles() -> frozenset[str]:
    """The roles that a session without a passkey does not give."""
    return importlib.import_module(settings.ROLES_MODULE).WITH_PASSKEY


def allowed(permission: Permission, actor: Actor, obj: object | None = None, *, edition_id: UUID | None = None) -> bool:
    """Whether the actor may: on this object, or on some object of the edition when none is given. Default no."""
    if permission is OPEN or actor.system:
        return True
    if actor.scopes is not None and permission.name not in actor.scopes:
        return False
    if permission is SIGNED_IN:
        return actor.signed_in
    noun = permission.noun
    roles = actor.roles_in(noun.edition(obj) if obj is not None else edition_id)
    return any(_holds(term, noun, actor, obj) for term in grants()[permission.name] if term.role in roles)


def _holds(term: Term, noun: Noun, actor: Actor, obj: object | None) -> bool:
    if obj is None:
        return True
    if term.states is not None and noun.state(obj) not in term.states:
        return False
    if term.relation == "own":
        return noun.own(actor, obj)
    if term.relation == "grp":
        return noun.grp(actor, obj) or noun.own(actor, obj)
    return True


def require(permission: Permission, actor: Actor, obj: object | None = None, *, edition_id: UUID | None = None) -> None:
    """Raise Denied unless allowed; every action calls it, so page, API, import and job meet the same check."""
    if not allowed(permission, actor, obj, edition_id=edition_id):
        raise Denied(permission.name)


def guard(permission: Permission, load: Callable[..., object] | None = None, *, recent: bool = False) -> Callable:
    """Declare a route's access. `load(actor, edition, **url_parts)` fetches only what exists for the actor.

    The view gets `(request, obj)` with a loader, `(request, **url_parts)` without. What the loader does not find is
    404; what it finds but the permission denies is 403 (or sign-in, for nobody). `recent` lets only those on who
    signed in, or proved it again, within the last minutes; the others prove it first and come back.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: object, **url_parts: object) -> HttpResponse:
            actor, edition = request.actor, request.edition
            edition_id = edition.id if edition else None
            if load is None:
                require(permission, actor, edition_id=edition_id)
                _require_recent(request)
                return view(request, *args, **url_parts)
            if permission is SIGNED_IN:
                require(permission, actor)
            try:
                obj = load(actor, edition, **url_parts)
            except ObjectDoesNotExist as missing:
                hidden = request.passkey_missing or not actor.signed_in
                if hidden and not allowed(permission, actor, edition_id=edition_id):
                    raise Denied(permission.name) from missing
                raise Http404 from missing
            require(permission, actor, obj)
            _require_recent(request)
            return view(request, obj, *args)

        def _require_recent(request: HttpRequest) -> None:
            if recent and not request.is_recent():
                raise NotRecent(permission.name)

        guarded.guard, guarded.load, guarded.recent = permission, load, recent
        return guarded

    return decorate
