"""What is asked and answered stays, once, with who and when."""

from datetime import timedelta

import pytest
from tests.web.cast import FORCE, NEXT_FORCE, REQUEST
from tests.web.inspections.conftest import CRITERION

from muster.web import clock
from muster.web.appended import UnableToChangeHistory
from muster.web.audit.models import AuditEntry
from muster.web.audit.queries import visible
from muster.web.inspections.actions import (
    Requested,
    Shown,
    UnableToAnswer,
    UnableToAskForce,
    answer_question,
    open_request,
    withdraw_question,
)
from muster.web.inspections.models import Answer, DataRequest, Evidence, EvidenceKind, Question
from muster.web.inspections.queries import questions_to, tallies
from muster.web.live.models import LiveEvent


def planner(inspection):
    return inspection.cast.viewer("planning_lead")


def answered(inspection, question, *, given=True, token="form", text="Six", evidence=()):
    return answer_question(
        question, text, evidence, given=given, by=planner(inspection), token=token
    )


def standing(inspection, at=None):
    found = questions_to(inspection.request, [FORCE], at or clock.now())
    return [each.standing for each in found]


def test_questions_are_numbered_within_each_force(inspection):
    inspection.ask(FORCE)
    inspection.ask(FORCE, NEXT_FORCE)
    numbers = [(each.force, each.number) for each in Question.objects.order_by("id")]
    assert numbers == [(FORCE, 1), (FORCE, 2), (NEXT_FORCE, 1)]


def test_a_question_sent_twice_is_asked_once(inspection):
    first, again = inspection.ask(FORCE, token="same"), inspection.ask(FORCE, token="same")
    assert first == again and Question.objects.count() == 1
    assert AuditEntry.objects.filter(action="question.asked").count() == 1


def test_a_closed_request_asks_no_more(inspection, settings, held_clock):
    settings.MUSTER_NOW = held_clock + timedelta(days=14)
    with pytest.raises(UnableToAskForce, match="has closed"):
        inspection.ask()


def test_an_answer_sent_twice_is_given_once(inspection):
    (question,) = inspection.ask()
    shown = (Shown(EvidenceKind.NOTE, words="Minutes"),)
    first = answered(inspection, question, evidence=shown)
    assert answered(inspection, question, evidence=shown) == first
    assert (Answer.objects.count(), Evidence.objects.count()) == (1, 1)


def test_a_later_answer_stands_beside_the_first(inspection):
    (question,) = inspection.ask()
    answered(inspection, question, token="one")
    answered(inspection, question, token="two", text="Seven")
    (found,) = questions_to(inspection.request, [FORCE], clock.now())
    assert [each.text for each in found.answers] == ["Six", "Seven"]
    assert found.given.text == "Seven"


def test_a_draft_answers_nothing_and_is_for_the_force_alone(inspection):
    (question,) = inspection.ask()
    before = LiveEvent.objects.count()
    answered(inspection, question, given=False)
    assert standing(inspection) == ["open"]
    (outside,) = questions_to(inspection.request, [FORCE], clock.now())
    (inside,) = questions_to(inspection.request, [FORCE], clock.now(), drafts=True)
    assert (outside.answers, outside.draft) == ((), None)
    assert inside.draft.text == "Six" and LiveEvent.objects.count() == before


def test_stands_as_open_then_overdue_then_answered(inspection, settings, held_clock):
    (question,) = inspection.ask()
    assert standing(inspection, held_clock - timedelta(minutes=1)) == ["early"]
    assert standing(inspection) == ["open"]
    settings.MUSTER_NOW = held_clock + timedelta(days=14)
    assert standing(inspection) == ["overdue"]
    answered(inspection, question)
    assert standing(inspection) == ["answered"]


def test_counts_how_the_questions_to_each_force_stand(inspection):
    (first, _other) = inspection.ask(FORCE, NEXT_FORCE)
    inspection.ask(FORCE)
    (gone,) = inspection.ask(FORCE)
    withdraw_question(gone, "Asked twice", by=inspection.viewer)
    answered(inspection, first)
    asked = questions_to(inspection.request, [FORCE, NEXT_FORCE], clock.now())
    ours, theirs = tallies(asked, [FORCE, NEXT_FORCE])
    assert (ours.open, ours.answered, ours.overdue, ours.questions) == (1, 1, 0, 2)
    assert (theirs.open, theirs.answered) == (1, 0)


def test_a_question_taken_back_is_answered_no_more(inspection):
    (question,) = inspection.ask()
    first = withdraw_question(question, "Asked twice", by=inspection.viewer)
    assert withdraw_question(question, "Again", by=inspection.viewer) == first
    with pytest.raises(UnableToAnswer):
        answered(inspection, question)
    assert standing(inspection) == ["withdrawn"]


def test_everything_is_in_the_audit_with_its_force(inspection):
    (question,) = inspection.ask()
    answered(inspection, question, given=False, token="one")
    answered(inspection, question, token="two")
    withdraw_question(question, "Enough", by=inspection.viewer)
    found = [(each.action, each.force, each.actor) for each in AuditEntry.objects.all()]
    assert found == [
        ("request.opened", FORCE, "Unappointed"),
        ("request.opened", NEXT_FORCE, "Unappointed"),
        ("question.asked", FORCE, "Unappointed"),
        ("answer.drafted", FORCE, "Planning lead"),
        ("answer.given", FORCE, "Planning lead"),
        ("question.withdrawn", FORCE, "Unappointed"),
    ]
    assert AuditEntry.objects.get(action="question.asked").detail["criterion"] == CRITERION


def test_each_force_sees_in_its_own_audit_that_it_was_asked_and_of_no_other(inspection, cast):
    inspection.ask(FORCE, NEXT_FORCE)
    for who, own, other in (
        ("planning_lead", FORCE, NEXT_FORCE),
        ("next_planning_lead", NEXT_FORCE, FORCE),
    ):
        seen = list(visible(cast.viewer(who)).order_by("sequence"))
        assert [each.action for each in seen] == ["request.opened", "question.asked"]
        assert {each.force for each in seen} == {own}
        assert all(other not in str(each.detail) for each in seen)


def test_a_reference_is_opened_once(inspection, held_clock):
    again = Requested(REQUEST, "Other", "", held_clock, held_clock + timedelta(days=1), (FORCE,))
    assert open_request(again, by=inspection.viewer) == inspection.request
    with pytest.raises(UnableToAskForce, match="opened by Unappointed"):
        open_request(again, by=inspection.cast.viewer("inspector"))
    assert DataRequest.objects.count() == 1


def test_nothing_said_can_be_changed(inspection):
    (question,) = inspection.ask()
    question.text = "What else?"
    with pytest.raises(UnableToChangeHistory):
        question.save()
    with pytest.raises(UnableToChangeHistory):
        answered(inspection, question).delete()
