"""Whoever is refused is told who may, by the right that was asked for."""

import pytest
from django.urls import reverse
from tests.web.cast import FORCE

from muster.web.shell.refusals import refusal_words

PEOPLE = "Records of people stay in their own force"


@pytest.mark.parametrize(
    ("who", "view", "words"),
    [
        ("regional_coordinator", "people:list", PEOPLE),
        ("control_room", "returns:list", "What a force sent in is for its planning lead"),
        ("next_planning_lead", "forces:force", "Figures of a single force are for that force"),
        ("inspector", "tours:tour", "Who is on at a tour stays in its own force"),
    ],
)
def test_a_refusal_is_about_what_was_asked_for(cast, who, view, words):
    answer = cast.client(who).get(reverse(view, args=[FORCE]))
    text = answer.content.decode()
    assert answer.status_code == 403
    assert words in text
    assert (PEOPLE in text) == (words == PEOPLE)


def test_a_refusal_of_no_right_says_nothing_of_rights():
    assert refusal_words("") == refusal_words("closed") == ""
