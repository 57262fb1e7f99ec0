"""What components need to know that a template cannot work out."""

import datetime as dt
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from qurultai.kit.cldr import country_name
from qurultai.kit.ui.colour import accent_hue

register = template.Library()
register.filter("accent_hue", accent_hue)
register.filter("country", country_name)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """The same page in each of the site's languages, with the language's own name."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    return [
        {
            "code": code,
            "short": {"kk": "Қаз", "ru": "Рус", "en": "Eng"}.get(code, code),
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": in_language(path, code),
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


def in_language(path: str, code: str) -> str:
    """The path with its language, which is its first segment, replaced; a path without one stays."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if first in dict(settings.LANGUAGES) or path == "/" else path


@register.simple_tag
def icon(name: str) -> SafeString:
    """What `<c-icon>` draws beside words, without the cost of a component: for lists of many."""
    sprite = static("qurultai/icons.svg")
    return mark_safe(f'<svg class="icon" aria-hidden="true"><use href="{sprite}#{name}"/></svg>')


@register.filter
def is_choices(field: BoundField) -> bool:
    """Whether the field is a group of radio buttons or check boxes, or of parts, that needs a legend."""
    return bool(field.use_fieldset)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one check box, whose label stands beside it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.simple_tag
def form_errors(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a form in the order of its fields, each with the id of the field it belongs to."""
    whole = [{"text": str(text), "target": ""} for text in form.non_field_errors()]
    fields = [
        {"text": f"{field.label}: {text}", "target": first_control(field)} for field in form for text in field.errors
    ]
    return whole + fields


def first_control(field: BoundField) -> str:
    """The id of the first control of a field: of its first choice when it is a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id


@register.filter
def local(at: dt.datetime, zone: Any = None) -> dt.datetime:
    """An instant in the edition's zone, or in the current one."""
    return timezone.localtime(at, zone) if zone else timezone.localtime(at)


@register.filter
def minutes_until(at: dt.datetime, now: dt.datetime) -> int:
    """Whole minutes from now until an instant, negative when it has passed."""
    return int((at - now).total_seconds() // 60)


@register.filter
def initials(name: object) -> str:
    """The first letters of the first two words of a name, as it is written."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.filter
def tone(value: object) -> int:
    """One of eight tones for a topic's number, the same in every process."""
    return (value if isinstance(value, int) else sum(str(value).encode())) % 8


@register.simple_tag(takes_context=True)
def sort_header(context: Context, column: dict[str, Any]) -> dict[str, str]:
    """Where a column's head leads and how the column is sorted now, from `?sort=key` or `?sort=-key`."""
    request = context.get("request")
    now = request.GET.get("sort", "") if request else ""
    key = column["key"]
    query = request.GET.copy() if request else {}
    query["sort"] = f"-{key}" if now == key else key
    if hasattr(query, "pop"):
        query.pop("page", None)
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    encoded = query.urlencode() if hasattr(query, "urlencode") else f"sort={query['sort']}"
    return {"url": f"?{encoded}", "state": state, "label": _("Sort by %(column)s") % {"column": column["label"]}}


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: Any) -> list[dict[str, Any]]:
    """The numbered links under a list; a gap is a link without an address."""
    request = context.get("request")
    links = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        query = request.GET.copy() if request else None
        if query is not None and isinstance(number, int):
            query["page"] = str(number)
        address = f"?{query.urlencode()}" if query is not None else f"?page={number}"
        links.append(
            {"label": number, "url": address if isinstance(number, int) else "", "here": number == page.number}
        )
    return links
