"""The quick matrices of a nation are the slow ones, at any instant."""

import time

import pytest
from tests.web.holdings import NOON

from muster.policing import clock
from muster.web.picture import indexes
from muster.web.picture.asked import Asked
from muster.web.picture.holding import holding_known
from muster.web.picture.matrices import network_of, summary_of

ASKED = Asked(clock.minute_of(NOON), NOON, 60, "psu", "2023")
DAYS = (0, 1, 2, 30, 31, 200, 330)


def graded(network):
    return {
        (matrix.subject, finding.criterion.slug): (
            finding.grade,
            finding.decided_by
            and (finding.decided_by.evidence.low, finding.decided_by.evidence.value),
        )
        for matrix in (*network.forces.values(), *network.regions.values(), network.nation)
        for finding in matrix.findings
    }


@pytest.mark.parametrize("days", DAYS)
def test_a_summary_grades_as_the_whole_does(held, days):
    holding = holding_known(NOON)
    asked = ASKED.moved_to(ASKED.at + days * clock.DAY + 7 * clock.HOUR)
    assert graded(summary_of(holding, asked)) == graded(network_of(holding, asked))


def test_a_summary_that_is_not_ready_is_the_whole_and_is_made_ready_behind(held, monkeypatch):
    monkeypatch.setattr("muster.web.picture.matrices.FEW", -1)
    monkeypatch.setattr(indexes, "_indexes", {})
    holding, asked = holding_known(NOON), ASKED.moved_to(ASKED.at + 5 * clock.DAY)
    assert summary_of(holding, asked) is network_of(holding, asked)
    until = time.monotonic() + 60
    while len(indexes._indexes) < 9 and time.monotonic() < until:
        time.sleep(0.05)
    assert len(indexes._indexes) == 9
