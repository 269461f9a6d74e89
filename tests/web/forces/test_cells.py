"""A cell: its criteria, the three truths, what it rests on, and how it has stood."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE, REGION
from tests.web.holdings import NOON, SENDER, STARTS

from muster.assessment import Grade, Truth
from muster.policing import clock
from muster.web.documents.actions import keep, stand
from muster.web.documents.models import Standing
from muster.web.forces.sums import sums_of
from muster.web.picture.asked import Asked
from muster.web.picture.holding import holding_known
from muster.web.picture.matrices import matrix_of, network_of

ASKED = Asked(clock.minute_of(NOON), NOON, 60, "psu", "2023")


@pytest.fixture
def planner(cast, held):
    return cast.client("planning_lead")


@pytest.fixture
def coordinator(cast, held):
    return cast.client("national_coordinator")


def cell(client, threat="public-order", aspect="capability", force=FORCE, **asked):
    return client.get(reverse("forces:cell", args=[force, threat, aspect]), asked)


def whole(response):
    return re.sub(r"\s+", " ", response.content.decode())


def found_cells(held):
    return [each for each in matrix_of(held[FORCE], ASKED).cells if each.findings]


def test_every_cell_with_criteria_opens_and_shows_them_all(planner, held):
    for each in found_cells(held):
        response = cell(planner, each.threat, each.aspect)
        assert response.status_code == 200
        shown = {view.slug: view.grade for view in response.context["criteria"]}
        assert shown == {f.criterion.slug: f.grade for f in each.findings}
        assert all(f'id="{slug}"' in response.content.decode() for slug in shown)


def test_the_worst_criteria_come_first(planner, held):
    order = [Grade.NOT_MET, Grade.NOT_EVIDENCED, Grade.PARTLY_MET, Grade.MET]
    for each in found_cells(held):
        views = cell(planner, each.threat, each.aspect).context["criteria"]
        places = [order.index(view.grade) for view in views]
        assert places == sorted(places)


def test_the_three_truths_stand_side_by_side_with_value_source_and_age(planner, held):
    seen = set()
    for each in found_cells(held):
        views = {v.slug: v for v in cell(planner, each.threat, each.aspect).context["criteria"]}
        for finding in each.findings:
            for truth, view in zip(Truth, views[finding.criterion.slug].truths, strict=True):
                held_piece = finding.shown.get(truth)
                assert (view is None) == (held_piece is None)
                if view is not None:
                    seen.add(truth)
                    assert view.when == held_piece.evidence.as_at
                    assert view.value and view.source
    assert seen == set(Truth)


def test_a_declaration_says_that_it_does_not_count(planner, held):
    views = cell(planner, aspect="capacity").context["criteria"]
    declared = [view.truths[0] for view in views if view.truths[0]]
    assert declared
    assert all(
        "does not count: a declaration alone does not grade" in d.facts.lower() for d in declared
    )


def test_truths_that_disagree_are_set_apart_and_told(planner, held):
    views = [
        v for c in found_cells(held) for v in cell(planner, c.threat, c.aspect).context["criteria"]
    ]
    disagreeing = [view for view in views if view.disagree]
    assert disagreeing
    assert all(any(t and t.apart for t in view.truths) for view in disagreeing)
    assert not any(t and t.apart for v in views if not v.disagree for t in v.truths)


def test_a_figure_that_is_not_published_is_marked(planner):
    views = cell(planner, "cyber", "capability").context["criteria"]
    soft = next(view for view in views if view.slug.endswith("workforce-awareness"))
    assert soft.standing == "local"
    assert '<span class="m-recalled">(local)</span>' in whole(cell(planner, "cyber", "capability"))


def test_what_would_move_it_is_said_where_it_is_not_met(planner, held):
    for each in found_cells(held):
        for view in cell(planner, each.threat, each.aspect).context["criteria"]:
            assert bool(view.moves) == (view.grade is not Grade.MET)


def test_the_document_it_rests_on_is_named_by_its_digest(planner, held):
    assert held[FORCE].sha256 in cell(planner).content.decode()


@pytest.mark.parametrize(("threat", "aspect"), [("dragons", "capability"), ("cyber", "courage")])
def test_there_is_no_page_of_a_cell_that_is_not(planner, threat, aspect):
    assert cell(planner, threat, aspect).status_code == 404


def test_a_threat_of_a_later_edition_has_no_cell_in_an_earlier(planner):
    threat = "violence-against-women-and-girls"
    assert cell(planner, threat, "capacity").status_code == 200
    assert cell(planner, threat, "capacity", edition="2012").status_code == 404


def test_the_json_is_the_matrix_narrowed_to_the_cell(planner):
    answer = json.loads(cell(planner, format="json").content)
    assert answer["schema"] == "muster.matrix/1"
    assert [(each["threat"], each["aspect"]) for each in answer["cells"]] == [
        ("public-order", "capability")
    ]


def test_criteria_and_evidence_are_had_as_csv(planner, held):
    own = matrix_of(held[FORCE], ASKED).cell("public-order", "capability")
    for table, expected in (
        ("criteria", len(own.findings)),
        ("evidence", sum(len(each.pieces) for each in own.findings)),
    ):
        text = cell(planner, format="csv", table=table).content.decode()
        assert len(list(csv.DictReader(io.StringIO(text)))) == expected


def test_history_has_a_step_for_each_return_that_was_known(planner, held, packed, settings):
    described, body = packed[FORCE]
    settings.MUSTER_NOW = NOON + timedelta(days=1)
    later = keep(body, described, by=SENDER, at=NOON)
    before = cell(planner, known=f"{NOON - timedelta(hours=1):%Y-%m-%dT%H:%M}")
    after = cell(planner)
    assert len(after.context["steps"]) == len(before.context["steps"]) + 1
    stand(later, Standing.WITHDRAWN, by=SENDER, reason="sent twice")
    settings.MUSTER_NOW = NOON + timedelta(days=1, minutes=1)
    assert len(cell(planner).context["steps"]) == len(before.context["steps"])


def test_history_says_what_is_to_come_if_nothing_is_done(planner, held):
    titles = [
        step.title
        for each in found_cells(held)
        for step in cell(planner, each.threat, each.aspect).context["steps"]
    ]
    assert any(title.startswith("To come if nothing is done") for title in titles)


def test_ages_are_told_at_the_instant_asked_about(planner):
    later = NOON + timedelta(days=10)
    near, far = cell(planner), cell(planner, at=f"{later:%Y-%m-%dT%H:%M}")
    made = f"{(NOON - STARTS).days} days old"
    assert made in whole(near)
    assert f"{(later - STARTS).days} days old" in whole(far)


def summed(client, *args, **asked):
    name = "forces:region_cell" if args else "forces:nation_cell"
    return client.get(reverse(name, args=[*args, "public-order", "capability"]), asked)


@pytest.mark.parametrize("args", [(REGION,), ()])
def test_a_summed_cell_counts_the_grades_of_its_forces(coordinator, args):
    for view in summed(coordinator, *args).context["sums"]:
        assert sum(count for _, count in view.spread) == view.forces == (2 if args else 3)


def test_a_summed_truth_is_the_sum_of_those_of_the_forces(held):
    holding = holding_known(NOON)
    network = network_of(holding, ASKED)
    own = network.nation.cell("public-order", "capability")
    views = {
        each.criterion.slug: each.criterion for each in sums_of(own, list(network.forces.values()))
    }
    slug = "public-order.capability.carriers-within-the-hour"
    each = [
        next(f for f in m.cell("public-order", "capability").findings if f.criterion.slug == slug)
        for m in network.forces.values()
    ]
    total = sum(finding.shown[Truth.RECORDED].evidence.low for finding in each)
    assert views[slug].truths[1].value == f"{total:,.0f}"
    assert "From 3 of 3 forces" in views[slug].truths[1].facts


def test_a_force_sees_the_sums_around_it_and_no_neighbour(planner):
    for args in ((REGION,), ()):
        response = summed(planner, *args)
        assert response.status_code == 200
        assert [each["name"] for each in response.context["forces"]] == ["West Midlands Police"]
        assert NEXT_FORCE not in response.content.decode().lower()
        assert FAR_FORCE not in response.content.decode().lower()


def test_a_coordinator_sees_the_forces_they_are_over(cast, held):
    regional = summed(cast.client("regional_coordinator"), REGION).context["forces"]
    national = summed(cast.client("national_coordinator")).context["forces"]
    assert (len(regional), len(national)) == (2, 3)


def test_another_region_is_closed(cast, held):
    assert summed(cast.client("far_coordinator"), REGION).status_code == 403


def test_a_region_without_returns_says_so(coordinator):
    assert "No return of" in whole(summed(coordinator, "wales"))
    assert summed(coordinator, "atlantis").status_code == 404


def test_a_summed_cell_is_had_as_data(coordinator):
    answer = json.loads(summed(coordinator, REGION, format="json").content)
    assert (answer["scope"], answer["force"], len(answer["cells"])) == ("region", REGION, 1)
    text = summed(coordinator, REGION, format="csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"forces_met", "forces_not_met"} <= set(rows[0])
