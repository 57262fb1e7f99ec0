"""The interface's Kazakh and Russian: compile the catalogues, keep them complete, and say what is missing.

English is the source. Every package has its own `locale/`; a string belongs to the package in whose files it stands.

usage: python -m qurultai.kit.catalogues compile | update [PACKAGE…] | check
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGES = ("kk", "ru")
_FUNCTIONS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
_CALL = re.compile(r"\b(?:gettext|ngettext|pgettext|npgettext|_)\(")
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
Message = tuple[str | None, str, str | None]
"""Context, words, plural."""


def homes() -> list[Path]:
    """The packages that may have catalogues: the contexts, and the kit."""
    return sorted(folder for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())


def messages_in(home: Path) -> set[Message]:
    """Every translatable string of a package's Python files and templates."""
    found: set[Message] = set()
    for file in home.rglob("*.py"):
        if not {"tests", "migrations"} & set(file.parts):
            found |= set(_calls(file.read_text()))
    for file in [*home.rglob("*.html"), *home.rglob("*.txt")]:
        if "templates" in file.parts:
            found |= set(_template(file))
    return found


def _calls(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name not in _FUNCTIONS or not words:
            continue
        if name.startswith("np") and len(words) > 2:
            yield words[0], words[1], words[2]
        elif name.startswith("p") and len(words) > 1:
            yield words[0], words[1], None
        elif name.startswith("n") and len(words) > 1:
            yield None, words[0], words[1]
        else:
            yield None, words[0], None


def _template(file: Path) -> Iterator[Message]:
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    text = templatize(file.read_text(), origin=str(file))
    for match in _CALL.finditer(text):
        end = text.index(")", match.end())
        while True:
            try:
                yield from _calls(re.sub(r"\bu(?=['\"])", "", text[match.start() : end + 1]))
            except SyntaxError:
                end = text.index(")", end + 1)
            else:
                break


def _catalogue(home: Path, language: str) -> polib.POFile:
    path = home / "locale" / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    catalogue.fpath = str(path)
    return catalogue


def _key(entry: polib.POEntry) -> Message:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def update(home: Path) -> None:
    """Add new strings with empty translations, drop those no longer used, sort; keep what is translated."""
    wanted = messages_in(home)
    for language in LANGUAGES if wanted else ():
        catalogue = _catalogue(home, language)
        kept = {_key(entry): entry for entry in catalogue if not entry.obsolete}
        by_words = {entry.msgid: entry for entry in kept.values()}
        catalogue.clear()
        for context, words, plural in sorted(wanted, key=lambda message: (message[1], message[0] or "")):
            entry = kept.get((context, words, plural)) or by_words.get(words)
            if entry is None or bool(entry.msgid_plural) != bool(plural) or entry.msgctxt != context:
                known = entry.msgstr if entry is not None and not plural else ""
                entry = polib.POEntry(msgctxt=context, msgid=words, msgid_plural=plural or "", msgstr=known)
                if plural:
                    forms = int(PLURALS[language].split("nplurals=")[1][0])
                    entry.msgstr_plural = dict.fromkeys(range(forms), "")
            if "%(" in words and "python-format" not in entry.flags:
                entry.flags.append("python-format")
            catalogue.append(entry)
        catalogue.save(catalogue.fpath)


def problems() -> Iterator[str]:
    """What is missing or wrong, one line each."""
    for home in homes():
        wanted = messages_in(home)
        for language in LANGUAGES if wanted else ():
            entries = {_key(entry): entry for entry in _catalogue(home, language) if not entry.obsolete}
            for message in sorted(wanted - entries.keys(), key=str):
                yield f"{home.name} {language}: missing {message[1]!r}"
            for message in sorted(entries.keys() - wanted, key=str):
                yield f"{home.name} {language}: no longer used {message[1]!r}"
            for entry in entries.values():
                forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
                if not all(forms):
                    yield f"{home.name} {language}: not translated {entry.msgid!r}"
                elif any(_places(form) != _places(entry.msgid_plural or entry.msgid) for form in forms[-1:]):
                    yield f"{home.name} {language}: other places than {entry.msgid!r}"


def disagreements() -> Iterator[str]:
    """Strings that two packages translate differently: all packages share one catalogue, so one of them would lose."""
    for language in LANGUAGES:
        said: dict[tuple[str | None, str], dict[str, str]] = {}
        for home in homes():
            for entry in _catalogue(home, language) if (home / "locale").exists() else ():
                forms = "|".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
                said.setdefault((entry.msgctxt, entry.msgid), {})[home.name] = forms
        for (_context, words), versions in sorted(said.items(), key=str):
            if len(set(versions.values())) > 1:
                yield f"{language}: {words!r} differs: {versions}"


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))


def compile_all() -> None:
    """Write the `.mo` file beside each `.po` that is newer."""
    for source in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def main(words: list[str]) -> int:
    """Do what the command line says; exit status 1 when something is missing."""
    match words:
        case ["compile"]:
            compile_all()
        case ["update", *names]:
            for home in homes():
                if not names or home.name in names:
                    update(home)
        case ["check"]:
            found = [*problems(), *disagreements()]
            print("\n".join(found))  # noqa: T201 - a command
            compile_all()
            return bool(found)
        case _:
            print(__doc__)  # noqa: T201 - a command
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
