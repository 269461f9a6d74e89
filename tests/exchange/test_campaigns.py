"""A campaign and worths under their contracts."""

import json
from dataclasses import replace

import pytest
from tests.exchange.validator import breaches
from tests.reporting import campaigns

from muster.exchange import (
    CampaignAnswer,
    WorthAnswer,
    campaign_answer,
    schema_of,
    worths_answer,
)
from muster.intake import Input, Provenance

MADE = Provenance((Input("loamshire.xlsx", "ab" * 32, 9),), "cd" * 32, "muster 1")
PROMISED = ("schema", "replications", "met", "short", "bottlenecks", "worst", "digest")
NAMES = ("barset", "borchester", "felpersham", "loam", "mummer", "ambridge")


def campaign(*, named=True, **changed):
    whole = replace(campaigns.campaign(), **changed)
    answer = campaign_answer(
        whole, provenance=MADE, synthetic=True, notes=("One more note.",), named=named
    )
    return json.loads(answer.to_json())


def worths(*, named=True):
    answer = worths_answer(
        campaigns.worths(), provenance=MADE, synthetic=True, notes=(), named=named
    )
    return json.loads(answer.to_json())


@pytest.mark.parametrize("named", [True, False])
def test_what_is_answered_keeps_the_published_schema(named):
    assert breaches(schema_of("muster.campaign/1"), campaign(named=named)) == []
    assert breaches(schema_of("muster.worth/1"), worths(named=named)) == []


def test_a_campaign_has_the_keys_that_were_promised_first():
    answer = campaign()
    assert tuple(answer)[: len(PROMISED)] == PROMISED
    assert answer["met"] == {"probability": 0.62, "low": pytest.approx(0.599), "high": 0.641}
    assert answer["replications"] == 2_000


def test_only_hours_at_which_something_may_be_short_are_told():
    short = campaign()["short"]
    assert all(each["chance"] > 0 for each in short)
    worst = max(short, key=lambda each: each["units"])
    assert (worst["host"], worst["minute"]) == ("borchester-city", 840)
    assert worst["at"] == "2026-08-08T20:00:00+01:00"


def test_what_stands_first_is_of_the_first_policy():
    answer = campaign()
    first = answer["policies"][0]
    assert all(answer[key] == first[key] for key in ("met", "short", "bottlenecks", "worst"))
    assert [each["policy"]["name"] for each in answer["policies"]][1] == "Nation at once"


def test_a_difference_that_noise_wins_says_so():
    assert [each["cannot_tell"] for each in campaign()["differences"]] == [False, False, True]
    assert [each["cannot_tell"] for each in worths()["worths"]] == [
        *[False] * 4,
        *[True] * 2,
        False,
    ]
    assert [each["helps"] for each in worths()["worths"]] == [*[True] * 4, *[False] * 3]


def test_unit_hours_are_told_beside_units_in_time():
    first = campaign()["policies"][0]
    assert first["hours_short"] == {"value": 40.0, "low": 38.0, "high": 42.0}
    assert [each["hours_short"] for each in first["worst"]] == [410.5, 333.25]
    assert campaign()["differences"][0]["hours_short"]["value"] == -18.0
    assert [each["hours_covered"]["value"] for each in worths()["worths"]][:2] == [9.2, 5.5]


def test_what_is_assumed_is_marked():
    figures = campaign()["scenario"]["figures"]
    assert {each["assumed"] for each in figures} == {True, False}


@pytest.mark.parametrize("asked", [campaign, worths])
def test_an_answer_without_names_has_none_and_says_so(asked):
    answer = asked(named=False)
    said = json.dumps(answer).lower()
    assert [name for name in NAMES if name in said] == []
    assert not answer["named"]
    assert answer["provenance"]["inputs"][0]["name"] == "input 1"
    assert any("by number" in note for note in answer["notes"])


def test_a_campaign_that_was_cut_short_is_told_as_one():
    answer = campaign(complete=False, precise=None)
    assert (answer["complete"], answer["precise"]) == (False, None)


def test_an_answer_is_read_back_as_it_was():
    for answer, kind in ((campaign(), CampaignAnswer), (worths(), WorthAnswer)):
        assert json.loads(kind.model_validate(answer).to_json()) == answer
