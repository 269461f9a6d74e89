"""What the environment says, read once and refused loudly where it makes no sense."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from muster.errors import MusterError

TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
SHORTEST_SECRET = 50
DEMONSTRATION_KEY = "bXVzdGVyLWRlbW9uc3RyYXRpb24tY29udGFjdHMta2U="  # refused elsewhere
POSTGRES = ("postgres", "postgresql")
# What may follow the question mark of DATABASE_URL, as PostgreSQL itself names it.
POSTGRES_WORDS = (
    "application_name",
    "channel_binding",
    "connect_timeout",
    "host",
    "options",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
)
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
THREADS, MOST_THREADS = 10, 64
RETURN_DAYS, MOST_RETURN_DAYS = 35, 366  # assumed: monthly, and some days to make the next
SPARE_CONNECTIONS = 4  # besides a thread's own: the event stream's, the poller's


class UnableToConfigure(MusterError):
    """The environment lacks something, or says something that cannot be so."""


@dataclass(frozen=True)
class Environment:
    """Settings of one server; `text` is what they are read from."""

    text: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def word(self, name: str, default: str = "") -> str:
        """Return a setting as text, trimmed."""
        return self.text.get(name, default).strip()

    def words(self, name: str) -> list[str]:
        """Return a setting of words parted by commas."""
        return [each.strip() for each in self.word(name).split(",") if each.strip()]

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a yes or no. Raises UnableToConfigure for any other word."""
        said = self.word(name, "yes" if default else "no").lower()
        if said not in TRUE + FALSE:
            raise UnableToConfigure(f"{name} is {said!r}; say yes or no")
        return said in TRUE

    def number(self, name: str, default: int) -> int:
        """Return a whole number. Raises UnableToConfigure for anything else."""
        said = self.word(name, str(default))
        if not said.isdigit():
            raise UnableToConfigure(f"{name} is {said!r}; give a whole number")
        return int(said)

    @property
    def demonstration(self) -> bool:
        """Say whether this is the demonstration: invented people, sign-ins that are printed."""
        return self.flag("MUSTER_DEMONSTRATION")

    @property
    def debug(self) -> bool:
        """Say whether faults are shown with their workings: never on a server."""
        return self.flag("MUSTER_DEBUG")

    @property
    def folder(self) -> Path:
        """Return where the database of a single machine, uploads and keys are kept."""
        home = self.word("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        return Path(self.word("MUSTER_DATA") or Path(home) / "muster")

    @property
    def hosts(self) -> list[str]:
        """Return the names this server answers to."""
        return self.words("MUSTER_HOSTS") or sorted(LOCAL)

    @property
    def local(self) -> bool:
        """Say whether this server answers to names of this machine alone."""
        return set(self.hosts) <= LOCAL

    @property
    def https(self) -> bool:
        """Say whether browsers are held to HTTPS: yes, unless it is this machine alone."""
        return self.flag("MUSTER_HTTPS", default=not self.local)

    @property
    def behind_proxy(self) -> bool:
        """Say whether a proxy of one's own stands before, whose word on the sender is taken."""
        return self.flag("MUSTER_BEHIND_PROXY")

    @property
    def threads(self) -> int:
        """Return how many pages one process answers at a time. Raises UnableToConfigure."""
        said = self.number("MUSTER_THREADS", THREADS)
        if not 1 <= said <= MOST_THREADS:
            raise UnableToConfigure(f"MUSTER_THREADS is {said}; give 1 to {MOST_THREADS}")
        return said

    @property
    def return_days(self) -> tuple[int, bool]:
        """Return for how many days a return is trusted, and whether that is assumed.

        Raises UnableToConfigure.
        """
        said = self.number("MUSTER_RETURN_DAYS", RETURN_DAYS)
        if not 1 <= said <= MOST_RETURN_DAYS:
            raise UnableToConfigure(f"MUSTER_RETURN_DAYS is {said}; give 1 to {MOST_RETURN_DAYS}")
        return said, not self.word("MUSTER_RETURN_DAYS")

    @property
    def secret(self) -> str:
        """Return the secret that signs sessions. Raises UnableToConfigure where there is none."""
        said = self.word("MUSTER_SECRET_KEY")
        if len(said) >= SHORTEST_SECRET:
            return said
        if not said and (self.demonstration or self.debug):
            return "demonstration-only-and-refused-by-muster-check-" * 2
        found = "is missing" if not said else f"is only {len(said)} characters long"
        raise UnableToConfigure(
            f"MUSTER_SECRET_KEY {found}; give {SHORTEST_SECRET} characters or more of chance, "
            "for example from: openssl rand -base64 48"
        )

    @property
    def contacts_keys(self) -> list[str]:
        """Return the keys of contacts, the one that seals first; the demonstration has its own."""
        said = self.words("MUSTER_CONTACTS_KEY")
        return said or ([DEMONSTRATION_KEY] if self.demonstration else [])

    def database(self) -> dict[str, Any]:
        """Return where rows are kept: PostgreSQL by `DATABASE_URL`, else a file by itself."""
        url = self.word("DATABASE_URL")
        return _postgres(url, self.threads) if url else _sqlite(self.folder)


def _sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "muster.sqlite3"),
        "CONN_MAX_AGE": None,  # a thread keeps its connection: opening one costs more than a page
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
        },
    }


def _postgres(url: str, threads: int) -> dict[str, Any]:
    parts = urlsplit(url)
    words = dict(parse_qsl(parts.query, keep_blank_values=True))
    name, port = unquote(parts.path.strip("/")), _port(parts)
    if parts.scheme not in POSTGRES or not name or port is None or parts.fragment:
        raise UnableToConfigure(
            "DATABASE_URL is not a PostgreSQL address; "
            "give postgresql://USER:PASSWORD@HOST:PORT/NAME, or leave it out for a file by itself"
        )
    unknown = sorted(set(words) - set(POSTGRES_WORDS))
    if unknown:
        raise UnableToConfigure(
            f"DATABASE_URL says {', '.join(unknown)}, which means nothing here; "
            f"after the question mark give any of {', '.join(POSTGRES_WORDS)}"
        )
    most = threads + SPARE_CONNECTIONS
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or words.pop("host", ""),
        "PORT": port,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**words, "pool": {"min_size": 1, "max_size": most, "timeout": 20}},
    }


def _port(parts: SplitResult) -> str | None:
    try:
        return str(parts.port or "")
    except ValueError:
        return None
