"""Seven thousand officers are listed in a blink."""

import time

import pytest
from django.urls import reverse
from tests.web.cast import FORCE
from tests.web.holdings import SENDER, STARTS

from muster.doctrine import read_doctrine
from muster.intake import packed_bytes
from muster.policing import clock as minutes
from muster.synthesis import synthesise
from muster.web.documents.actions import describe_return, keep


@pytest.mark.slow
def test_a_large_force_is_listed_in_a_tenth_of_a_second(cast, held_clock):
    (made,) = synthesise(
        doctrine=read_doctrine(), seed=5, starts=minutes.minute_of(STARTS), forces=[FORCE]
    )
    assert len(made.roster) > 6000
    keep(packed_bytes(made), describe_return(made), by=SENDER, at=STARTS)
    client = cast.client("planning_lead")
    address = reverse("people:list", args=[FORCE])
    client.post(reverse("people:reason", args=[FORCE]), {"why": "training", "next": address})
    client.get(address)
    taken = []
    for page in range(1, 8):
        started = time.perf_counter()
        assert client.get(address, {"page": page, "sort": "-expiry"}).status_code == 200
        taken.append(time.perf_counter() - started)
    assert sorted(taken)[len(taken) // 2] < 0.1
