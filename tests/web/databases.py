"""Databases for tests that start processes of their own: on both kinds, each test its own."""

import base64
import os
import sys
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).parents[2]
KINDS = ("sqlite", "postgres")
KEY = base64.b64encode(b"thirty-two bytes of one test xxx").decode()
SECRET = "a-secret-of-one-test-and-of-nobody-else-at-all-" * 2


def surroundings(kind: str, folder: Path) -> dict[str, str]:
    """Return the environment of a server with a new and empty database of a kind."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MUSTER_", "DJANGO_", "DATABASE_URL", "COV_"))
    }
    database = {"DATABASE_URL": postgres.fresh_database()} if kind == "postgres" else {}
    return {
        **kept,
        **database,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "MUSTER_SECRET_KEY": SECRET,
        "MUSTER_CONTACTS_KEY": KEY,
        "MUSTER_DATA": str(folder),
        "MUSTER_LOG": "INFO",
    }
