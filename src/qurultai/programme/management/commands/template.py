"""`qurultai template`: the forum's own spreadsheet, to be filled in."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qurultai.programme import public as programme
from qurultai.programme.management.asking import SpeakingCommand, language_of, write_file


class Command(SpeakingCommand):
    """Writes the empty workbook with examples and help; never over a file that somebody may have filled in."""

    help = gettext_lazy("Write the spreadsheet (XLSX) in which a programme can be prepared.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        file = _("the file to write (without it: programme.xlsx)")
        parser.add_argument("--out", type=Path, default=Path("programme.xlsx"), help=file)

    def carry_out(self, **options: object) -> None:
        file = options["out"]
        if file.is_file():
            raise CommandError(_("There is a file %(file)s already. Name another one with --out.") % {"file": file})
        write_file(file, programme.template_xlsx(language_of(options["language"])))
        self.say(_("%(file)s is written. Fill it in, then run: qurultai import %(file)s") % {"file": file})
