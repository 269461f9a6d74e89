"""A watched folder, and a way to put files into it as if some time ago."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from tests.web.cast import FORCE

from muster.web import clock
from muster.web.feeds.handlers import look_at_folders
from muster.web.jobs.models import Job
from muster.web.returns.handlers import check_upload


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    """Give every test a data folder of its own."""
    settings.DATA_FOLDER = tmp_path / "data"
    return settings.DATA_FOLDER


@pytest.fixture
def watched(settings, tmp_path, cast, held_clock) -> Path:
    """Return the watched folder of the force."""
    settings.WATCHED_FOLDER = str(tmp_path / "watched")
    folder = tmp_path / "watched" / FORCE
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def put(watched):
    """Return a function that puts a file into the folder, written so many seconds ago."""

    def make(name: str, body: bytes, *, ago: int = 60) -> Path:
        place = watched / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(body)
        when = (clock.now() - timedelta(seconds=ago)).timestamp()
        os.utime(place, (when, when))
        return place

    return make


@pytest.fixture
def look():
    """Return a function that looks, has everything checked, and looks again."""

    def make(times: int = 2) -> None:
        for _ in range(times):
            look_at_folders({})
            for job in Job.objects.filter(kind="returns.check"):
                check_upload(job.payload)

    return make
