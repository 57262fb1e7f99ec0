"""`schedule.json` of frab, pretalx and the hub, read and written."""

import json
from typing import Any

import msgspec

from . import carry
from .assumed import Assumed
from .document import Programme
from .frab_reading import EXTENSION, programme_of
from .frab_writing import tree_of
from .limits import DEEPEST, check_marks
from .problems import Problem, Unreadable, refused
from .wording import cleaned

SCHEMA = "https://c3voc.de/schedule/schema.json"


def read_json(body: bytes, assumed: Assumed) -> Programme:
    """The programme of a schedule.json; raises Unreadable."""
    return programme_of_tree(parsed(body), assumed)


def parsed(body: bytes) -> Any:
    """The JSON value of a file, cleaned; raises Unreadable for anything that is not JSON or nests too deeply."""
    check_marks(body, b",", b"[", b"{")
    try:
        value = json.loads(body, parse_constant=_no_constant)
    except RecursionError as error:
        raise refused("too_deep", limit=DEEPEST) from error
    except json.JSONDecodeError as error:
        raise _broken(error.lineno, error.colno) from error
    except UnicodeDecodeError as error:
        raise refused("unknown_encoding") from error
    except ValueError as error:
        raise _broken(1, 1) from error
    return cleaned(value)


def _broken(line: int, column: int) -> Unreadable:
    return Unreadable([Problem("broken_json", params={"line": line, "column": column})])


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def programme_of_tree(tree: Any, assumed: Assumed) -> Programme:
    """The programme of a frab tree and of the extension in it, if there is one; raises Unreadable."""
    schedule = tree.get("schedule") if isinstance(tree, dict) else None
    found = schedule.get(EXTENSION) if isinstance(schedule, dict) else None
    language, zone = carry.declared(found)
    if zone and isinstance(schedule.get("conference"), dict):
        conference = {"time_zone_name": zone, **schedule["conference"]}
        tree = {**tree, "schedule": {**schedule, "conference": conference}}
    return carry.completed(programme_of(tree, carry.own_assumptions(found, assumed), language), found)


def write_json(programme: Programme, language: str, complete: bool = True) -> bytes:
    """The programme as schedule.json in `language`, valid against the public schema.

    `complete` puts the other languages and all else that the schema has no room for into `schedule.x_qurultai`.
    """
    tree = {"$schema": SCHEMA, **tree_of(programme, language)}
    if complete:
        tree["schedule"][EXTENSION] = carry.seed(programme, language)
        plain = programme_of_tree(tree, Assumed())
        tree["schedule"][EXTENSION] = carry.extension(plain, programme, language)
    return msgspec.json.encode(tree)
