"""The report as a case: every row quotes it, and what it does not state stays unknown."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from muster import intake
from muster.assessment import Grade, Truth, beside, disagreements
from muster.cases import UnableToOpenCase, case_names, case_test, open_case
from muster.doctrine import Source, read_doctrine
from muster.intake import Table, assess_return, check_return, judgements_of, ledger_of
from muster.mobilisation import AidAsked, weigh_aid
from muster.policing import clock
from muster.strength import count_units

REPORT = "hmic-west-midlands-2014"
DATA = Path(__file__).parents[2] / "src/muster/cases/data/west-midlands-2013"
PLACED = re.compile(rf"{REPORT}, (?P<heading>.+), paragraph (?P<ordinal>\d+): “(?P<words>[^”]+)”")
JUDGED = re.compile(r"“(?P<words>[^”]+)” \((?P<heading>.+?), paragraph (?P<ordinal>\d+)\)")


def rows(table):
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=f"{table}-{line}")
            for line, row in enumerate(csv.DictReader(file), 2)
        ]


def source(heading, ordinal, words):
    return Source("published", REPORT, heading, int(ordinal), quotation=words)


@pytest.mark.parametrize("row", rows("declared") + rows("evidence") + rows("aid"))
def test_every_figure_and_finding_quotes_the_paragraph_it_names(row, report):
    document, heading, ordinal, words = row["source"].split(" | ")
    assert document == REPORT
    assert report.bears_out(source(heading, ordinal, words)), row["source"]


@pytest.mark.parametrize("row", rows("counts") + rows("about"))
def test_every_count_quotes_the_paragraph_it_names(row, report):
    placed = PLACED.match(row["source"])
    assert placed, row["source"]
    assert report.bears_out(source(placed["heading"], placed["ordinal"], placed["words"]))


@pytest.mark.parametrize("row", rows("judgements"))
def test_every_judgement_quotes_the_paragraph_it_names(row, report):
    placed = JUDGED.match(row["reasons"])
    assert placed, row["reasons"]
    assert report.bears_out(source(placed["heading"], placed["ordinal"], placed["words"]))


@pytest.fixture(scope="module")
def case():
    return open_case("west-midlands-2013", doctrine=read_doctrine())


@pytest.fixture(scope="module")
def matrix(case):
    return assess_return(case, doctrine=read_doctrine(), edition="2012", at=case.about.prepared_at)


@pytest.fixture(scope="module")
def found(matrix):
    return {finding.criterion.slug: finding for finding in matrix.findings}


def counted(case, within, unit="psu"):
    doctrine = read_doctrine()
    answer = count_units(
        case.counts, units=[unit], at=case.about.prepared_at, within=within, doctrine=doctrine
    )
    return answer.kinds[0]


def test_has_no_fault():
    check = check_return(DATA, doctrine=read_doctrine())
    assert [fault.describe() for fault in check.faults] == []


def test_at_most_ten_units_within_the_hour_with_drivers_and_carriers_unknown(case):
    psu = counted(case, 60)
    assert (psu.low, psu.high) == (0, 10)
    assert psu.unknown == ("driver", "carrier")
    assert [(need.post, need.count) for need in psu.next_unit_needs] == [("commander", 1)]


def test_one_unit_at_once_from_five_carriers(case):
    psu = counted(case, 0)
    assert psu.high == 1
    assert [(need.post, need.count) for need in psu.next_unit_needs] == [("carrier", 1)]


def said(case, truth):
    """Return each figure of a truth by what it is about."""
    known = intake.testimony_of(case, doctrine=read_doctrine(), at=case.about.prepared_at)
    return {each.about: each for each in known if each.truth is truth}


def test_declared_figures_carry_no_notice_and_are_kept_as_said(case):
    declared = said(case, Truth.DECLARED)
    assert {about: each.low for about, each in declared.items()} == {
        "psu.local": 75,
        "psu.local.required": 75,
        "psu.national": 21,
        "psu.national.required": 21,
        "psu.trained.required": 75,
        "aid.received": 43,
        "aid.given": 21,
    }
    assert {each.within for each in declared.values()} == {None}


def test_21_appears_twice_and_means_two_things(case, found):
    declared = said(case, Truth.DECLARED)
    assert declared["psu.national"].low == declared["aid.given"].low == 21
    assert declared["psu.national"].source != declared["aid.given"].source
    assert found["public-order.capacity.national-contribution"].required.value == 21
    given = found["public-order.connectivity.aid-given"]
    assert given.required.value != 21
    told = [each.evidence.statement for each in given.pieces]
    assert any("not the 21 of the national contribution" in statement for statement in told)


def test_the_balance_of_aid_is_graded_from_the_ledger_and_nothing_contradicts_it(found):
    for slug, figure in (
        ("public-order.capacity.mutual-aid-balance", -22),
        ("public-order.connectivity.aid-given", 21),
    ):
        finding = found[slug]
        decided = (finding.decided_by or finding.shown[Truth.RECORDED]).evidence
        assert decided.statement == (
            "21 units given and 43 received, 1 April 2011 to 31 March 2013; already left out: "
            "August 2011 disorder, London Olympics 2012, Dale Farm."
        )
        assert {each.evidence.low for each in finding.pieces} == {figure}
        assert list(disagreements(finding)) == []


def test_the_ledger_holds_two_totals_that_already_leave_out_three_operations(case):
    doctrine = read_doctrine()
    ledger = ledger_of(case, doctrine=doctrine)
    start, end = (clock.parse_instant(text) for text in ("2011-04-01", "2013-04-01"))
    asked = AidAsked((case.force,), "psu", start, end, without=("Dale Farm",))
    balance = weigh_aid(ledger, asked, doctrine=doctrine)
    assert (balance.received.units, balance.given.units, balance.net) == (43, 21, -22)
    assert balance.standing == "a net recipient"
    for total in ledger.totals:
        assert total.leaves_out == ("August 2011 disorder", "London Olympics 2012", "Dale Farm")
    taken = [note for note in balance.notes if "had already left out Dale Farm" in note]
    assert len(taken) == 2


def test_dale_farm_is_left_out_by_name_though_it_was_not_in_the_year_the_report_gives(case):
    total = ledger_of(case, doctrine=read_doctrine()).totals[0]
    assert total.start < clock.parse_instant("2011-10-19") < total.end
    assert total.without("dale-farm")


def test_covers_the_five_threats_and_leaves_empty_what_the_report_does_not_speak_of(matrix):
    assert len({cell.threat for cell in matrix.cells}) == 5
    assert len(matrix.cells) == 20
    assert {cell.subject for cell in matrix.cells if cell.grade is None} == {
        "terrorism.consistency",
        "organised-crime.consistency",
        "cyber.consistency",
    }


def test_names_a_paragraph_for_every_criterion(matrix, report):
    assert 60 <= len(matrix.findings) <= 90
    for finding in matrix.findings:
        assert finding.criterion.source.document == REPORT
        assert report.bears_out(finding.criterion.source), finding.criterion.slug


def test_shows_every_grade_and_leaves_less_than_a_third_without_evidence(matrix):
    grades = [finding.grade for finding in matrix.findings]
    assert set(grades) == set(Grade)
    assert grades.count(Grade.NOT_EVIDENCED) < len(grades) / 3


def test_the_two_limits_of_the_count_come_out_as_questions(matrix):
    at_once, local, national = matrix.questions
    assert at_once.startswith(
        "3 units were stated at once; records allow at most 1. "
        "The next one needs 1 more carrier (5 known, 3 to a unit)."
    )
    assert at_once.endswith("What explains the difference?")
    for declared, asked in (("75", local), ("21", national)):
        assert asked.startswith(
            f"{declared} units are declared with no notice; records allow at most 10 within 1 h. "
            "The next one needs 1 more commander (10 known, 1 to a unit)."
        )
        assert asked.endswith("At what notice do they hold?")


def test_a_question_is_not_a_fault(found):
    for slug in ("units-at-once", "units-within-the-hour"):
        assert found[f"public-order.capability.{slug}"].grade is Grade.NOT_EVIDENCED
    assert found["public-order.capacity.local-need"].grade is Grade.NOT_EVIDENCED


def test_drivers_are_unknown_and_carriers_within_the_hour_have_no_known_limit(found):
    drivers = found["public-order.capability.drivers-within-the-hour"]
    assert drivers.shown == {}
    carriers = found["public-order.capability.carriers-within-the-hour"].shown[Truth.RECORDED]
    assert (carriers.evidence.low, carriers.evidence.value) == (5, None)


def test_the_values_of_the_charts_stay_unknown(found):
    courses = [slug for slug in found if slug.startswith("cyber.capability.e-learning")]
    assert len(courses) == 3
    for slug in courses:
        assert found[slug].shown == {}
        assert found[slug].grade is Grade.NOT_EVIDENCED
    uptake = found["cyber.capability.training-opportunities"]
    assert uptake.grade is Grade.PARTLY_MET


@pytest.mark.parametrize(
    "slug",
    [
        "terrorism.capability.special-branch-skills",
        "civil-emergencies.capacity.casualty-bureau",
        "civil-emergencies.capability.cbrn-national",
        "public-order.capacity.liaison-officers",
        "cyber.capability.investigators",
    ],
)
def test_enough_without_a_figure_is_kept_and_not_taken_for_one(found, slug):
    assert found[slug].grade is Grade.NOT_EVIDENCED
    assert found[slug].shown[Truth.RECORDED].evidence.outcome


def test_every_cell_the_report_speaks_to_has_the_inspectors_judgement(matrix):
    for cell in matrix.cells:
        assert len(cell.judgements) == (cell.grade is not None), cell.subject
        assert all(each.by.startswith("HMIC") for each in cell.judgements)


def test_the_headlines_are_what_the_inspectors_wrote(matrix):
    told = {cell.subject: cell.judgements[0].grade for cell in matrix.cells if cell.judgements}
    differing = {subject: grade for subject, grade in told.items() if grade is not Grade.MET}
    assert differing == {
        "cyber.capacity": Grade.PARTLY_MET,
        "cyber.capability": Grade.PARTLY_MET,
        "cyber.connectivity": Grade.NOT_EVIDENCED,
    }


def test_findings_change_no_judgement_and_judgements_no_finding(case, matrix):
    judged = [each for said in matrix.judgements.values() for each in said]
    assert sorted(judged, key=repr) == sorted(judgements_of(case), key=repr)
    silent = replace(case, judgements=Table())
    at = case.about.prepared_at
    alone = assess_return(silent, doctrine=read_doctrine(), edition="2012", at=at)
    assert alone.judgements == {}
    assert alone.findings == matrix.findings


def test_each_difference_from_the_inspectors_is_explained_in_a_sentence(matrix):
    for cell in matrix.cells:
        for judgement in cell.judgements:
            words = beside(cell.worst, judgement)
            assert bool(words) is (cell.grade is not judgement.grade)
            if words:
                assert cell.worst.criterion.statement in words


def test_all_of_it_goes_stale_in_time(case, matrix):
    later = case.about.prepared_at + 3 * 365 * 24 * 60
    stale = assess_return(case, doctrine=read_doctrine(), edition="2012", at=later)
    assert {finding.grade for finding in stale.findings} == {Grade.NOT_EVIDENCED}


def test_the_case_is_real_and_says_that_the_day_is_not_stated(case):
    assert not case.synthetic
    assert "not stated" in case.about.prepared_by


def test_an_unknown_case_is_met_with_the_nearest_known():
    assert "west-midlands-2013" in case_names()
    with pytest.raises(UnableToOpenCase, match="did you mean 'west-midlands-2013'"):
        open_case("west-midland-2013", doctrine=read_doctrine())


def test_a_case_unlike_any_other_is_met_with_what_is_shipped():
    with pytest.raises(UnableToOpenCase, match="shipped: west-midlands-2013"):
        open_case("atlantis", doctrine=read_doctrine())


TOLD = json.loads(DATA.with_name(f"{DATA.name}.test.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("answer", TOLD["answers"], ids=lambda answer: answer["answer_id"])
def test_every_answer_of_its_test_quotes_the_paragraph_it_names(answer, report):
    document, heading, ordinal, words = answer["source"].split(" | ")
    assert document == REPORT
    assert report.bears_out(source(heading, ordinal, words)), answer["source"]


def test_its_test_does_not_say_what_the_report_does_not(case):
    test = case_test("west-midlands-2013", doctrine=read_doctrine())
    assert test.units is None
    assert test.put_at == case.about.prepared_at
    assert "the report gives no more, nor the day" in test.scenario
    assert "driver" not in {subject for each in test.answers for subject in each.subjects}


def test_a_case_without_a_test_tells_of_none():
    assert case_test("nowhere", doctrine=read_doctrine()) is None
