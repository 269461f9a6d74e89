"""Finding things: what apps add to the command bar, and the page that answers without it."""

import pytest
from tests.web.cast import NOBODY

from muster.web.accounts.rights import Viewer
from muster.web.shell import finders
from muster.web.shell.finders import Found, finder, found_for, matches

pytestmark = pytest.mark.django_db
FRAGMENT = {"format": "fragment"}


@pytest.fixture(autouse=True)
def only_here(monkeypatch):
    """Leave the finders of other apps as they are, and out of these tests."""
    monkeypatch.setattr(finders, "FINDERS", {kind: [] for kind in finders.LABELS})


def test_each_kind_is_told_apart_and_forces_come_first():
    finder("documents")(lambda _viewer, _text: [Found("Return of March", "", "/d/1")])
    finder("forces")(lambda _viewer, _text: [Found("Barsetshire", "Wessex", "/f/b")])
    assert [str(group.label) for group in found_for(Viewer(), "a")] == ["Forces", "Documents"]


def test_a_handful_of_each_kind_is_enough():
    finder("people")(lambda _viewer, _text: [Found(str(n), "", "/") for n in range(40)])
    assert len(found_for(Viewer(), "a")[0].found) == finders.MOST


def test_a_finder_is_told_who_asks():
    told = []
    finder("forces")(lambda viewer, text: told.append((viewer.user_id, text)) or [])
    found_for(Viewer(7), "  barset   psu ")
    assert told == [(7, "barset psu")]


def test_nothing_asked_is_nothing_found():
    finder("forces")(lambda _viewer, _text: [Found("Barsetshire", "", "/")])
    assert found_for(Viewer(), "   ") == []


@pytest.mark.parametrize("text", ["west", "mid west", "WEST-MIDLANDS", "police m"])
def test_words_are_found_by_their_beginnings(text):
    assert matches(text, "West Midlands Police")


@pytest.mark.parametrize("text", ["idlands", "west y"])
def test_what_begins_no_word_is_not_found(text):
    assert not matches(text, "West Midlands Police")


def test_the_page_answers_without_scripts(cast):
    finder("forces")(lambda _viewer, _text: [Found("Barsetshire <b>", "Wessex", "/f/b")])
    answer = cast.client("chief_officer").get("/find", {"q": "bars"}).content.decode()
    assert "<main" in answer
    assert "Barsetshire &lt;b&gt;" in answer


def test_the_command_bar_is_given_the_results_alone(cast):
    finder("forces")(lambda _viewer, _text: [Found("Barsetshire", "", "/f/b")])
    answer = cast.client("chief_officer").get("/find", {"q": "bars", **FRAGMENT}).content.decode()
    assert "Barsetshire" in answer
    assert "<main" not in answer


def test_where_nothing_is_found_something_else_is_suggested(cast):
    answer = cast.client("chief_officer").get("/find", {"q": "<zz>", **FRAGMENT}).content.decode()
    assert "Nothing found for “&lt;zz&gt;”" in answer


def test_nobody_finds_nothing(cast):
    assert cast.client(NOBODY).get("/find", {"q": "a"}).status_code == 302


def test_documents_and_what_is_done_with_them_are_found(cast, held, monkeypatch):
    monkeypatch.undo()
    held_there = held["west-midlands"]
    lead, next_lead = cast.client("planning_lead"), cast.client("next_planning_lead")
    for text in (held_there.sha256[:12], "return west", f"sha256:{held_there.sha256}"):
        answer = lead.get("/find", {"q": text}).content.decode()
        assert f"/returns/west-midlands/{held_there.pk}/" in answer
        other = next_lead.get("/find", {"q": text}).content.decode()
        assert f"/returns/west-midlands/{held_there.pk}/" not in other
    for text, address in (("template", "template"), ("upload", "upload")):
        assert (
            f"/returns/west-midlands/{address}" in lead.get("/find", {"q": text}).content.decode()
        )
    assert "/judgements/west-midlands/new" in lead.get("/find", {"q": "judge"}).content.decode()
