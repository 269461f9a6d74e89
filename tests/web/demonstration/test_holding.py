"""One demonstration at a time has a folder, which is its owner's alone."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from muster.web.demonstration import opening
from muster.web.demonstration.opening import (
    UnableToOpenDemonstration,
    folder_of_demonstration,
    hold_folder,
)

HOLD = """
import sys
from pathlib import Path
from muster.web.demonstration.opening import hold_folder
hold_folder(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def running(tmp_path):
    """Return a folder in which another process runs a demonstration."""
    folder = tmp_path / "demonstration"
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"
    yield folder, other
    other.communicate("")


def test_a_second_one_is_refused_and_told_what_to_do(running):
    folder, _other = running
    with pytest.raises(UnableToOpenDemonstration, match="MUSTER_DATA=") as refused:
        hold_folder(folder)
    assert str(folder) in str(refused.value)


def test_nothing_is_cleared_under_one_that_runs(running):
    folder, _other = running
    (folder / "muster.sqlite3").write_text("kept")
    with pytest.raises(UnableToOpenDemonstration):
        opening.prepare_demonstration(folder, lambda *_: None, fresh=True)
    assert (folder / "muster.sqlite3").read_text() == "kept"


def test_the_folder_is_free_again_once_it_has_ended(running):
    folder, other = running
    other.communicate("")
    hold_folder(folder)


def test_the_folder_is_its_owners_alone(tmp_path):
    folder = tmp_path / "demonstration"
    folder.mkdir(mode=0o755)
    hold_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU


def test_made_anew_it_keeps_what_holds_it(tmp_path):
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "a.json").touch()
    (tmp_path / "muster.sqlite3").touch()
    hold_folder(tmp_path)
    opening._clear(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [opening.LOCK]


def test_it_is_kept_apart_in_the_folder_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("MUSTER_DATA", str(tmp_path))
    assert folder_of_demonstration() == tmp_path / "demonstration"
    monkeypatch.delenv("MUSTER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/somebody")
    assert folder_of_demonstration() == Path("/srv/somebody/muster/demonstration")
