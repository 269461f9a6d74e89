"""What everybody asks first, computed before anybody waits for it."""

import gc
import logging
from dataclasses import replace
from threading import Thread

from django.db import DatabaseError, connection

from muster.errors import MusterError
from muster.web import clock
from muster.web.picture.asked import NOTICES, QUARTER, Asked, edition_on
from muster.web.picture.counts import nation_counts
from muster.web.picture.holding import holding_known
from muster.web.picture.matrices import network_of
from muster.web.requests import CURRENT
from muster.web.rulebook import units_first

LOG = logging.getLogger("muster.picture")


def warm_beside() -> Thread:
    """Warm in a thread that nobody waits for; return it."""
    thread = Thread(target=warm, name="warming", daemon=True)
    thread.start()
    return thread


def warm() -> None:
    """Read every return, and ask for the nation as the first pages will: matrices, then counts.

    What goes wrong is logged and no more: a page that needs it will say so itself.
    """
    CURRENT.set("warming")  # so that what a request reads once is read once here
    try:
        known = clock.now()
        at = clock.minute_now() - clock.minute_now() % QUARTER
        asked = Asked(at, known, NOTICES[1], units_first(), edition_on(known.date()))
        holding = holding_known(known)
        if holding.documents:
            network_of(holding, asked)
            for within in (NOTICES[1], NOTICES[0], *NOTICES[2:]):
                nation_counts(holding, replace(asked, within=within))
    except (MusterError, DatabaseError) as wrong:
        LOG.warning("warming stopped", extra={"event": type(wrong).__name__})
    finally:
        connection.close()
    gc.collect()
    gc.freeze()  # what is held for good is not looked through again while somebody waits
