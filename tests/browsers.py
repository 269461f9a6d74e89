"""Chromium, opened for one module of tests at a time.

Two of them cannot be open in one process, and while one is, Django takes this thread for one
that may not wait: so whoever opens it does so for a module and no longer.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright


@contextmanager
def opened_chromium() -> Iterator[Browser]:
    """Open Chromium, and close it."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        opened = started.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield opened
        opened.close()
