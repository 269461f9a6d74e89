"""Say what is being done when it takes more than a second, on stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console

from muster.intake import Progress

PATIENCE = 1.0
REPEAT = 5.0


class _Notice:
    """A line that stands while work goes on: moving in a terminal, plain elsewhere."""

    def __init__(self, text: str) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._text = text
        self._status = self._console.status(text)
        self._timer = Timer(PATIENCE, self._begin)
        self._timer.daemon = True
        self._spoken = 0.0
        self._begun = False
        self._timer.start()

    def report(self, what: str, done: int, total: int) -> None:
        """Change what is said."""
        part = f" {done:,} of {total:,}" if total > 1 else ""
        self._text = f"{what}{part}"
        if self._begun and self._console.is_terminal:
            self._status.update(self._text)
        elif self._begun and time.monotonic() - self._spoken > REPEAT:
            self._speak()

    def end(self) -> None:
        """Say no more."""
        self._timer.cancel()
        if self._begun and self._console.is_terminal:
            self._status.stop()

    def _begin(self) -> None:
        self._begun = True
        if self._console.is_terminal:
            self._status.update(self._text)
            self._status.start()
        else:
            self._speak()

    def _speak(self) -> None:
        self._spoken = time.monotonic()
        sys.stderr.write(f"{self._text} …\n")


@contextmanager
def working(text: str) -> Iterator[Progress]:
    """Yield a function to report progress with; nothing is shown in the first second."""
    notice = _Notice(text)
    try:
        yield notice.report
    finally:
        notice.end()
