"""Cells: their worst criterion named, what is empty left empty, judgements beside."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.pieces import NOW, answer, criterion, graded, piece, yes_no

from muster.assessment import WORST_FIRST, Grade, Judgement, assess
from muster.assessment.matrix import gather
from muster.doctrine import BASES, UnableToFindDoctrine, read_doctrine
from muster.policing import clock

DOCTRINE = read_doctrine()
CELL = "public-order.capacity"
VALUES = {Grade.MET: 1.0, Grade.PARTLY_MET: 0.5, Grade.NOT_MET: 0.0}


def assessed(*evidence, judgements=(), edition="2012", at=NOW):
    return assess("loamshire", evidence, judgements, doctrine=DOCTRINE, edition=edition, at=at)


def found(grade, number=0, **where):
    """Return a finding of a grade."""
    one = yes_no(f"{CELL}.criterion-{number}", **where)
    said = [answer(VALUES[grade], about=one.slug)] if grade in VALUES else []
    return graded(*said, of=one)


def gathered(*findings, judgements=()):
    return gather("loamshire", findings, judgements, doctrine=DOCTRINE, edition="2012", at=NOW)


GRADES = st.lists(st.sampled_from(list(Grade)), min_size=1, max_size=8)


@given(GRADES)
def test_a_cell_takes_its_worst_criterion_and_names_it(grades):
    findings = [found(grade, number) for number, grade in enumerate(grades)]
    cell = gathered(*findings).cell("public-order", "capacity")
    assert cell.grade is next(grade for grade in WORST_FIRST if grade in grades)
    assert cell.worst in findings
    assert cell.worst.grade is cell.grade
    assert cell.tally == {grade: grades.count(grade) for grade in WORST_FIRST}


@given(GRADES)
def test_a_cell_never_depends_on_its_neighbours(grades):
    beside = [found(grade, at, aspect="capability") for at, grade in enumerate(grades)]
    matrix = gathered(found(Grade.MET), *beside)
    assert matrix.cell("public-order", "capacity").grade is Grade.MET


def test_a_cell_of_which_no_criterion_speaks_is_empty_and_has_no_grade():
    matrix = assessed()
    for threat in ("terrorism", "cyber"):
        cell = matrix.cell(threat, "consistency")
        assert (cell.findings, cell.worst, cell.grade) == ((), None, None)
        assert set(cell.tally.values()) == {0}


def test_knowing_nothing_is_not_evidenced_everywhere_and_never_met():
    matrix = assessed()
    grades = {cell.grade for cell in matrix.cells}
    assert grades == {Grade.NOT_EVIDENCED, None}
    assert not matrix.judgements


@pytest.mark.parametrize("edition", [edition.slug for edition in DOCTRINE.editions])
def test_every_threat_and_aspect_of_an_edition_is_a_cell_and_every_criterion_is_in_one(edition):
    matrix = assessed(edition=edition)
    chosen = DOCTRINE.edition(edition)
    assert [(cell.threat, cell.aspect) for cell in matrix.cells] == [
        (threat, aspect) for threat in chosen.threats for aspect in chosen.aspects
    ]
    told = [finding.criterion.slug for finding in matrix.findings]
    asked = [each.slug for each in DOCTRINE.criteria_of(edition)]
    assert sorted(told) == sorted(asked)


def test_the_share_of_each_basis_is_shown():
    matrix = assessed()
    bases = [finding.criterion.basis for finding in matrix.findings]
    assert sum(matrix.shares.values()) == pytest.approx(1)
    assert matrix.shares == {basis: bases.count(basis) / len(bases) for basis in BASES}


def test_an_edition_that_is_not_there_is_refused():
    with pytest.raises(UnableToFindDoctrine, match="1912"):
        assessed(edition="1912")


def test_evidence_of_one_measure_reaches_every_criterion_of_it_and_no_other():
    said = piece(value=99.0, about="psu.hour", as_at=NOW)
    graded_now = {
        finding.criterion.measure for finding in assessed(said).findings if finding.decided_by
    }
    assert graded_now == {"psu.hour"}


def judgement(subject=CELL, grade=Grade.MET, days_ago=1):
    return Judgement(subject, grade, "Seen.", "SYN00001", NOW - days_ago * clock.DAY)


@given(st.lists(st.sampled_from(list(Grade)), max_size=4), GRADES)
def test_judgements_stand_beside_findings_and_change_none(judged, grades):
    findings = [found(grade, number) for number, grade in enumerate(grades)]
    said = [judgement(grade=grade) for grade in judged]
    cell = gathered(*findings, judgements=said).cell("public-order", "capacity")
    assert cell.judgements == tuple(said)
    assert replace(cell, judgements=()) == gathered(*findings).cell("public-order", "capacity")


def test_a_judgement_of_a_criterion_stands_by_its_name():
    said = judgement("public-order.capacity.local-need", Grade.PARTLY_MET)
    assert assessed(judgements=[said]).judgements == {said.subject: (said,)}


def test_a_judgement_made_later_is_not_known_yet():
    later = judgement(days_ago=-1)
    assert assessed(judgements=[later]).cell("public-order", "capacity").judgements == ()
    known = assessed(judgements=[later], at=later.at)
    assert known.cell("public-order", "capacity").judgements == (later,)


def test_two_people_may_judge_one_thing_differently_and_both_are_kept():
    said = (judgement(grade=Grade.MET), judgement(grade=Grade.NOT_MET))
    assert gathered(judgements=said).cell("public-order", "capacity").judgements == said


def test_the_criterion_made_for_these_tests_is_graded_as_doctrine_s_are():
    assert graded(piece(value=20.0), of=criterion()).grade is Grade.MET
