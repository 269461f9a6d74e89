"""A process that is kept running beside this one."""

import logging
import subprocess  # nosec B404 - what is run is ours, and has no shell
import threading
from collections.abc import Sequence

GRACE = 4.0  # seconds it has to end in once it is told to
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before it is started again
LOG = logging.getLogger("muster.companion")


class Companion:
    """A command that is started again whenever it ends, until it is told to stop."""

    def __init__(self, command: Sequence[str]) -> None:
        """Keep the command; nothing is started."""
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="companion", daemon=True)

    def start(self) -> None:
        """Start the command, and watch over it."""
        self._thread.start()

    def tell_to_stop(self) -> None:
        """Ask it to end, and do not wait."""
        self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self, grace: float = GRACE) -> None:
        """Ask it to end, and end it where it does not."""
        self.tell_to_stop()
        self._thread.join(grace)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _keep(self) -> None:
        wait = FIRST_WAIT
        while not self._stopping.is_set():
            self._process = subprocess.Popen(  # noqa: S603 # nosec B603
                self._command, stdin=subprocess.DEVNULL
            )
            if self._stopping.is_set():  # told while it was being started
                self._process.terminate()
            code = self._process.wait()
            if not self._stopping.is_set():
                LOG.error("a process ended by itself, and is started again", extra={"event": code})
                self._stopping.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
