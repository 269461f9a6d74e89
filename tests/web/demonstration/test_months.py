"""A synthetic force a month on: the same people, and tickets as courses would leave them."""

from dataclasses import replace

import numpy as np
import pytest

from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.synthesis import synthesise
from muster.web.demonstration.months import month_on

LAST = clock.parse_instant("2026-02-01T00:00")
THIS = clock.parse_instant("2026-03-01T00:00")


@pytest.fixture(scope="module")
def pair():
    made = synthesise(
        doctrine=read_doctrine(), seed=5, starts=LAST, forces=["west-midlands"], scale=0.3
    )
    last = next(iter(made))
    return last, month_on(last, THIS)


def test_is_sent_a_month_later_by_the_same_people(pair):
    last, this = pair
    assert this.about.prepared_at == this.about.period_from == this.roster.starts == THIS
    assert (this.roster.officers.officer_id == last.roster.officers.officer_id).all()
    assert this.synthetic


def test_most_tickets_that_ran_out_are_renewed_and_some_lapse(pair):
    last, this = (each.roster.tickets for each in pair)
    first, until = (int(clock.local_day(np.array([each]))[0]) for each in (LAST, THIS))
    ended = (last.expires >= first) & (last.expires < until)
    renewed = this.expires > last.expires
    assert ended.any() and not (renewed & ~ended).any()
    assert 0.3 < renewed[ended].mean() < 0.9
    lasted = (this.expires - this.awarded)[renewed]
    assert (lasted == (last.expires - last.awarded)[renewed]).all()


def test_leaves_alone_what_is_no_roster(pair):
    counts_only = replace(pair[0], roster=None)
    assert month_on(counts_only, THIS) is counts_only
