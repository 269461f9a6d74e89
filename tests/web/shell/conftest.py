"""A browser that looks at pages as people do."""

import os

import pytest
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="package")
def browser():
    """Return Chromium; while it runs, Django takes this thread for one that may not wait."""
    kept = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield opened
        opened.close()
    if kept is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
