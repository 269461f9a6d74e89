"""Doctrine is there to be read: by everybody with an appointment, every figure with its source."""

import pytest
from django.urls import reverse

from muster.doctrine import read_doctrine
from muster.exchange import DOCTRINE_LISTS
from muster.web.requirements.queries import changes_between, pairs_of


@pytest.fixture
def reader(cast, held_clock):
    return cast.client("control_room")


def test_shows_every_criterion_of_the_edition_in_force(reader):
    text = reader.get(reverse("requirements:criteria")).content.decode()
    for each in read_doctrine().criteria_of("2023"):
        assert reverse("requirements:criterion", kwargs={"slug": each.slug}) in text


def test_narrows_to_an_edition_and_a_threat(reader):
    page = reader.get(reverse("requirements:criteria"), {"edition": "2012", "threat": "cyber"})
    rows = page.context["rows"]
    assert rows and {each.criterion.threat for each in rows} == {"cyber"}


@pytest.mark.parametrize("asked", [{"edition": "1999"}, {"threat": "dragons"}])
def test_says_that_there_is_no_such_edition_or_threat(reader, asked):
    assert reader.get(reverse("requirements:criteria"), asked).status_code == 404


def test_every_criterion_has_a_page_with_its_source(reader):
    known = read_doctrine()
    for each in known.criteria:
        page = reader.get(reverse("requirements:criterion", kwargs={"slug": each.slug}))
        assert page.status_code == 200
        assert each.source.standing in page.content.decode()


def test_tells_what_changed_between_editions(reader):
    known = read_doctrine()
    for older, newer in pairs_of(known.editions):
        asked = {"from": older.slug, "to": newer.slug}
        page = reader.get(reverse("requirements:changes"), asked)
        assert page.status_code == 200
        found = changes_between(older.slug, newer.slug, known)
        before = {each.slug for each in known.criteria_of(older.slug)}
        after = {each.slug for each in known.criteria_of(newer.slug)}
        told = {each.before.slug for each in found if each.before}
        assert before - after <= told
        assert {each.after.slug for each in found if each.after} >= after - before


@pytest.mark.parametrize("table", DOCTRINE_LISTS)
def test_every_list_is_a_page_and_a_csv(reader, table):
    address = reverse("requirements:list", kwargs={"table": table})
    assert reader.get(address).status_code == 200
    sheet = reader.get(address, {"format": "csv"})
    assert sheet["Content-Type"].startswith("text/csv")
    assert len(sheet.getvalue().decode().splitlines()) > 1


def test_shows_what_a_unit_is_made_of(reader):
    text = reader.get(reverse("requirements:unit", kwargs={"unit": "psu"})).content.decode()
    assert "Constable" in text and "18" in text and "arrier" in text


def test_is_shut_to_whoever_holds_no_appointment(cast):
    assert cast.client("unappointed").get(reverse("requirements:criteria")).status_code == 403
    assert cast.client("nobody").get(reverse("requirements:criteria")).status_code == 302
