"""`qurultai import FILE`: read a programme into an edition, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from qurultai.kit.access import SYSTEM
from qurultai.kit.limited import TooCostly
from qurultai.programme import public as programme
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.limits import check_length
from qurultai.programme.formats.messages import sentence
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.times import known_zone
from qurultai.programme.management.asking import SpeakingCommand, edition_meant
from qurultai.programme.parsing import parse

MOST_CLASHES = 20
KINDS = {
    "session": gettext_noop("sessions"),
    "person": gettext_noop("people"),
    "room": gettext_noop("rooms"),
    "topic": gettext_noop("topics"),
}


class Command(SpeakingCommand):
    """Reads schedule XML and JSON, iCal, xCal, XLSX and CSV."""

    help = gettext_lazy(
        "Read a programme: schedule XML or JSON, iCal, xCal, XLSX, CSV. All of it is read or nothing; the same file "
        "twice changes nothing. Without --edition the file goes into the edition of its own short name, which is made "
        "when there is none. Look first with --dry-run."
    )
    missing_args_message = gettext_lazy("Name the file to read. The command “qurultai template” writes one to fill in.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, help=_("the file to read"))
        parser.add_argument("--edition", help=_("the edition to read into, by its slug"))
        parser.add_argument("--slug", default="", help=_("the slug of the edition to make, or to find"))
        parser.add_argument("--zone", default="", help=_("the time zone where the file says none, like Asia/Almaty"))
        parser.add_argument("--dry-run", action="store_true", help=_("say what would change and change nothing"))
        parser.add_argument(
            "--cancel-vanished", action="store_true", help=_("cancel sessions that the file no longer has")
        )

    def carry_out(self, **options: object) -> None:
        edition = edition_meant(options["edition"]) if options["edition"] else None
        if options["zone"] and known_zone(options["zone"]) is None:
            raise CommandError(
                _("There is no time zone “%(zone)s”. Write it like Asia/Almaty.") % {"zone": options["zone"]}
            )
        self.progress(_("Reading %(file)s …") % {"file": options["file"].name})
        document = self._document(options["file"], edition, options)
        self.progress(
            _("Found: %(sessions)s sessions, %(people)s people, %(rooms)s rooms. Comparing them with the edition …")
            % {"sessions": len(document.items), "people": len(document.persons), "rooms": len(document.rooms)}
        )
        read = programme.try_import if options["dry_run"] else programme.import_programme
        report = read(
            document,
            by=SYSTEM,
            edition=edition,
            slug=options["slug"],
            cancel_vanished=options["cancel_vanished"],
        )
        with timezone.override(report.edition.tz):
            self._tell(report, dry=options["dry_run"])

    def _document(self, file: Path, edition: object, options: dict) -> programme.Programme:
        assumed = Assumed(
            zone=options["zone"] or (edition.zone if edition else "UTC"),
            acronym=edition.slug if edition else options["slug"] or file.stem,
            title=str(edition.name) if edition else file.stem,
            kinds=programme.kinds_of(edition) if edition else (),
        )
        try:
            return parse(file.name, _body(file), assumed)
        except Unreadable as unreadable:
            lines = [sentence(problem) for problem in unreadable.problems]
            raise CommandError("\n".join([_("Nothing was read."), *lines])) from unreadable
        except TooCostly as costly:
            raise CommandError(_("Nothing was read: the file takes too much memory or time.")) from costly

    def _tell(self, report: programme.ImportReport, *, dry: bool) -> None:
        if dry:
            self.say(_("Nothing is written: this is only what would change."))
        if report.nothing_new:
            self.say(_("%(edition)s: nothing has changed.") % {"edition": report.edition.slug})
        else:
            self._tell_changes(report)
        for line in report.vanished:
            self.say(_("Not in the file any more: %(code)s “%(title)s”") % {"code": line.code, "title": line.title})
        if report.cancelled:
            self.say(_("Cancelled: %(count)s") % {"count": len(report.cancelled)})
        for entry in report.left_out:
            why = _("it lasts whole days") if entry.whole_day else _("it has no time")
            self.say(_("Left out: “%(title)s” (%(why)s)") % {"title": entry.title, "why": why})
        if report.clashes:
            self.say(_("Clashes to resolve: %(count)s") % {"count": len(report.clashes)})
        for clash in report.clashes[:MOST_CLASHES]:
            self.say(f"  {clash}")
        if more := report.clashes[MOST_CLASHES:]:
            self.say(_("  … and %(count)s more, on the calendar of the office") % {"count": len(more)})

    def _tell_changes(self, report: programme.ImportReport) -> None:
        made = any(line.kind == "edition" for line in report.added)
        slug = report.edition.slug
        self.say(_("%(edition)s, a new edition:") % {"edition": slug} if made else f"{slug}:")
        for kind, name in KINDS.items():
            added, changed = ([line for line in lines if line.kind == kind] for lines in (report.added, report.changed))
            if added or changed:
                counts = {"kind": gettext(name), "added": len(added), "changed": len(changed)}
                self.say(_("  %(kind)s: %(added)s added, %(changed)s changed") % counts)
        if report.unchanged:
            self.say(_("  sessions unchanged: %(count)s") % {"count": report.unchanged})


def _body(file: Path) -> bytes:
    """The file's bytes; a size above the limit is told before anything is read."""
    try:
        if file.is_dir():
            raise CommandError(_("%(file)s is a folder. Name the file in it.") % {"file": file})
        check_length(file.stat().st_size)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise CommandError(_("There is no file %(file)s.") % {"file": file}) from error
    except OSError as error:
        raise CommandError(_("The file %(file)s may not be read by you.") % {"file": file}) from error
