"""Tables that behave: the address says everything, pages hold together, and no cell can be taken for HTML."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.http import Http404, QueryDict
from django.utils import timezone

from qurultai.kit.models import Event
from qurultai.kit.ui import tables
from qurultai.kit.ui.tables import Column, Filter, Table
from qurultai.kit.ui.tables.showing import body_of

TABLE = Table(
    name="things",
    caption="Things",
    columns=[
        Column("name", "Name", lambda row: row["name"], sortable=True),
        Column("size", "Size", lambda row: row["size"], sortable=True, number=True),
        Column("note", "Note", lambda row: tables.badge(row["note"]), lambda row: row["note"], by_default=False),
    ],
    filters=[Filter("kind", "Kind", "All", [("a", "A"), ("b", "B")]), Filter("day", "Day")],
    key=lambda row: row["name"],
    label=lambda row: row["name"],
    order="name",
    hidden=["organisation"],
)


def asked(address):
    return tables.asked(SimpleNamespace(GET=QueryDict(address)), TABLE)


def test_an_empty_address_asks_for_the_usual_columns_in_the_usual_order():
    wanted = asked("")
    assert ([c.key for c in wanted.columns], wanted.sort, wanted.narrowed, wanted.query()) == (
        ["name", "size"],
        "name",
        False,
        "sort=name",
    )


def test_an_address_comes_out_as_it_went_in():
    address = "q=%D0%90%D1%80%D1%83&kind=a&organisation=X1&sort=-size&col=name&col=note"
    assert sorted(asked(address).query().split("&")) == sorted(address.split("&"))


@pytest.mark.parametrize("address", ["sort=secret", "sort=-note", "col=secret&col=name&col=size", "after=x&before=y"])
def test_what_the_table_does_not_know_is_not_kept(address):
    assert asked(address).query() == "sort=name"


def test_the_first_column_cannot_be_left_out():
    assert [column.key for column in asked("col=size").columns] == ["name", "size"]
    assert [column.key for column in asked("col=note").columns] == ["name", "note"]


def test_no_cell_can_be_taken_for_html():
    row = {"name": "<script>1</script>", "size": 3, "note": '"><b>'}
    body = body_of(TABLE, asked("col=size&col=note"), [row], bulk=True)
    assert "<script" not in body and "<b>" not in body
    assert '<td class="number" data-label="Size">3</td>' in body


def test_links_and_moments_escape_what_they_are_given():
    made = tables.link('/"x', "<b>", "<i>") + tables.named("<b>", "<i>")
    assert "<b>" not in made and "<i>" not in made and '"/"' not in made
    at = dt.datetime(2027, 9, 13, 4, tzinfo=dt.UTC)
    assert "09:00" in tables.moment(at, dt.timezone(dt.timedelta(hours=5)))


def walk(rows, size, field="type", downwards=False):
    """All pages, forwards and then backwards."""
    there, wanted = [], asked("")
    while True:
        part = tables.sliced(rows(), field, wanted, size, downwards=downwards)
        there.append([row.seq for row in part.rows])
        if not part.after:
            break
        wanted = asked(f"after={part.after}")
    back = [there[-1]]
    while part.before:
        part = tables.sliced(rows(), field, asked(f"before={part.before}"), size, downwards=downwards)
        back.append([row.seq for row in part.rows])
    return there, back


@pytest.mark.django_db
@pytest.mark.parametrize("downwards", [False, True])
def test_pages_hold_together_in_both_directions_whatever_is_equal(downwards):
    for number in range(11):
        Event.objects.create(type=f"t{number % 3}", happened_at=timezone.now(), payload={})
    there, back = walk(Event.objects.all, 4, downwards=downwards)
    order = sorted(Event.objects.all(), key=lambda one: (one.type, one.seq), reverse=downwards)
    assert [seq for page in there for seq in page] == [one.seq for one in order]
    assert ([len(page) for page in there], back) == ([4, 4, 3], there[::-1])


@pytest.mark.django_db
def test_what_is_added_before_a_page_does_not_push_rows_onto_it():
    for name in "bdf":
        Event.objects.create(type=name, happened_at=timezone.now(), payload={})
    first = tables.sliced(Event.objects.all(), "type", asked(""), 2)
    Event.objects.create(type="a", happened_at=timezone.now(), payload={})
    second = tables.sliced(Event.objects.all(), "type", asked(f"after={first.after}"), 2)
    assert ([row.type for row in second.rows], second.count, second.after) == (["f"], 4, "")


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "WzEsMl0", "WyJ4IiwgInkiXQ", "\x00"])
def test_a_cursor_that_is_none_leads_to_the_first_page(cursor):
    Event.objects.create(type="a", happened_at=timezone.now(), payload={})
    for address in (f"after={cursor}", f"before={cursor}"):
        assert [row.type for row in tables.sliced(Event.objects.all(), "happened_at", asked(address), 2).rows] == ["a"]
        assert tables.portion(["a"], asked(address), 2, str).rows == ["a"]


def test_a_list_is_cut_into_pages_like_a_table():
    rows, pages, wanted = list("abcde"), [], asked("")
    while True:
        part = tables.portion(rows, wanted, 2, str)
        pages.append("".join(part.rows))
        if not part.after:
            break
        wanted = asked(f"after={part.after}")
    assert (pages, tables.portion(rows, asked(f"before={part.before}"), 2, str).rows) == (["ab", "cd", "e"], ["c", "d"])


def test_a_file_of_another_kind_is_not_there():
    with pytest.raises(Http404):
        tables.file_of(TABLE.columns, [], "pdf", TABLE.caption, "things")
    assert tables.file_of(TABLE.columns, [], "csv", TABLE.caption, "things").status_code == 200
