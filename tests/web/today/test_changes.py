"""What moved is said by which way it went, and which criteria they are."""

from dataclasses import replace

import pytest
from django.test import RequestFactory
from tests.web.cast import FORCE

from muster.assessment import Grade, compare
from muster.web.nation.standings import standing_of
from muster.web.picture.asked import asked_of
from muster.web.picture.matrices import matrix_of
from muster.web.today.changes import changes_of


def regraded(matrix, grades):
    """Return a matrix with the criteria of those slugs graded otherwise."""
    cells = []
    for cell in matrix.cells:
        findings = tuple(
            replace(each, grade=grades.get(each.criterion.slug, each.grade))
            for each in cell.findings
        )
        cells.append(replace(cell, findings=findings))
    return replace(matrix, cells=tuple(cells))


@pytest.fixture
def matrix(held):
    return matrix_of(held[FORCE], asked_of(RequestFactory().get("/")))


@pytest.fixture
def changes(cast, matrix):
    """Return what is told of criteria that went from one grade to another."""
    slugs = [each.criterion.slug for each in matrix.findings]

    def told(*moves):
        first = regraded(matrix, {slugs[at]: one for at, (one, _) in enumerate(moves)})
        second = regraded(matrix, {slugs[at]: other for at, (_, other) in enumerate(moves)})
        return changes_of(cast.viewer("chief_officer"), "Since then", compare(first, second))

    return told


def test_lost_evidence_is_told_apart_from_evidence_that_came(changes, matrix):
    lost = (Grade.NOT_MET, Grade.NOT_EVIDENCED)
    gained = (Grade.NOT_EVIDENCED, Grade.NOT_MET)
    found = changes(gained, lost, lost)
    assert found.said == (
        "Nothing got worse. 2 lost their evidence. 1 has evidence now, and is not met."
    )
    statements = [each.criterion.statement for each in matrix.findings[:3]]
    assert [(each.statement, each.before, each.after) for each in found.known] == [
        (statements[1], "not met", "not evidenced"),
        (statements[2], "not met", "not evidenced"),
        (statements[0], "not evidenced", "not met"),
    ]
    assert all(each.url for each in found.known)


def test_what_got_worse_or_better_is_no_question_of_evidence(changes):
    found = changes((Grade.MET, Grade.NOT_MET), (Grade.PARTLY_MET, Grade.MET))
    assert found.said == "1 criterion got worse. 1 got better."
    assert len(found.worse) == 1 and found.known == []


def test_the_page_lists_them(cast, held, matrix, monkeypatch):
    slug = next(each.criterion.slug for each in matrix.findings if each.grade is Grade.NOT_MET)
    now = regraded(matrix, {slug: Grade.NOT_EVIDENCED})
    told = changes_of(cast.viewer("chief_officer"), "Since then", compare(matrix, now))
    for name in ("since_weeks", "since_return_before"):
        monkeypatch.setattr(f"muster.web.today.force_boards.{name}", lambda *_: told)
    text = cast.client("chief_officer").get("/").content.decode()
    assert "1 lost its evidence." in text and "has evidence now or lost it" not in text
    assert "Those that lost their evidence, or have some now:" in text


@pytest.mark.parametrize(
    ("at", "age", "said"),
    [
        ("2026-03-01T09:00", 0, "From a return prepared today."),
        ("2026-03-02T00:30", 1, "From a return 1 day old."),
        ("2026-03-03T23:00", 2, "From a return 2 days old."),
    ],
)
def test_a_return_of_the_day_is_of_today_and_no_days_old(cast, held, at, age, said):
    asked = asked_of(RequestFactory().get("/", {"known": at, "at": at}))
    assert standing_of(FORCE, held[FORCE], asked).age == age
    text = cast.client("chief_officer").get("/", {"known": at, "at": at}).content.decode()
    assert said in text
