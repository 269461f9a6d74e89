"""Every finding has its because, in a plain sentence, and what would move it."""

import pytest
from hypothesis import given
from tests.assessment.pieces import (
    NOW,
    SHELF_LIFE,
    answer,
    bodies,
    criterion,
    graded,
    piece,
    required,
    yes_no,
)

from muster.assessment import (
    Grade,
    Judgement,
    Standing,
    because,
    beside,
    disagreements,
    moves,
    notice,
    number,
    unit_name,
)

OPEN = criterion(requirement=None)
EACH_STANDING = {
    Standing.COUNTS: piece(value=20.0),
    Standing.DECLARED_ONLY: piece("declared", 20.0),
    Standing.NO_FIGURE: piece(value=1.0, outcome=True),
    Standing.NO_NOTICE: piece(value=20.0, within=None),
    Standing.OTHER_NOTICE: piece(value=20.0, within=240),
    Standing.LOWER_LEVEL: piece("demonstrated", 20.0, level="stated"),
    Standing.STALE: piece(value=20.0, days_ago=SHELF_LIFE + 1),
}


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_words_of_its_own(standing):
    found = graded(EACH_STANDING[standing])
    assert [each.standing for each in found.shown.values()] == [standing]
    said = because(found)
    others = [because(graded(each)) for key, each in EACH_STANDING.items() if key is not standing]
    assert said not in others
    assert said.endswith(".")


@pytest.mark.parametrize("standing", Standing)
def test_a_missing_requirement_says_so_and_what_is_held(standing):
    said = because(graded(EACH_STANDING[standing], of=OPEN))
    assert said.startswith("No requirement is stated, by the force or by doctrine")
    assert "20" in said or "yes" in said


@given(bodies())
def test_no_because_is_empty_and_each_is_one_plain_sentence(body):
    for asks in (criterion(), OPEN):
        said = because(graded(*body, of=asks))
        assert said[0].isupper() or said[0].isdigit()
        assert said.endswith((".", "?"))
        assert "  " not in said
        assert "None" not in said


@given(bodies())
def test_what_is_not_met_says_what_would_move_it_and_what_is_met_does_not(body):
    found = graded(*body)
    assert bool(moves(found)) is (found.grade is not Grade.MET)


@given(bodies())
def test_each_line_of_disagreement_is_a_sentence(body):
    for line in disagreements(graded(*body)):
        assert line.endswith(".")


def test_nothing_known_says_so():
    assert because(graded()) == "Nothing is declared, recorded or demonstrated."


def test_a_missing_requirement_is_moved_by_declaring_one():
    assert moves(graded(piece(), of=OPEN)) == "Declare `psu.local.required`. Train more."


def test_an_answer_is_told_with_its_statement_and_level():
    asks = yes_no(level="table-top")
    shown = answer(0.5, truth="demonstrated", level="table-top", statement="Two of three plans.")
    assert because(graded(shown, of=asks)) == (
        "Demonstrated (table-top): partly. Two of three plans."
    )


@pytest.mark.parametrize(("value", "said"), [(1.0, "met"), (0.5, "partly met"), (0.0, "not met")])
def test_an_answer_that_is_too_old_is_told_as_it_stood(value, said):
    found = graded(answer(value, days_ago=SHELF_LIFE + 1), of=yes_no())
    assert because(found) == (
        f"Recorded as {said} {SHELF_LIFE + 1} days ago, past its shelf life; nothing else is held."
    )


def test_an_answer_of_too_low_a_level_is_told_with_it():
    shown = answer(1.0, truth="demonstrated", level="stated")
    assert because(graded(shown, of=yes_no(level="mustered"))) == (
        "Demonstrated as met (stated), a lower level than is asked for; nothing else is held."
    )


def test_answers_that_differ_begin_a_sentence():
    found = graded(answer(1.0, truth="declared"), answer(0.0), of=yes_no())
    assert list(disagreements(found)) == ["Yes is declared and no is recorded."]


def test_declared_recorded_and_demonstrated_that_differ_are_told_against_each_other():
    found = graded(
        piece("declared", 30.0), piece("recorded", 12.0), piece("demonstrated", 22.0, days_ago=40)
    )
    assert list(disagreements(found)) == [
        "What was demonstrated on 2026-01-21 says otherwise (22); "
        "what was recorded on 2026-02-20 is fresher or firmer and wins.",
        "30 is declared and 12 is recorded.",
        "30 is declared and 22 is demonstrated (mustered).",
    ]


def test_truths_that_agree_or_are_at_two_notices_are_not_said_to_disagree():
    agree = graded(piece("declared", 20.0), piece("recorded", 20.0))
    apart = graded(piece("declared", 30.0, within=240), piece("recorded", 20.0))
    within = graded(piece("declared", 15.0), piece("recorded", 20.0, low=10.0))
    assert [list(disagreements(each)) for each in (agree, apart, within)] == [[], [], []]


def judged(grade):
    return Judgement("public-order.capacity", grade, "Seen.", "ACC Operations", NOW)


def test_a_judgement_that_differs_is_explained_beside_the_finding():
    found = graded(piece(value=12.0))
    assert beside(found, judged(Grade.MET)) == (
        "ACC Operations judges it met; what is held makes it not met, because of “The force can "
        "raise the units it needs.”: 12 recorded against 20 required within 1 h."
    )


def test_a_judgement_that_agrees_needs_no_words_and_one_alone_says_so():
    assert beside(graded(piece(value=12.0)), judged(Grade.NOT_MET)) == ""
    assert beside(None, judged(Grade.MET)).endswith("no criterion speaks of it.")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (None, ""),
        (0, " at once"),
        (60, " within 1 h"),
        (1440, " within 24 h"),
        (90, " within 90 min"),
    ],
)
def test_a_notice_is_told_in_hours_where_it_is_whole(minutes, said):
    assert notice(minutes) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.0, "0"), (1234.0, "1,234"), (0.85, "0.85"), (4.5, "4.5"), (-3.0, "-3")]
)
def test_a_figure_has_no_needless_decimals(value, said):
    assert number(value) == said


def test_a_requirement_that_a_force_declares_is_the_one_told():
    assert because(graded(required(12.0), piece(value=12.0))) == (
        "12 recorded against 12 required within 1 h."
    )


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("units", 1, "unit"),
        ("units", 2, "units"),
        ("units", 0, "units"),
        ("inspectors to lead units", 1, "inspector to lead units"),
        ("special branch officers", 1, "special branch officer"),
        ("casualty staff", 1, "casualty staff"),
        ("share", 1, "share"),
    ],
)
def test_what_is_counted_is_named_in_the_right_number(unit, value, said):
    assert unit_name(unit, value) == said
