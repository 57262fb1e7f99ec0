"""The maps are enforced, not described."""

import dataclasses
import importlib
import pkgutil
from pathlib import Path

import pytest
from django.apps import apps
from ninja import NinjaAPI, Router

import qurultai
from architecture.routes import operations, pages
from qurultai import roles
from qurultai.kit import access
from qurultai.kit.journal import Fact
from qurultai.project.api import put_doors

SOURCE = Path(qurultai.__file__).parent
ROOT = SOURCE.parent.parent
LAYERS = [
    "kit",
    "people",
    "editions",
    "calendar notices documents",
    "registration",
    "accreditation",
    "programme",
    "onsite",
]
LEVEL = {name: level for level, row in enumerate(LAYERS) for name in row.split()}
MOST_LINES = 300


def python_files():
    """Our source files; migrations are generated, tests tell stories."""
    return [file for file in SOURCE.rglob("*.py") if not {"migrations", "tests"} & set(file.parts)]


def test_no_source_file_has_more_than_300_lines():
    long = {
        str(f.relative_to(SOURCE)): n for f in python_files() if (n := len(f.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_route_and_every_operation_declares_its_access():
    assert [address for address, view in pages() if not hasattr(view, "guard")] == []
    assert [operation.path for operation in operations() if not hasattr(operation.view_func, "guard")] == []
    assert len(list(operations())) > 20


def test_a_route_without_a_guard_would_be_seen():
    assert not hasattr(lambda request: None, "guard")
    assert hasattr(access.guard(access.OPEN)(lambda request: None), "guard")


def test_an_operation_without_a_guard_cannot_even_start():
    router = Router()
    router.get("/open-to-all")(lambda request: None)
    with pytest.raises(AttributeError):
        put_doors(NinjaAPI(urls_namespace="unguarded"), [router])


def test_foreign_keys_point_down_and_leave_nothing_behind():
    wrong = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if not field.is_relation or model._meta.app_label not in LEVEL:
                continue
            target = field.related_model._meta.app_label
            if target == model._meta.app_label or target not in LEVEL:
                continue
            down = LEVEL[target] < LEVEL[model._meta.app_label]
            if not down or field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def contexts():
    """The contexts' packages."""
    return sorted(module.name for module in pkgutil.iter_modules([str(SOURCE)]) if module.ispkg)


@pytest.mark.parametrize("context", contexts())
def test_events_are_frozen_facts_of_plain_values_named_in_the_readme(context):
    try:
        events = importlib.import_module(f"qurultai.{context}.events")
    except ModuleNotFoundError:
        return
    readme = (SOURCE / context / "README.md").read_text()
    facts = [thing for thing in vars(events).values() if isinstance(thing, type) and issubclass(thing, Fact)]
    own = [fact for fact in facts if fact is not Fact and fact.__module__ == events.__name__]
    assert own
    assert [fact.__name__ for fact in own if not fact.__dataclass_params__.frozen] == []
    assert [fact.__name__ for fact in own if fact.__name__ not in readme] == []
    assert [f.name for fact in own for f in dataclasses.fields(fact) if "models" in str(f.type)] == []


def test_every_permission_granted_is_named_and_every_permission_named_is_granted():
    for context in contexts():
        if (SOURCE / context / "policies.py").exists() or (SOURCE / context / "policies").exists():
            importlib.import_module(f"qurultai.{context}.policies")
    named = {name for name in access.PERMISSIONS if not name.startswith("kit.page.")}
    assert named - roles.GRANTS.keys() == set()


def test_grants_name_only_known_roles():
    known = set(roles.ROLES)
    used = {term.role for text in roles.GRANTS.values() for term in access.parse_terms(text)}
    assert used - known == set()


def test_every_module_promises_something_in_its_first_line():
    silent = [
        str(f.relative_to(SOURCE)) for f in python_files() if not f.read_text().lstrip().startswith(('"""', "'''"))
    ]
    assert [name for name in silent if (SOURCE / name).read_text().strip()] == []


def test_only_the_clock_reads_the_clock():
    words = ("datetime.now(", "dt.datetime.now(", "timezone.now(", "date.today(", "time.time(")
    guilty = [str(f.relative_to(SOURCE)) for f in python_files() if any(w in f.read_text() for w in words)]
    assert guilty == ["kit/clock.py"]
