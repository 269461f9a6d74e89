"""Where compiled kernels are kept: beside the package, in the user's cache, or else nowhere."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ASKED = "NUMBA_CACHE_DIR"
PACKAGE = Path(__file__).parents[1]


def find_room() -> None:
    """Let kernels be compiled also where nothing may be written in the package or at home.

    They are then kept in a folder of this process's own, and compiled anew by the next: a
    folder that others may write to is no place for code.
    """
    if ASKED in os.environ or any(map(_writable, (PACKAGE, _at_home()))):
        return
    folder = tempfile.mkdtemp(prefix="muster-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[ASKED] = folder


def _at_home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())


def _writable(folder: Path) -> bool:
    """Say whether a folder may be written to, or made."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    return there.is_dir() and os.access(there, os.W_OK)
