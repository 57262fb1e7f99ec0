"""`qurultai export FORMAT`: write the programme of an edition."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qurultai.kit import clock
from qurultai.programme import public as programme
from qurultai.programme.management.asking import SpeakingCommand, edition_meant, language_of, write_file


class Command(SpeakingCommand):
    """Writes the published version, or the draft when nothing is published."""

    help = gettext_lazy(
        "Write the programme of an edition: the published version, or the draft when nothing is published. "
        "xml, json and xlsx carry everything and can be imported again; csv has the sessions; "
        "ics and xcs are calendars; jsonld is for search engines."
    )
    missing_args_message = gettext_lazy("Name a format: xml, json, xlsx, csv, ics, xcs or jsonld.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("format", choices=sorted(programme.FORMATS))
        parser.add_argument("--edition", help=_("the slug of the edition (without it: the one at the root)"))
        parser.add_argument("--out", type=Path, help=_("the file to write (without it: standard output)"))
        parser.add_argument("--draft", action="store_true", help=_("write what would be published now"))
        parser.add_argument("--number", type=int, help=_("write this version"))

    def carry_out(self, **options: object) -> None:
        edition = edition_meant(options["edition"])
        document, stamp, known = self._document(edition, options)
        occasion = programme.Occasion(language_of(options["language"]), stamp, programme.item_changes(known))
        body = programme.write(options["format"], document, occasion)
        if options["out"] is None and options["format"] == "xlsx" and sys.stdout.isatty():
            raise CommandError(_("A workbook is not text and cannot be shown here. Name a file with --out."))
        if options["out"] is None:
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
            return
        write_file(options["out"], body)
        self.say(
            _("%(file)s is written. Sessions: %(count)s.") % {"file": options["out"], "count": len(document.items)}
        )

    def _document(self, edition: object, options: dict) -> tuple[programme.Programme, object, list]:
        """What is written, its instant, and the versions up to it."""
        known = programme.versions(edition.id)
        if options["number"] is not None:
            if options["number"] not in [line.number for line in known]:
                raise CommandError(_("There is no version %(number)s.") % {"number": options["number"]})
            version = programme.numbered_version(edition.id, options["number"])
        else:
            version = None if options["draft"] else programme.current_version(edition.id)
        if version is None:
            return programme.draft_document(edition), clock.now(), known
        return version.document, version.published_at, [line for line in known if line.number <= version.number]
