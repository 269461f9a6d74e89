"""Processes that stand and fall together.

However a server dies, nothing of it goes on answering, or working, beside the one that is
started after it.
"""

import os
import threading
import time

LOOK = 0.25  # seconds between looks
ORPHANED = 70  # how a process ends whose parent is gone


def end_with(parent: int) -> None:
    """End this process once the one that started it is gone; what it is at is cut off."""
    threading.Thread(target=_watch, args=(parent,), name="beside", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(ORPHANED)
