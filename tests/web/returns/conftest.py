"""Uploads for the tests of returns, checked where that is asked for."""

from collections.abc import Callable

import pytest
from tests.web.cast import FORCE
from tests.web.returns.making import sent, workbook

from muster.web.returns.actions import receive
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Through, Upload

Send = Callable[..., Upload]


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    """Give every test a data folder of its own."""
    settings.DATA_FOLDER = tmp_path / "data"
    return settings.DATA_FOLDER


@pytest.fixture
def send(cast, held_clock) -> Send:
    """Return a function that sends a workbook of some tables, and has it checked."""

    def make(held=None, *, name="return.xlsx", body=None, checked=True, who="planning_lead"):
        content = workbook(held) if body is None else body
        upload = receive(FORCE, [sent(name, content)], by=cast.viewer(who), through=Through.PAGE)
        if checked:
            check_upload({"upload": upload.pk})
            upload.refresh_from_db()
        return upload

    return make
