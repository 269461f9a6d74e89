"""What synthetic forces say, hold and are judged by, and how the nation then grades."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.synthesis.figures import NATION_SEED, STARTS

from muster import intake
from muster.assessment import REQUIRED, Grade, Truth
from muster.doctrine import LEVELS, read_doctrine
from muster.policing import clock
from muster.synthesis import (
    county_doctrine,
    network,
    read_calibration,
    synthesise,
)
from muster.synthesis.testimony import make_testimony

DOCTRINE = read_doctrine()
EVENING = clock.parse_instant("2026-03-02T20:00")
TABLES = ("declared", "evidence", "judgements")
FORCES = ["wiltshire", "kent", "west-midlands"]


@pytest.fixture(scope="module")
def told(nation):
    """Return what every force of the nation says, by force."""
    return {
        slug: make_testimony(
            roster, seed=NATION_SEED, doctrine=DOCTRINE, calibration=read_calibration()
        )
        for slug, roster in nation.items()
    }


@pytest.fixture(scope="module")
def returns():
    return {
        made.force: made
        for made in synthesise(doctrine=DOCTRINE, seed=NATION_SEED, starts=STARTS, forces=FORCES)
    }


def rows(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def every(told, name):
    return [row for testimony in told.values() for row in rows(getattr(testimony, name))]


def test_every_computed_criterion_has_a_requirement_declared_or_of_doctrine(told):
    asked = {
        criterion.measure + REQUIRED
        for criterion in DOCTRINE.criteria
        if criterion.basis == "computed" and criterion.requirement is None
    }
    for testimony in told.values():
        measures = [row["measure"] for row in rows(testimony.declared)]
        assert {each for each in measures if each.endswith(REQUIRED)} == asked
        assert len(measures) == len(set(measures))


def test_larger_forces_require_more(told, nation):
    need = {
        slug: float(row["value"])
        for slug, testimony in told.items()
        for row in rows(testimony.declared)
        if row["measure"] == "skill.cbrn_responder.required"
    }
    assert need["metropolitan"] > need["west-midlands"] > need["wiltshire"]
    for slug, value in need.items():
        assert 0.01 < value / len(nation[slug]) < 0.06


def test_some_figures_carry_a_notice_and_some_do_not(told):
    for measure in ("psu.local", "psu.national", "psu.hour"):
        notices = Counter(
            bool(row["within_minutes"])
            for row in every(told, "declared")
            if row["measure"] == measure
        )
        assert notices[True] >= 5
        assert notices[False] >= 5


def test_some_forces_declare_more_than_they_require_and_some_less(told):
    over, under = 0, 0
    for testimony in told.values():
        said = {row["measure"]: float(row["value"]) for row in rows(testimony.declared)}
        over += said.get("psu.local", 0) > said["psu.local.required"]
        under += said.get("skill.cbrn_responder", 9e9) < said["skill.cbrn_responder.required"]
    assert over > 5
    assert under > 2


def test_most_criteria_have_evidence_some_have_none_and_a_few_have_two_that_differ(told):
    answered = {criterion.slug for criterion in DOCTRINE.criteria if criterion.yes_no}
    missing = contradicted = 0
    for testimony in told.values():
        given = Counter(row["criterion"] for row in rows(testimony.evidence) if row["outcome"])
        missing += len(answered - set(given))
        contradicted += sum(count == 2 for count in given.values())
        assert max(given.values()) <= 2
    total = len(answered) * len(told)
    assert 0.01 < missing / total < 0.1
    assert 0.03 < contradicted / total < 0.1


def test_two_answers_to_one_criterion_differ(told):
    for testimony in told.values():
        answers = [row for row in rows(testimony.evidence) if row["outcome"]]
        for one, other in pairwise(answers):
            if one["criterion"] == other["criterion"]:
                assert one["outcome"] != other["outcome"]


def test_evidence_is_of_the_two_years_before_and_some_of_it_stale(told):
    prepared = clock.date_of(clock.day_of(clock.instant_of(STARTS).date()))
    ages = [
        (prepared - clock.date_of(clock.parse_instant(row["as_at"]) // clock.DAY)).days
        for row in every(told, "evidence")
    ]
    assert 0 <= min(ages) <= 2
    assert 600 < max(ages) <= 731
    assert 0.03 < sum(age > 365 for age in ages) / len(ages) < 0.2


def test_every_outcome_kind_and_level_occurs(told):
    evidence = every(told, "evidence")
    assert {row["outcome"] for row in evidence} == {"yes", "partly", "no", ""}
    assert {row["kind"] for row in evidence} == {"recorded", "demonstrated"}
    assert {row["level"] for row in evidence} == {*LEVELS, ""}


def test_those_who_judge_are_obviously_invented_and_few(told):
    judgements = every(told, "judgements")
    assert len(judgements) == read_calibration().judgements.each * len(told)
    for row in judgements:
        assert row["by"].startswith("SYN")
        assert "synthetic" in row["by"]
        assert "Invented" in row["reasons"]


def test_everything_said_says_that_it_is_synthetic(told):
    assert {row["source"].split()[0] for row in every(told, "declared")} == {"synthetic"}
    assert {row["source"].split()[0] for row in every(told, "evidence")} == {"synthetic"}


def test_says_the_same_again_and_otherwise_with_another_seed(told, nation):
    again, other = (
        make_testimony(nation["kent"], seed=seed, doctrine=DOCTRINE, calibration=read_calibration())
        for seed in (NATION_SEED, NATION_SEED + 1)
    )
    assert again == told["kent"]
    assert not any(getattr(again, name) == getattr(other, name) for name in TABLES)


def test_another_criterion_changes_what_is_said_of_no_other(told, nation):
    kept = [each for each in DOCTRINE.criteria if each.aspect != "capacity" or not each.yes_no]
    fewer = replace(DOCTRINE, criteria=tuple(kept))
    said = make_testimony(
        nation["kent"], seed=NATION_SEED, doctrine=fewer, calibration=read_calibration()
    )
    assert said.declared == told["kent"].declared
    assert 0 < len(said.evidence) < len(told["kent"].evidence)
    assert set(said.evidence.rows) < set(told["kent"].evidence.rows)


def test_more_forces_in_doctrine_change_what_is_said_of_none(told, nation):
    beside = make_testimony(
        nation["kent"], seed=NATION_SEED, doctrine=county_doctrine(), calibration=read_calibration()
    )
    assert beside == told["kent"]


def same(one, other):
    return all(
        rows(getattr(one, name)) == rows(getattr(other, name)) and getattr(one, name).rows
        for name in TABLES
    )


@pytest.mark.parametrize("force", FORCES)
def test_is_packed_and_unpacked_whole(tmp_path, returns, force):
    made = returns[force]
    packed = intake.pack_return(made, tmp_path / f"{force}.muster")
    read = intake.read_return(packed, doctrine=DOCTRINE)
    assert same(read, made)
    assert read.rows == made.rows


@pytest.mark.parametrize("place", ["wiltshire", "wiltshire.json", "wiltshire.xlsx"])
def test_is_written_and_read_back_without_a_fault(tmp_path, returns, place):
    made = returns["wiltshire"]
    check = intake.check_return(intake.write_return(made, tmp_path / place), doctrine=DOCTRINE)
    assert [fault.describe() for fault in check.faults] == []
    assert same(check.return_, made)
    assert check.return_.rows == made.rows | {"about": 1}


@pytest.fixture(scope="module")
def assessed():
    return intake.assess_network(network("nation"), doctrine=DOCTRINE, edition="2012", at=EVENING)


def test_the_nation_says_that_it_is_synthetic_and_has_every_region(assessed):
    assert assessed.synthetic
    assert len(assessed.forces) == 43
    assert sum(1 for _ in assessed.regions) == len(
        {DOCTRINE.force(f).region for f in assessed.forces}
    )


def test_no_cell_is_of_one_grade_everywhere(assessed):
    cells = intake.distribution(assessed)
    assert len(cells) == 17
    for cell, tally in cells.items():
        assert sum(tally.values()) == 43
        assert sum(count > 0 for count in tally.values()) >= 3, cell


def test_every_grade_is_common_among_findings(assessed):
    tally = Counter(
        finding.grade for matrix in assessed.forces.values() for finding in matrix.findings
    )
    assert all(tally[grade] > sum(tally.values()) / 20 for grade in Grade)


def test_no_force_meets_everything_and_none_meets_nothing(assessed):
    for matrix in assessed.forces.values():
        grades = {finding.grade for finding in matrix.findings}
        assert Grade.MET in grades
        assert grades & {Grade.NOT_MET, Grade.PARTLY_MET}


def test_the_three_truths_stand_beside_each_other_and_disagree(assessed):
    differing = 0
    for matrix in assessed.forces.values():
        for finding in matrix.findings:
            if set(finding.shown) == set(Truth):
                differing += len({each.evidence.low for each in finding.shown.values()}) > 1
    assert differing > 10


def test_forces_are_asked_questions(assessed):
    asked = [len(matrix.questions) for matrix in assessed.forces.values()]
    assert sum(count > 0 for count in asked) > 20


def test_regions_are_the_sums_of_their_forces(assessed):
    for region, matrix in assessed.regions.items():
        forces = [
            each for slug, each in assessed.forces.items() if DOCTRINE.force(slug).region == region
        ]
        for number, finding in enumerate(matrix.findings):
            needs = [each.findings[number].required for each in forces]
            known = [need.value for need in needs if need]
            if not finding.criterion.adds_up:
                assert finding.forces is not None
                assert finding.forces.asked == len(known)
                assert finding.required is None
                continue
            assert (finding.required.value if finding.required else None) == (
                pytest.approx(sum(known)) if known else None
            )
