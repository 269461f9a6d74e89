"""Open the demonstration: its own database, a synthetic nation in it, a sign-in for each role."""

import fcntl
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from muster.errors import MusterError
from muster.web.starting import set_up
from muster.web.upkeep import migrate_database

FOLDER, LOCK = "demonstration", "running.lock"
_held: list[int] = []  # open files: the system lets go of them when the process ends
Told = Callable[[str, int, int], None]


class UnableToOpenDemonstration(MusterError):
    """A demonstration runs in the folder already."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in: who it is, what they are appointed as, over what, and what to type."""

    role: str
    place: str
    email: str
    password: str


def prepare_demonstration(folder: Path, told: Told, *, fresh: bool = False) -> tuple[SignIn, ...]:
    """Return the sign-ins of the demonstration, once its database holds everything.

    It is kept in `folder` from one time to the next; `fresh` makes it anew. This process is
    set up for it, whatever its environment says of another database, and holds the folder until
    it ends. Raises UnableToOpenDemonstration where another one runs there.
    """
    hold_folder(folder)
    if fresh:
        _clear(folder)
    os.environ |= {"MUSTER_DEMONSTRATION": "yes", "MUSTER_DATA": str(folder), "MUSTER_HTTPS": "no"}
    os.environ.setdefault("MUSTER_LOG", "WARNING")
    os.environ.pop("DATABASE_URL", None)
    set_up()
    told("Making the database", 0, 0)
    migrate_database()
    people = import_module("muster.web.demonstration.people")
    returns = import_module("muster.web.demonstration.returns")
    made = list(people.appoint_everybody())
    told("Making the synthetic nation", 0, 0)
    if returns.load_nation(told):
        happenings = import_module("muster.web.demonstration.happenings")
        happenings.happen()
        happenings.ask()
    return tuple(
        SignIn(str(sign.role.label), sign.scope or "nation", sign.email, people.PASSWORD)
        for sign, _ in made
    )


def folder_of_demonstration() -> Path:
    """Return where the demonstration is kept: in MUSTER_DATA, apart from the data of a server."""
    given = os.environ.get("MUSTER_DATA")
    if given:
        return Path(given) / FOLDER
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "muster" / FOLDER


def hold_folder(folder: Path) -> None:
    """Hold a folder, its owner's alone, until this process ends.

    Raises UnableToOpenDemonstration where another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        os.close(held)
        raise UnableToOpenDemonstration(
            f"A demonstration runs in {folder} already; end it with Ctrl-C in its terminal, or "
            f"open this one elsewhere: MUSTER_DATA=/another/folder muster demo --open --port 8001"
        ) from taken
    _held.append(held)


def _clear(folder: Path) -> None:
    """Remove everything in a folder but what holds it."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        elif each.name != LOCK:
            each.unlink()
