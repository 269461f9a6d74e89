"""For how long a return is trusted is assumed, or a local figure, and says which wherever shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import FORCE

from muster.web.picture.freshness import shelf_words

DAY = timedelta(days=1)
SHOWN = {
    "the wall": ("control_room", "tours:wall", (FORCE,)),
    "the form of a tour": ("control_room", "tours:tour", (FORCE,)),
    "the page of a force": ("planning_lead", "forces:force", (FORCE,)),
    "a planning lead's day": ("planning_lead", "today:today", ()),
    "a chief officer's day": ("chief_officer", "today:today", ()),
    "the nation": ("national_coordinator", "nation:nation", ()),
    "help": ("control_room", "shell:help", ()),
}


def text_of(cast, name) -> str:
    who, address, given = SHOWN[name]
    answer = cast.client(who).get(reverse(address, args=given), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", SHOWN)
def test_the_figure_says_whether_it_is_assumed(cast, held, settings, name):
    settings.MUSTER_NOW = held[FORCE].prepared_at + 60 * DAY
    assert "35 days, assumed" in text_of(cast, name)
    settings.RETURN_DAYS, settings.RETURN_DAYS_ASSUMED = 50, False
    assert "50 days, a local figure" in text_of(cast, name)


def test_a_return_is_trusted_for_as_long_as_the_server_says(cast, held, settings):
    settings.MUSTER_NOW = held[FORCE].prepared_at + 40 * DAY
    assert "past its shelf life" in text_of(cast, "the wall")
    settings.RETURN_DAYS = 41
    assert "past its shelf life" not in text_of(cast, "the wall")
    assert shelf_words() == "41 days, assumed"
