"""Saved views: a table's filters, order and columns under a name, for oneself or for the whole office."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qurultai.kit import clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid, Refusal
from qurultai.kit.models import SavedView

MOST = 40
"""So many views of one table a person keeps."""
LONGEST_NAME = 60


class ViewWithoutName(Invalid):
    """A view needs a name."""

    code = "view-without-name"
    text = _("Give the view a name.")


class TooManyViews(Refusal):
    """Nobody finds her way among more."""

    code = "too-many-views"
    text = _("You keep %(most)s views of this table already: delete one first.")


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as a table shows it."""

    id: UUID
    name: str
    url: str
    shared: bool
    mine: bool
    here: bool


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views of a table that somebody may use, her own and the office's; `query` is what would be saved now."""

    table: str
    query: str
    views: list[View]

    @property
    def mine(self) -> list[View]:
        """Those that she may share and delete."""
        return [view for view in self.views if view.mine]


def views_of(actor: Actor, edition_id: UUID | None, table: str, query: str, path: str) -> SavedViews:
    """The views of a table; one query."""
    rows = SavedView.objects.filter(edition_id=edition_id, table=table, removed_at=None)
    rows = rows.filter(Q(person_id=actor.person_id) | Q(shared=True)).order_by("name", "id")
    views = [
        View(row.id, row.name, f"{path}?{row.query}", row.shared, row.person_id == actor.person_id, row.query == query)
        for row in rows
    ]
    return SavedViews(table, query, views)


def my_view(actor: Actor, edition: object | None, key: UUID) -> SavedView:
    """A view of one's own in the edition at hand, also one that was just deleted. Raises SavedView.DoesNotExist."""
    edition_id = edition.id if edition else None
    return SavedView.objects.get(id=key, person_id=actor.person_id, edition_id=edition_id)


@action
def save_view(edition_id: UUID, table: str, name: str, query: str, *, by: Actor, shared: bool = False) -> SavedView:
    """Keep a view; the same name again replaces one's own. Raises ViewWithoutName, TooManyViews."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise ViewWithoutName
    mine = SavedView.objects.filter(edition_id=edition_id, table=table[:60], person_id=by.person_id, removed_at=None)
    known = mine.filter(name=name).first()
    if known is None and mine.count() >= MOST:
        raise TooManyViews(most=MOST)
    view = known or SavedView(edition_id=edition_id, table=table[:60], person_id=by.person_id, name=name)
    view.query, view.shared = query[:2000], shared
    view.save()
    return view


@action
def share_view(view: SavedView, shared: bool) -> None:
    """Show it to the whole office, or to oneself only."""
    SavedView.objects.filter(pk=view.pk).update(shared=shared)


@action
def remove_view(view: SavedView) -> None:
    """Delete it; it can be brought back."""
    SavedView.objects.filter(pk=view.pk, removed_at=None).update(removed_at=clock.now())


@action
def bring_view_back(view: SavedView) -> None:
    """Undo its deletion; when another has its name meanwhile, it comes back with a sign that tells them apart."""
    others = SavedView.objects.filter(edition_id=view.edition_id, table=view.table, person_id=view.person_id)
    taken = others.filter(name=view.name, removed_at=None).exclude(pk=view.pk).exists()
    name = f"{view.name[: LONGEST_NAME - 2]} ·" if taken else view.name
    SavedView.objects.filter(pk=view.pk).update(removed_at=None, name=name)
