"""Copies of answers: kept byte for byte under their digest, and seen by whoever may see it all."""

import json
from hashlib import sha256

import pytest
from django.urls import reverse
from tests.web.cast import FAR_FORCE, FORCE, NEXT_FORCE, REGION
from tests.web.holdings import NOON, SENDER

from muster.web.audit.models import AuditEntry
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Document, DocumentBody, Kind
from muster.web.documents.queries import body_of
from muster.web.printouts.answering import csv_response
from muster.web.printouts.papers import Sheet
from muster.web.printouts.reading import told

FORCE_PAGE = reverse("forces:force", args=[FORCE])
COMPARISON = f"{reverse('compare:compare')}?first=force:{FORCE}&second=force:{NEXT_FORCE}"
PAGES = [
    FORCE_PAGE,
    reverse("forces:strength", args=[FORCE]),
    reverse("forces:year", args=[FORCE]),
    reverse("forces:cell", args=[FORCE, "public-order", "capability"]),
    reverse("forces:region_cell", args=[REGION, "public-order", "capability"]),
    reverse("forces:nation_cell", args=["public-order", "capability"]),
    f"{reverse('compare:compare')}?first=region:{REGION}&second=force:{FORCE}",
]


@pytest.fixture
def planner(cast, held):
    return cast.client("planning_lead")


def kept(client, address=FORCE_PAGE) -> Document:
    response = client.post(address, {"keep": "yes"})
    assert response.status_code == 302
    return Document.objects.get(pk=int(response["Location"].rsplit("/", 1)[1]))


def page_of(client, document, **asked):
    return client.get(reverse("printouts:copy", args=[document.pk]), asked)


@pytest.mark.parametrize("address", PAGES)
def test_a_copy_holds_the_very_bytes_of_the_answer(planner, address):
    joint = "&" if "?" in address else "?"
    answer = planner.get(f"{address}{joint}format=json").content
    document = kept(planner, address)
    assert body_of(document) == answer
    assert document.sha256 == sha256(answer).hexdigest()
    assert document.kind == Kind.PRINT
    assert page_of(planner, document, format="json").content == answer


@pytest.mark.parametrize("address", PAGES)
def test_a_copy_has_a_page_with_its_digest_and_what_it_said(planner, address):
    response = page_of(planner, kept(planner, address))
    text = response.content.decode()
    assert response.context["document"].sha256 in text
    assert response.context["rows"]
    assert "the bytes still have it" in text
    assert response.context["synthetic"]


def test_a_copy_says_who_kept_it_and_of_which_instant(planner, cast):
    document = kept(planner)
    assert document.received_from == cast.viewer("planning_lead").name
    assert document.facts["at"].startswith("2026-03-10T12:00")
    assert document.facts["known"].startswith("2026-03-10T12:00")
    assert AuditEntry.objects.get(action="print.kept").detail["sha256"] == document.sha256


def test_the_page_it_is_of_can_be_opened_again(planner):
    address = kept(planner).facts["address"]
    assert address.startswith(f"{FORCE_PAGE}?at=2026-03-10T12%3A00")
    assert planner.get(address).status_code == 200


def test_keeping_twice_keeps_once(planner):
    assert kept(planner).pk == kept(planner).pk
    assert Document.objects.filter(kind=Kind.PRINT).count() == 1


def test_two_people_keep_their_own(planner, cast):
    assert kept(planner).pk != kept(cast.client("chief_officer")).pk


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("chief_officer", 200),
        ("inspector", 200),
        ("regional_coordinator", 200),
        ("next_planning_lead", 403),
        ("far_coordinator", 403),
        ("unappointed", 403),
        ("nobody", 302),
    ],
)
def test_a_copy_is_seen_by_whoever_may_see_what_it_tells_of(planner, cast, person, status):
    assert page_of(cast.client(person), kept(planner)).status_code == status


def test_a_comparison_is_seen_by_whoever_may_see_both_sides(cast, held):
    document = kept(cast.client("regional_coordinator"), COMPARISON)
    assert page_of(cast.client("national_coordinator"), document).status_code == 200
    for person in ("planning_lead", "next_planning_lead"):
        assert page_of(cast.client(person), document).status_code == 403


def test_a_list_has_only_what_may_be_seen(planner, cast):
    own = kept(planner)
    kept(cast.client("far_chief_officer"), reverse("forces:force", args=[FAR_FORCE]))
    shown = planner.get(reverse("printouts:copies"))
    assert [each.pk for each in shown.context["copies"]] == [own.pk]
    lines = planner.get(reverse("printouts:copies"), {"format": "csv"}).content.decode()
    assert own.sha256 in lines
    assert len(lines.splitlines()) == 2


def test_bytes_that_were_changed_are_found_out(planner):
    document = kept(planner)
    DocumentBody.objects.filter(pk=document.pk).update(
        content=b'{"schema": "muster.matrix/1", "cells": []}'
    )
    text = page_of(planner, document).content.decode()
    assert "These bytes are not what was kept" in text
    assert "the bytes still have it" not in text


def test_a_document_of_another_kind_is_no_copy(planner, held):
    assert page_of(planner, held[FORCE]).status_code == 404


def test_a_copy_without_places_is_nobodys(planner):
    described = Described(kind=Kind.PRINT, schema="x", subject=FORCE, title="Loose")
    assert page_of(planner, keep(b"{}", described, by=SENDER, at=NOON)).status_code == 403


def test_an_erased_copy_says_so(planner):
    document = kept(planner)
    Document.objects.filter(pk=document.pk).update(erased_at=NOON)
    response = page_of(planner, document)
    assert response.status_code == 400
    assert "was erased" in response.content.decode()


def test_a_cell_in_csv_is_never_a_formula():
    response = csv_response(Sheet("x", ("a",), [("=1+1",), ("-2.5",), ("@x",), (None,)]), "x.csv")
    assert response.content.decode().split("\r\n") == ["a", "'=1+1", "-2.5", "'@x", '""', ""]


def test_a_contract_without_a_table_is_still_a_copy():
    assert told(json.dumps({"schema": "muster.worth/1"}).encode()) == ((), [])


def test_only_a_post_keeps(planner):
    planner.get(FORCE_PAGE, {"keep": "yes"})
    assert not Document.objects.filter(kind=Kind.PRINT).exists()
