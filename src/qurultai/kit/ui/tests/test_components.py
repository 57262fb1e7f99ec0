"""Components say what they are given, escaped, and nothing that the content security policy forbids."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from qurultai.kit.ui.bundle import HERE

pytestmark = pytest.mark.urls("qurultai.kit.ui.tests.urls")
CANARY = '" onclick="alert(1)" \' <img src=x onerror=alert(2)> {{ 7|add:70707 }}'
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
FORBIDDEN = re.compile(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\ssrc=)", re.I)


def rendered(source, path="/en/gallery/?q=1&page=2", **context):
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return BeautifulSoup(template.render(context, RequestFactory().get(path)), "html.parser")


class Visitor(forms.Form):
    name = forms.CharField(label="Name", help_text="As you write it")
    mail = forms.EmailField(label="E-mail")
    languages = forms.MultipleChoiceField(choices=[("kk", "kk"), ("ru", "ru")], widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="Agreed")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HERE / "templates")))
def test_no_template_has_an_inline_style_script_or_handler(path):
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "breach", ['<p style="x">', "<style>", "<b onclick='x'>", "<script>1</script>", "<i hx-on::a='x'>"]
)
def test_the_search_for_inline_code_would_find_it(breach):
    assert FORBIDDEN.search(breach) is not None


@pytest.mark.parametrize(
    "source",
    [
        '<c-button :href="x" :label="x">{{ x }}</c-button>',
        '<c-card :title="x" :href="x">{{ x }}</c-card>',
        '<c-toast :text="x" :undo_url="x" />',
        '<c-copy :value="x" :label="x" />',
        '<c-person :name="x" :role="x" :url="x" :photo="x" />',
        '<c-session-card :title="x" :room="x" :speakers="x" :topic="x" :url="x" :tone="x" :state="x" :text_lang="x" />',
        '<c-star :action="x" :title="x" :id="x" />',
        '<c-tick :value="x" :label="x" />',
        '<c-empty :title="x">{{ x }}</c-empty>',
        '<c-confirm :id="x" :title="x" :text="x" :must_equal="x" />',
        '<c-table :caption="x" :columns="columns" :count="0" :search="x" :query="x" />',
        '<c-nav :items="items" :label="x" /><c-tabs :items="items" :label="x" /><c-breadcrumbs :items="items" />',
        '<c-next :title="x" :start="now" :end="now" :room="x" :walk="x" :in="x" :map_url="x" />',
        '<c-button data-note="{{ x }}">a</c-button>',
    ],
)
def test_hostile_words_stay_words(source):
    items = [{"label": CANARY, "url": CANARY, "count": CANARY}]
    page = rendered(source, x=CANARY, now=dt.datetime.now(dt.UTC), items=items, columns=[{"key": "k", "label": CANARY}])
    assert page.find_all("img", attrs={"src": "x"}) == []
    assert [tag for tag in page.find_all(True) if tag.has_attr("onclick") or tag.has_attr("onerror")] == []
    assert "70714" not in page.get_text()
    assert CANARY in page.get_text() or CANARY in {str(v) for tag in page.find_all(True) for v in tag.attrs.values()}


def test_a_form_carries_its_token_and_a_key_that_is_new_each_time():
    source = '<c-form :form="form">.</c-form>'
    first, second = (rendered(source, form=Visitor()) for _ in range(2))
    names = [tag["name"] for tag in first.find_all("input")]
    assert names == ["csrfmiddlewaretoken", "idempotency_key", "key"]
    keys = {page.find("input", {"name": "idempotency_key"})["value"] for page in (first, second)}
    assert len(keys) == 2


def test_a_form_that_only_asks_carries_neither():
    page = rendered('<c-form method="get">.</c-form>')
    assert page.find_all("input") == []


def test_each_error_of_the_summary_leads_to_a_control_on_the_page_and_stands_at_its_field():
    form = Visitor({"mail": "nobody", "key": "1"})
    source = (
        '<c-form :form="form">{% for field in form.visible_fields %}<c-field :field="field" />{% endfor %}</c-form>'
    )
    page = rendered(source, form=form)
    targets = [link["href"].removeprefix("#") for link in page.select(".summary a")]
    assert targets == ["id_name", "id_mail", "id_languages_0", "id_agreed"]
    assert [page.find(id=target).name for target in targets] == ["input"] * 4
    assert len(page.select(".field-bad .error")) == 4


def test_a_field_names_its_help_and_its_errors_to_a_screen_reader():
    form = Visitor({"key": "1"})
    page = rendered('<c-field :field="form.name" />', form=form)
    described = page.find("input")["aria-describedby"].split()
    assert [page.find(id=name).get_text(strip=True) for name in described] == [
        "As you write it",
        "This field is required.",
    ]
    assert page.find("input")["aria-invalid"] == "true"


def test_a_group_of_boxes_is_a_fieldset_with_a_legend_and_one_box_is_not():
    form = Visitor()
    group, single = (rendered(f'<c-field :field="form.{name}" />', form=form) for name in ("languages", "agreed"))
    assert (group.find("fieldset").find("legend").get_text(strip=True), single.find("fieldset")) == ("Languages", None)


def test_the_language_switch_keeps_the_page_and_its_question():
    page = rendered("<c-language-switch />", path="/ru/2027/programme/?day=2&q=a%26b")
    assert [link["href"] for link in page.find_all("a")] == [
        "/kk/2027/programme/?day=2&q=a%26b",
        "/ru/2027/programme/?day=2&q=a%26b",
        "/en/2027/programme/?day=2&q=a%26b",
    ]


def test_the_language_switch_marks_the_language_of_the_page():
    with translation.override("kk"):
        page = rendered("<c-language-switch />")
    assert [link["lang"] for link in page.find_all("a", attrs={"aria-current": True})] == ["kk"]


def test_the_front_page_without_a_language_leads_to_each():
    page = rendered("<c-language-switch />", path="/")
    assert [link["href"] for link in page.find_all("a")] == ["/kk/", "/ru/", "/en/"]


@pytest.mark.parametrize(
    ("asked", "state", "next_sort"),
    [("", "none", "name"), ("&sort=name", "ascending", "-name"), ("&sort=-name", "descending", "name")],
)
def test_a_columns_head_says_its_order_and_leads_to_the_other_from_the_first_page(asked, state, next_sort):
    columns = [{"key": "name", "label": "Name", "sortable": True}]
    page = rendered('<c-table caption="P" :columns="columns" />', path=f"/en/?q=a&page=3{asked}", columns=columns)
    head = page.find("th")
    assert (head["aria-sort"], head.find("a")["href"]) == (state, f"?q=a&sort={next_sort}")


def test_page_links_keep_the_filters_and_mark_the_page():
    pages = Paginator(range(100), 10).page(2)
    page = rendered('<c-pages :page="page" />', path="/en/?q=a&page=2", page=pages)
    assert [link["href"] for link in page.find_all("a")] == ["?q=a&page=1", "?q=a&page=3", "?q=a&page=10"]
    assert page.find(attrs={"aria-current": "page"}).get_text() == "2"


def test_an_empty_table_says_so_instead_of_showing_heads():
    page = rendered('<c-table caption="P" :columns="c" :count="0" empty_title="Nobody yet" />', c=[{"label": "Name"}])
    assert (page.find("table"), page.find("h2").get_text()) == (None, "Nobody yet")


def test_a_session_shows_its_time_in_the_zone_of_the_edition():
    start = dt.datetime(2027, 9, 9, 4, 30, tzinfo=dt.UTC)
    source = '<c-session-card title="a" :start="start" :end="end" :tz="zone" />'
    page = rendered(source, start=start, end=start + dt.timedelta(minutes=45), zone=ZoneInfo("Asia/Almaty"))
    assert page.find(class_="span-time").get_text() == "09:30–10:15"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_error_pages_need_nothing_but_their_template(status, language):
    with translation.override(language):
        html = engines["django"].get_template(f"{status}.html").render()
    page = BeautifulSoup(html, "html.parser")
    languages, ways = [tag["lang"] for tag in page.select("html")], [link["href"] for link in page.select("main a")]
    assert (languages, len(page.find_all("h1")), ways) == ([language], 1, ["/"])


@pytest.mark.parametrize("accent", ["steppe", ""])
def test_an_editions_accent_colours_its_pages(accent):
    html = engines["django"].get_template("404.html").render({"edition": {"accent": accent}})
    assert [tag.get("data-accent") for tag in BeautifulSoup(html, "html.parser").select("html")] == [
        {"steppe": "150", "": None}[accent]
    ]
