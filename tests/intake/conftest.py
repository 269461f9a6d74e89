"""Returns of the fictional county, and how to make one with something wrong in it."""

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from muster.doctrine import Doctrine, read_doctrine_from

DATA = Path(__file__).parent / "data"
Spoil = Callable[..., Path]


@pytest.fixture(scope="session")
def county() -> Doctrine:
    """Return the shipped doctrine with the forces of the fictional county added."""
    return read_doctrine_from(resources.files("muster.doctrine") / "data", DATA / "doctrine")


@pytest.fixture
def barsetshire() -> Path:
    """Return Barsetshire's return, without fault."""
    return DATA / "barsetshire"


@pytest.fixture
def spoilt(tmp_path: Path, barsetshire: Path) -> Spoil:
    """Return a function that copies Barsetshire's return with some files changed."""

    def make(**files: str | bytes | None) -> Path:
        folder = tmp_path / "return"
        shutil.copytree(barsetshire, folder, dirs_exist_ok=True)
        for name, content in files.items():
            place = folder / f"{name}.csv"
            if content is None:
                place.unlink()
            else:
                place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make
