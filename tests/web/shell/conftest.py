"""A browser that looks at pages as people do."""

import pytest
from tests.browsers import opened_chromium


@pytest.fixture(scope="module")
def browser():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened
