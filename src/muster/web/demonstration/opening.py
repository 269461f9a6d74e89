"""Open the demonstration: its own database, a synthetic nation in it, a sign-in for each role."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from muster.web.starting import set_up
from muster.web.upkeep import migrate_database

FOLDER = "demonstration"
Told = Callable[[str, int, int], None]


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
    set up for it, whatever its environment says of another database.
    """
    if fresh and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
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
    """Return where the demonstration is kept: beside the data of a server, and apart from it."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "muster" / FOLDER
