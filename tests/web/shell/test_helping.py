"""Every page leads to the help that is about it."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver, reverse

from muster.web.shell.helping import EVERYWHERE, TOPIC_OF


def topics_on(page):
    return set(re.findall(r'<h2 id="([\w-]+)"', page.content.decode()))


def test_help_is_there_for_whoever_cannot_sign_in(db):
    page = Client().get(reverse("shell:help"))
    assert page.status_code == 200
    assert topics_on(page) == {EVERYWHERE, *TOPIC_OF.values()}


@pytest.mark.parametrize(
    ("who", "address", "topic"),
    [
        ("chief_officer", "/", "today"),
        ("national_coordinator", "/nation", "nation"),
        ("planning_lead", "/returns/west-midlands/", "returns"),
        ("control_room", "/doctrine/", "doctrine"),
        ("administrator", "/administration/", "administration"),
        ("chief_officer", "/credits", EVERYWHERE),
    ],
)
def test_a_page_leads_to_its_topic(cast, held_clock, who, address, topic):
    page = cast.client(who).get(address)
    assert f'href="/help#{topic}"' in page.content.decode()


def test_every_topic_is_of_an_app_that_is_there():
    named = set(get_resolver().app_dict)
    assert set(TOPIC_OF) <= named | {each.label for each in apps.get_app_configs()}
