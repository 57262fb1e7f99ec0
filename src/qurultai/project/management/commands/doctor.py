"""`qurultai doctor`: what is wrong with this installation."""

import sys

from django.core.management.base import BaseCommand

from qurultai.project import doctor


class Command(BaseCommand):
    """Prints every finding; exit status 1 when something is not well."""

    help = "Say what is wrong with this installation and what to do about it."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        findings = list(doctor.examine())
        for finding in findings:
            sign = self.style.SUCCESS("ok  ") if finding.well else self.style.ERROR("BAD ")
            self.stdout.write(f"{sign}{finding.subject:12}{finding.words}")
        if not all(finding.well for finding in findings):
            sys.exit(1)
