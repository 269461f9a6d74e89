"""The command bar finds forces and cells, and only those that somebody may open."""

import pytest
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE, REGION

from muster.web.forces.finders import cells_found, forces_found
from muster.web.printouts.finders import copies_found


def urls(found):
    return [each.url for each in found]


@pytest.mark.parametrize(
    ("person", "finds"),
    [("planning_lead", False), ("regional_coordinator", True), ("inspector", False)],
)
def test_finds_the_forces_that_may_be_seen(cast, person, finds):
    viewer = cast.viewer(person)
    assert urls(forces_found(viewer, "west mid")) == [reverse("forces:force", args=[FORCE])]
    assert bool(forces_found(viewer, "staff")) == finds


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("planning_lead", reverse("forces:cell", args=[FORCE, "public-order", "capability"])),
        (
            "regional_coordinator",
            reverse("forces:region_cell", args=[REGION, "public-order", "capability"]),
        ),
        (
            "national_coordinator",
            reverse("forces:nation_cell", args=["public-order", "capability"]),
        ),
    ],
)
def test_finds_the_cells_of_where_a_day_starts(cast, held_clock, person, address):
    assert urls(cells_found(cast.viewer(person), "public capab")) == [address]


@pytest.mark.parametrize("person", ["human_resources", "unappointed", "late_inspector"])
def test_finds_nothing_for_whoever_sees_no_picture(cast, held_clock, person):
    viewer = cast.viewer(person)
    assert not forces_found(viewer, "west")
    assert not cells_found(viewer, "public")


def test_finds_a_kept_copy_by_its_title_or_its_digest(cast, held):
    client = cast.client("planning_lead")
    address = client.post(reverse("forces:force", args=[FORCE]), {"keep": "yes"})["Location"]
    viewer = cast.viewer("planning_lead")
    (found,) = copies_found(viewer, "west requirement")
    assert found.url == address
    assert urls(copies_found(viewer, found.hint[:8])) == [address]
    assert not copies_found(viewer, found.hint[:4])
    assert not copies_found(cast.viewer("next_planning_lead"), "requirement")


@pytest.mark.parametrize(
    "address",
    [
        reverse("forces:force", args=[FORCE]),
        reverse("forces:strength", args=[FORCE]),
        reverse("forces:year", args=[FORCE]),
        reverse("forces:cell", args=[FORCE, "public-order", "capability"]),
        reverse("forces:region_cell", args=[REGION, "public-order", "capability"]),
        f"{reverse('compare:compare')}?first=region:{REGION}&second=force:{FORCE}",
    ],
)
def test_a_warm_page_asks_the_database_little(cast, held, address, django_assert_max_num_queries):
    client = cast.client("planning_lead")
    client.get(address)
    with django_assert_max_num_queries(40):
        client.get(address)
    assert NEXT_FORCE in held
