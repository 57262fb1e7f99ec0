"""`qurultai export FORMAT`: write the programme of an edition."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from qurultai.kit import clock
from qurultai.programme import public as programme
from qurultai.programme.management.asking import SpeakingCommand, edition_meant, language_of


class Command(SpeakingCommand):
    """Writes the published version, or the draft when nothing is published."""

    help = "Write the programme: " + ", ".join(programme.FORMATS)

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("format", choices=sorted(programme.FORMATS))
        parser.add_argument("--edition", help="the slug of the edition (without it: the one at the root)")
        parser.add_argument("--out", type=Path, help="the file to write (without it: standard output)")
        parser.add_argument("--draft", action="store_true", help="write what would be published now")
        parser.add_argument("--number", type=int, help="write this version")

    def carry_out(self, **options: object) -> None:
        edition = edition_meant(options["edition"])
        document, stamp = self._document(edition, options)
        body = programme.write(options["format"], document, programme.Occasion(language_of(options["language"]), stamp))
        if options["out"] is None:
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
            return
        try:
            options["out"].write_bytes(body)
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be written: %(error)s") % {"file": options["out"], "error": error.strerror}
            ) from error
        self.say(_("%(file)s: %(count)s sessions.") % {"file": options["out"], "count": len(document.items)})

    def _document(self, edition: object, options: dict) -> tuple[programme.Programme, object]:
        if options["number"] is not None:
            numbers = [line.number for line in programme.versions(edition.id)]
            if options["number"] not in numbers:
                raise CommandError(_("There is no version %(number)s.") % {"number": options["number"]})
            version = programme.numbered_version(edition.id, options["number"])
        else:
            version = None if options["draft"] else programme.current_version(edition.id)
        if version is None:
            return programme.draft_document(edition), clock.now()
        return version.document, version.published_at
