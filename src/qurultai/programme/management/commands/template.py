"""`qurultai template`: the forum's own spreadsheet, to be filled in."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from qurultai.programme import public as programme
from qurultai.programme.management.asking import SpeakingCommand, language_of


class Command(SpeakingCommand):
    """Writes the empty workbook with examples and help."""

    help = "Write the spreadsheet (XLSX) in which a programme can be prepared."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--out", type=Path, default=Path("programme.xlsx"))

    def carry_out(self, **options: object) -> None:
        try:
            options["out"].write_bytes(programme.template_xlsx(language_of(options["language"])))
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be written: %(error)s") % {"file": options["out"], "error": error.strerror}
            ) from error
        self.say(str(options["out"]))
