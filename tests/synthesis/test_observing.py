from pathlib import Path

import pytest

from muster.doctrine import read_doctrine
from muster.synthesis import observe, read_calibration


@pytest.fixture(scope="module")
def seen(nation):
    return observe(nation.values(), doctrine=read_doctrine())


def test_has_the_calibrated_shares_of_rank(seen):
    assert seen.officers == 127_077
    for rank, share in read_calibration().ranks.share.items():
        assert seen.ranks[rank] == pytest.approx(share, abs=0.0005)


def test_loses_as_many_tours_to_abstraction_as_was_observed(seen):
    assert 0.28 <= seen.abstraction <= 0.32


def test_has_a_tenth_or_more_of_constables_and_sergeants_trained_in_public_order(seen):
    assert 0.10 <= seen.holding["public_order_level_2"] / seen.officers <= 0.15


def test_has_few_commanders_among_inspectors(seen):
    assert seen.holding["psu_commander"] / (seen.officers * seen.ranks["inspector"]) < 0.2


@pytest.mark.parametrize("skill", ["public_order_refresher", "job_fitness", "personal_safety"])
def test_has_most_but_not_all_in_date(seen, skill):
    assert 0.88 <= seen.in_date[skill] <= 0.97


def test_keeps_some_vehicles_off_the_road(seen):
    assert 0.06 <= seen.off_road <= 0.12


def test_is_of_the_size_that_speed_is_promised_for(seen):
    assert 400_000 < seen.tickets < 700_000
    assert seen.abstractions > 1_000_000


def test_follows_the_published_dog_and_mounted_figures(nation):
    doctrine, calibration = read_doctrine(), read_calibration()
    skills = [skill.slug for skill in doctrine.skills]
    for slug in ("metropolitan", "west-midlands", "cleveland", "wiltshire"):
        tickets, own = nation[slug].tickets, calibration.force(slug)
        for skill, published in (("dog_handler", own.dogs), ("mounted", own.horses)):
            holders = set(tickets.officer[tickets.skill == skills.index(skill)].tolist())
            assert len(holders) == published


def test_is_described_in_the_documentation_as_observed(seen):
    page = (Path(__file__).parents[2] / "docs" / "synthetic-nation.md").read_text("utf-8")
    observed = [
        f"| {seen.officers:,} |",
        f"| {seen.abstraction:.1%} ".replace("%", " %"),
        f"| {seen.holding['public_order_level_2']:,} officers",
        f"| {seen.holding['psu_commander']:,} |",
        f"| {seen.holding['psu_driver']:,} |",
        f"| {seen.holding['dog_handler']:,} and {seen.holding['mounted']:,} |",
        f"| {round(seen.tickets, -3):,} rows |",
        f"| {seen.off_road:.0%} |".replace("%", " %"),
    ]
    assert [figure for figure in observed if figure not in page] == []
