"""Answers as the command line gives them."""

import json
from pathlib import Path

import pytest

from muster.cli import run

COUNTY = Path(__file__).parents[1] / "data" / "county"


@pytest.fixture
def ask(capsys):
    """Return a function that gives the JSON a command answers with."""

    def call(*arguments: str) -> dict:
        run([*map(str, arguments), "--json"])
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def barsetshire() -> Path:
    """Return the folder of Barsetshire's return."""
    return COUNTY / "barsetshire"
