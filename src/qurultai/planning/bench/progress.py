"""How far the work on a case has come: one line of a terminal, written anew."""

import sys

_CLEAR = "\r\x1b[K"


class Progress:
    """Shown on standard error when that is a terminal; otherwise silent."""

    def __init__(self, name: str, seconds: float) -> None:
        self.about = f"{name}, of {seconds:g} s"
        self.shown = sys.stderr.isatty()

    def __call__(self, best: int | None, bound: int, seconds: float) -> None:
        """Best value so far (None before the first plan), proven bound, seconds since the beginning."""
        if self.shown:
            value = "no plan yet" if best is None else f"best {best}"
            self._write(f"{_CLEAR}{self.about}: {value}, bound {bound}, {seconds:.0f} s")

    def over(self) -> None:
        """Leave an empty line for what comes next."""
        if self.shown:
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
