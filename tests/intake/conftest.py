"""Returns of the fictional county, and how to make one with something wrong in it."""

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import openpyxl
import pytest
from tests.intake.workbooks import book_of

from muster.doctrine import Doctrine, read_doctrine_from
from muster.intake import Return, pack_return, read_return

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


@pytest.fixture
def book(barsetshire: Path) -> openpyxl.Workbook:
    """Return Barsetshire's return as a workbook, to be changed and saved."""
    return book_of(barsetshire)


@pytest.fixture
def packed(spoilt: Spoil, county: Doctrine, tmp_path: Path) -> tuple[Return, Path]:
    """Return a packed return with a skipped row, an extra column and counts in it."""
    folder = spoilt(
        vehicles="vehicle_id,kind,base,Colour\nC01,carrier,Barchester,white\nC02,tank,,\n",
        counts="as_at,within_minutes,subject,count\n2026-03-02T20:00,60,pc,9\n",
        aid="operation,donor,host,unit,units,start,end\nFair,,barset,psu,1,2026-03-02,2026-03-02\n"
        "Fair,barsetshire,loamshire,psu,1,2026-03-02,2026-03-02\n",
    )
    found = read_return(folder, doctrine=county, skip_faulty=True)
    return found, pack_return(found, tmp_path)
