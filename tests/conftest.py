"""What every test may lean on: doctrine, and the report's fingerprints."""

import json
import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from muster.doctrine import Doctrine, Source, read_doctrine
from paragraphs import fingerprints

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parent.parent

if "MUSTER_TEST_DATABASE" in os.environ:  # before Django reads its settings
    import_module("tests.postgres").start_if_asked()

settings.register_profile("muster", deadline=None, max_examples=100, print_blob=True)
settings.load_profile("muster")


@dataclass(frozen=True)
class Report:
    """The fingerprints of a report's paragraphs, by heading."""

    slug: str
    prints: dict[str, list[list[str]]]

    def bears_out(self, source: Source) -> bool:
        """Say whether the quotation stands in the very paragraph the source names."""
        paragraphs = self.prints.get(source.heading, [])
        if not source.paragraph or not 1 <= source.paragraph <= len(paragraphs):
            return False
        quoted = fingerprints(source.quotation)
        there = paragraphs[source.paragraph - 1]
        return any(
            there[start : start + len(quoted)] == quoted
            for start in range(len(there) - len(quoted) + 1)
        )


@pytest.fixture(scope="session")
def doctrine() -> Doctrine:
    """Return the doctrine shipped with Muster."""
    return read_doctrine()


@pytest.fixture(scope="session")
def report() -> Report:
    """Return the fingerprints of the West Midlands report."""
    prints = json.loads((DATA / "report-fingerprints.json").read_text())
    return Report("hmic-west-midlands-2014", prints)
