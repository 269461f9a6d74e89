"""An event that contradicts itself is no event."""

from dataclasses import replace

import pytest
from tests.mobilisation.callouts import TERMS, ask, event

from muster.mobilisation import UnableToRecordStep


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id": ""}, "has no id"),
        ({"operation": ""}, "names no operation"),
        ({"by": ""}, "is by nobody"),
        ({"late": -1}, "recorded before it happened"),
        ({"id": "x", "corrects": "x"}, "strikes itself out"),
        ({"line": ""}, "names no line"),
        ({"unit": "", "officer": "PS7"}, "names an officer and no unit"),
        ({"terms": TERMS}, "only the ask of a whole line has"),
    ],
)
def test_a_contradiction_is_refused_with_what_to_do(given, said):
    with pytest.raises(UnableToRecordStep, match=said) as raised:
        event("sent", 5, **{"unit": "BX11", **given})
    assert "; " in str(raised.value)


@pytest.mark.parametrize("terms", [None, replace(TERMS, count=0)])
def test_an_ask_of_a_line_says_for_how_much(terms):
    with pytest.raises(UnableToRecordStep, match="does not say for how much"):
        event("asked", terms=terms)


def test_a_decision_says_what_was_decided_and_needs_no_line():
    with pytest.raises(UnableToRecordStep, match="does not say what was decided"):
        event("decided", line="")
    assert event("decided", line="", note="Hold.").line == ""


@pytest.mark.parametrize(
    ("given", "recipient"),
    [
        ({}, "force"),
        ({"unit": "BX11"}, "unit"),
        ({"unit": "BX11", "officer": "PS7"}, "officer"),
    ],
)
def test_an_event_says_whom_it_concerns(given, recipient):
    assert event("sent", **given).recipient == recipient


def test_the_ask_of_a_unit_needs_no_terms():
    assert event("asked", unit="BX11").terms is None
    assert ask().terms == TERMS
