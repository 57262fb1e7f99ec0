"""`qurultai plan programme`: let the machine plan, show the difference, accept it when asked to."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from qurultai.kit.access import SYSTEM
from qurultai.programme import public as programme
from qurultai.programme.management.asking import SpeakingCommand, edition_meant

SUBJECTS = ("programme",)
IMPOSSIBLE = 3
MOST_LINES = 40


class Command(SpeakingCommand):
    """Runs the engine in this process, with a line of progress each second."""

    help = "Plan the sessions of an edition. Exit status 3: the demands contradict each other."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("subject", choices=SUBJECTS)
        parser.add_argument("--edition", help="the slug of the edition (without it: the one at the root)")
        parser.add_argument("--seconds", type=int, default=60)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--within", type=float, default=0.0, metavar="PERCENT", help="end when proven so near to the best plan"
        )
        parser.add_argument(
            "--fewest-moves", action="store_true", default=None, help="move as few sessions as possible"
        )
        parser.add_argument("--accept", action="store_true", help="accept the proposal")
        parser.add_argument("--out", type=Path, help="write the proposal to this file as JSON")

    def carry_out(self, **options: object) -> None:
        edition = edition_meant(options["edition"])
        run = programme.ask_plan(
            edition,
            by=SYSTEM,
            seconds=options["seconds"],
            seed=options["seed"],
            fewest_moves=options["fewest_moves"],
            within_percent=options["within"],
            in_background=False,
        )
        run = self._run(run)
        if run.state == "impossible":
            lines = [f"  {reason.words}" for reason in programme.said(edition, run.proposal["reasons"])]
            whole = [_("There is no plan. These demands contradict each other:"), *lines]
            raise CommandError("\n".join(whole), returncode=IMPOSSIBLE)
        if run.state != "proposed":
            raise CommandError(_("No plan was found in this time. Give it more seconds."))
        self._tell(run)
        if options["out"]:
            options["out"].write_text(json.dumps(run.proposal, ensure_ascii=False, indent=1))
        if options["accept"]:
            programme.accept_plan(run, by=SYSTEM)
            self.say(_("The plan is accepted."))

    def _run(self, run: object) -> object:
        try:
            return programme.run_plan(run.id, self._progress)
        except KeyboardInterrupt as stopped:
            raise CommandError(_("Stopped. Nothing was changed.")) from stopped

    def _progress(self, seconds: float, value: int | None, bound: int) -> None:
        best = "–" if value is None else value
        self.say(
            _("%(seconds)s s: best %(best)s, no plan is below %(bound)s")
            % {"seconds": f"{seconds:5.1f}", "best": best, "bound": bound}
        )

    def _tell(self, run: object) -> None:
        self.say(
            _("A plan of value %(value)s after %(seconds)s s; no plan is below %(bound)s.")
            % {"value": run.value, "seconds": run.proposal["seconds"], "bound": int(run.bound)}
        )
        self.say(programme.nearness(run))
        shifts = programme.shifts_of(run)
        for shift in shifts[:MOST_LINES]:
            after = shift.after.astimezone(run.edition.tz)
            self.say(f"  {after:%d.%m %H:%M}  {shift.after_room or '–'!s:24}  {shift.title}")
        if len(shifts) > MOST_LINES:
            self.say(_("  … and %(count)s more") % {"count": len(shifts) - MOST_LINES})
