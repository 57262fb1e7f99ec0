"""`qurultai export-site --out FOLDER [--edition SLUG]`: the public site as plain files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from qurultai.editions.public import edition_at_root, editions
from qurultai.website.static_copy import Outside, copy_site


class Command(BaseCommand):
    """Write a copy of an edition's public site."""

    help = "Writes the public site as plain files with relative links."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--out", required=True, type=Path, metavar="FOLDER")
        parser.add_argument("--edition", default="", metavar="SLUG")

    def handle(self, *args, out, edition, **options) -> None:
        chosen = {one.slug: one for one in editions()}.get(edition) if edition else edition_at_root()
        if chosen is None:
            raise CommandError(f"no such edition: {edition}" if edition else "no edition stands at the site's root")
        try:
            count = copy_site(chosen, out)
        except LookupError as nothing:
            raise CommandError(f"{chosen.slug}: nothing is published yet") from nothing
        except Outside as outside:
            raise CommandError(f"not written, it would lie outside {out} or behind a link: {outside}") from outside
        self.stdout.write(f"{count} files in {out}")
