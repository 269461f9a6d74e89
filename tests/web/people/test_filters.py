"""What a list is narrowed to is what the roster says, checked officer by officer."""

from dataclasses import replace

import numpy as np
import pytest
from django.test import RequestFactory
from tests.web.cast import FORCE

from muster.policing import clock
from muster.strength import State
from muster.web.people.filters import PeopleFilter, chosen_rows, ordered
from muster.web.people.records import records_of
from muster.web.people.sheets import Sheets, expiry_words
from muster.web.picture.asked import asked_of


@pytest.fixture
def records(held):
    return records_of(held[FORCE], asked_of(RequestFactory().get("/")))


def slowly(records, row):
    """Return one officer's tickets in date as {skill: last valid day}, read ticket by ticket."""
    rows, found = records.roster.tickets, {}
    for at in np.flatnonzero(rows.officer == row):
        if rows.awarded[at] <= records.day:
            slug = records.doctrine.skills[rows.skill[at]].slug
            found[slug] = max(int(rows.expires[at]), found.get(slug, clock.NEVER))
    return found


def chosen(records, **given):
    form = PeopleFilter(given, records=records)
    assert form.is_valid(), form.errors
    return set(chosen_rows(records, form.narrowed).tolist())


def expected(records, fits):
    rows = range(len(records))
    return {row for row in rows if records.employed[row] and fits(slowly(records, row))}


SKILL = "public_order_refresher"


def test_holds_in_date(records):
    found = chosen(records, skill=SKILL)
    assert found == expected(records, lambda held: held.get(SKILL, 0) >= records.day)
    assert 0 < len(found) < len(records)


def test_lacks(records):
    found = chosen(records, lacking=SKILL)
    assert found == expected(records, lambda held: held.get(SKILL, 0) < records.day)


def test_holds_one_and_lacks_another(records):
    found = chosen(records, skill="public_order_level_2", lacking=SKILL)
    assert found == expected(
        records,
        lambda held: (
            held.get("public_order_level_2", 0) >= records.day and held.get(SKILL, 0) < records.day
        ),
    )
    assert found


@pytest.mark.parametrize("days", ["14", "90"])
def test_lapses_within_so_many_days(records, days):
    last = records.day + int(days)
    found = chosen(records, expiring=days)
    assert found == expected(
        records, lambda held: any(records.day <= each <= last for each in held.values())
    )
    narrower = chosen(records, expiring=days, skill=SKILL)
    assert narrower == expected(records, lambda held: records.day <= held.get(SKILL, 0) <= last)
    assert found and narrower < found


def test_lapsed_already(records):
    found = chosen(records, expiring="lapsed")
    assert found == expected(
        records, lambda held: any(each < records.day for each in held.values())
    )
    narrower = chosen(records, expiring="lapsed", skill=SKILL)
    assert narrower == expected(records, lambda held: held.get(SKILL, records.day) < records.day)


def test_rank_base_and_part_of_a_collar_number(records):
    officers = records.roster.officers
    rank = [each.slug for each in records.doctrine.ranks].index("sergeant")
    part = str(records.names[0])[-2:]
    found = chosen(records, rank="sergeant", base="1", q=part.lower())
    assert found == {
        row
        for row in range(len(records))
        if records.employed[row]
        and officers.rank[row] == rank
        and officers.base[row] == 1
        and part in records.names[row]
    }


@pytest.mark.parametrize(("word", "states"), [("can", range(4)), ("cannot", [State.ABSENT])])
def test_how_they_can_be_here(records, word, states):
    found = chosen(records, state=word)
    assert found and {int(records.availability.state[row]) for row in found} <= set(states)
    assert found | chosen(records, state="cannot" if word == "can" else "can") == chosen(records)


def test_refuses_what_is_no_choice(records):
    assert not PeopleFilter({"rank": "admiral"}, records=records).is_valid()


@pytest.mark.parametrize("by", ["officer", "rank", "base", "state", "expiry"])
def test_orders_both_ways_with_nobody_lost(records, by):
    rows = chosen_rows(records, {})
    up, down = (ordered(records, rows, by, downwards=each) for each in (False, True))
    assert sorted(up.tolist()) == sorted(down.tolist()) == rows.tolist()
    if by == "rank":
        ranks = records.roster.officers.rank
        assert (np.diff(ranks[up].astype(int)) >= 0).all()
        assert (np.diff(ranks[down].astype(int)) <= 0).all()
    if by == "officer":
        assert up.tolist() == down.tolist()[::-1]


def test_bases_are_offered_and_ordered_as_people_count(records):
    bases = replace(records.roster.bases, name=("Base 10", "Yard", "Base 2"))
    renamed = replace(records, roster=replace(records.roster, bases=bases))
    choices = PeopleFilter({}, records=renamed).fields["base"].choices
    assert [label for _value, label in choices][1:] == ["Base 2", "Base 10", "Yard"]
    for downwards in (False, True):
        rows = ordered(renamed, chosen_rows(renamed, {}), "base", downwards=downwards)
        codes = records.roster.officers.base[rows]
        shown = list(dict.fromkeys(bases.name[code] for code in codes if code >= 0))
        counted = ["Base 2", "Base 10", "Yard"]
        assert shown == (counted[::-1] if downwards else counted)


@pytest.mark.parametrize(
    ("expires", "tone", "words"),
    [
        (99, "none", "Lapsed 1 day ago"),
        (100, "short", "Last day today"),
        (101, "short", "1 day left"),
        (130, "short", "30 days left"),
        (131, "good", "31 days left"),
        (clock.FOREVER, "soft", "Does not lapse"),
    ],
)
def test_says_how_long_a_ticket_lasts(expires, tone, words):
    assert expiry_words(expires, 100) == (tone, words)


def test_one_persons_tickets_come_with_those_lapsed_first(records):
    row = next(iter(chosen(records, expiring="lapsed")))
    lines = Sheets(records).tickets(row)
    assert len(lines) == len(slowly(records, row))
    assert lines[0].tone == "none"
    tones = [each.tone for each in lines]
    assert tones == sorted(tones, key=["none", "short", "good", "soft"].index)


def test_duties_cover_those_who_are_on_duty_now(records):
    at = records.availability.at
    on_duty = np.flatnonzero(records.availability.state == State.ON_DUTY)
    assert len(on_duty)
    for row in on_duty[:20].tolist():
        tours = Sheets(records).duties(row)
        assert any(each.start <= at < each.end for each in tours)
