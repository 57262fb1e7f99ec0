"""`qurultai render-site [SLUG …]`: make the public pages ready again, after an upgrade or a changed look."""

from django.core.management.base import BaseCommand, CommandError

from qurultai.editions.public import editions
from qurultai.website.releases import release_site


class Command(BaseCommand):
    """Render the published version of each edition, or of those named."""

    help = "Renders the public pages of the published programme again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG")

    def handle(self, *args, slugs, **options) -> None:
        known = {edition.slug: edition for edition in editions()}
        if unknown := sorted(set(slugs) - set(known)):
            raise CommandError(f"no such edition: {', '.join(unknown)}")
        for slug in slugs or known:
            release = release_site(known[slug], anew=True)
            self.stdout.write(f"{slug}: " + (f"release {release} on air" if release else "nothing published"))
