"""The command line run in this process, and the fictional county's returns."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from muster.cli import run

COUNTY = Path(__file__).parents[1] / "data" / "county"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Muster = Callable[..., Ended]


@pytest.fixture
def muster(capsys, monkeypatch, tmp_path) -> Muster:
    """Return a function that runs `muster` with arguments, in a folder of its own."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Ended:
        code = run([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return call


@pytest.fixture
def barsetshire() -> Path:
    """Return the folder of Barsetshire's return."""
    return COUNTY / "barsetshire"
