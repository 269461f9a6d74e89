"""Returns kept for the tests of pages: a few synthetic forces, small enough to be quick."""

from datetime import UTC, datetime

import pytest
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE

from muster.doctrine import read_doctrine
from muster.intake import packed_bytes
from muster.policing import clock as minutes
from muster.synthesis import synthesise
from muster.web.accounts.rights import Viewer
from muster.web.documents.actions import describe_return, keep

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
STARTS = datetime(2026, 3, 1, tzinfo=UTC)
FORCES = (FORCE, NEXT_FORCE, FAR_FORCE)
SENDER = Viewer(name="A synthetic sender")


@pytest.fixture(scope="session")
def packed() -> dict[str, bytes]:
    """Return small synthetic returns, packed, by force."""
    made = synthesise(
        doctrine=read_doctrine(),
        seed=5,
        starts=minutes.minute_of(STARTS),
        forces=list(FORCES),
        scale=0.1,
    )
    return {each.force: (describe_return(each), packed_bytes(each)) for each in made}


@pytest.fixture
def held(db, packed, settings):
    """Keep a return of each force, with the clock held at noon; return the documents by force."""
    settings.MUSTER_NOW = NOON
    return {
        force: keep(body, described, by=SENDER, at=STARTS)
        for force, (described, body) in packed.items()
    }
