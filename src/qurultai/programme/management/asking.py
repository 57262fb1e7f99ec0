"""What the programme's commands share: the reader's language, the edition that is meant, plain words for a "no"."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from qurultai.editions import public as editions
from qurultai.kit.errors import Refusal
from qurultai.programme.models import Edition

LANGUAGES = ("kk", "ru", "en")


def language_of(wish: str | None) -> str:
    """The wanted language, else that of LC_ALL or LANG, else English."""
    spoken = wish or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return spoken[:2].lower() if spoken[:2].lower() in LANGUAGES else "en"


def language_wished(words: Sequence[str]) -> str | None:
    """The language that a command line asks for, before anything else of it is understood."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None


class SpeakingCommand(BaseCommand):
    """A command that speaks the reader's language; a refusal is a sentence and exit status 1, never a traceback."""

    requires_system_checks = []
    missing_args_message = ""
    suppressed_base_arguments = {
        "--version", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color", "--verbosity",
    }  # fmt: skip

    def create_parser(self, prog_name: str, subcommand: str, **more: object) -> CommandParser:
        """The parser with its help in the reader's language."""
        with translation.override(language_of(language_wished(sys.argv))):
            parser = super().create_parser(prog_name, subcommand, **more)
            parser.description = str(self.help)
            parser.missing_args_message = str(self.missing_args_message)
            parser._positionals.title, parser._optionals.title = _("What is needed"), _("What may be added")
            for option in parser._actions:
                if option.dest == "help":
                    option.help = _("show this help and end")
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=LANGUAGES, help=_("the language of what is printed"))

    def handle(self, *args: object, **options: object) -> None:
        with translation.override(language_of(options["language"])):
            try:
                self._carry_out(**options)
            except CommandError as refusal:
                if not self._called_from_command_line:
                    raise
                self.stderr.write(str(refusal))
                sys.exit(refusal.returncode)

    def _carry_out(self, **options: object) -> None:
        try:
            make_ready()
            self.carry_out(**options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as trouble:
            raise CommandError(_("The database says: %(error)s") % {"error": trouble}) from trouble

    def carry_out(self, **options: object) -> None:
        """What the command does."""
        raise NotImplementedError

    def progress(self, words: str) -> None:
        """Print what goes on now, for whoever waits at the command line."""
        if self._called_from_command_line:
            self.stderr.write(words)
            self.stderr.flush()

    def say(self, words: str) -> None:
        """Print a line at once."""
        self.stdout.write(words)
        self.stdout.flush()


def make_ready() -> None:
    """On the embedded database bring the tables up to date; a cluster does that once, with `qurultai prepare`."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if not settings.EMBEDDED:
        raise CommandError(_("The database is not up to date. Run first: qurultai prepare"))
    call_command("migrate", verbosity=0)


def edition_meant(slug: str | None) -> Edition:
    """The edition of this slug, or the one at the site's root; its zone is used for every time printed."""
    edition = editions.edition_for(slug or "")
    if edition is None or (slug and edition.slug != slug):
        known = ", ".join(one.slug for one in editions.editions()) or "-"
        raise CommandError(
            _("There is no edition “%(slug)s”. There are: %(known)s") % {"slug": slug or "", "known": known}
        )
    timezone.activate(edition.tz)
    return edition


def write_file(file: Path, body: bytes) -> None:
    """Write a file, or say in the reader's language why it cannot be written."""
    if file.is_dir():
        raise CommandError(_("%(file)s is a folder. Name the file in it.") % {"file": file})
    try:
        file.write_bytes(body)
    except FileNotFoundError as error:
        raise CommandError(_("There is no folder %(folder)s.") % {"folder": file.parent}) from error
    except OSError as error:
        raise CommandError(_("The file %(file)s may not be written by you.") % {"file": file}) from error
