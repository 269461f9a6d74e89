"""Kernels are compiled also where nothing may be written in the package or at home."""

import os
from pathlib import Path

import pytest

from muster.cli import compiled


@pytest.fixture
def left(monkeypatch):
    """Return what is to be done once the process ends, with nothing asked of the environment."""
    found = []
    monkeypatch.delenv(compiled.ASKED, raising=False)
    monkeypatch.setattr(compiled.atexit, "register", lambda *asked, **more: found.append(asked))
    return found


def refuse(monkeypatch, *folders):
    """Let nothing be written in some folders."""
    monkeypatch.setattr(
        compiled.os,
        "access",
        lambda at, how: all(each not in (at, *at.parents) for each in folders),
    )


def test_a_folder_of_its_own_is_made_where_nothing_else_may_be_written(monkeypatch, left, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "nowhere" / "cache"))
    refuse(monkeypatch, compiled.PACKAGE, tmp_path)
    compiled.find_room()
    folder = Path(os.environ[compiled.ASKED])
    assert folder.stat().st_mode & 0o777 == 0o700
    [(end, *what)] = left
    end(*what)
    assert not folder.exists()
    monkeypatch.delenv(compiled.ASKED)


def test_a_cache_that_can_be_made_is_left_to_be(monkeypatch, left, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "nowhere" / "cache"))
    refuse(monkeypatch, compiled.PACKAGE)
    compiled.find_room()
    assert (compiled.ASKED in os.environ, left) == (False, [])


def test_a_place_that_was_asked_for_is_kept_to(monkeypatch, left, tmp_path):
    monkeypatch.setenv(compiled.ASKED, str(tmp_path))
    refuse(monkeypatch, Path("/"))
    compiled.find_room()
    assert (os.environ[compiled.ASKED], left) == (str(tmp_path), [])
