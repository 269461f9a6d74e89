"""What `muster check` finds: what is unsafe or wrong, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error keeps the server from starting; a warning is for whoever runs it to weigh."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is unsafe or wrong; `about` is a token that stays the same."""

    level: Level
    about: str
    what: str
    remedy: str

    @property
    def sentence(self) -> str:
        """Return what is wrong and the remedy."""
        return f"{self.what}; {self.remedy}"


def error(about: str, what: str, remedy: str) -> Finding:
    """Return a finding that keeps the server from starting."""
    return Finding(Level.ERROR, about, what, remedy)


def warning(about: str, what: str, remedy: str) -> Finding:
    """Return a finding to weigh."""
    return Finding(Level.WARNING, about, what, remedy)
