"""`qurultai demo | serve | work | live | plan | bench | import | export | doctor`: the command line's door."""

import os
import sys


def main() -> None:
    """Run a command of `qurultai help`."""
    if sys.argv[1:2] == ["bench"]:
        from qurultai.planning.bench import main as bench

        sys.exit(bench(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["QURULTAI_DEMO"] = "1"  # sign-in links exist in demonstrations only
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
