"""Bodies of documents are erased once kept long enough; what a force stands on never is."""

from datetime import timedelta

import pytest

from muster.web.accounts.rights import Viewer
from muster.web.administration.handlers import erase as erase_by_night
from muster.web.administration.models import RetentionRule
from muster.web.administration.retention import erase_what_is_due
from muster.web.audit.models import AuditEntry
from muster.web.audit.verifying import verify_chain
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Document, DocumentBody, Kind
from muster.web.documents.queries import UnableToReadDocument, body_of

pytestmark = pytest.mark.django_db
PAGE = "/administration/retention"
BY = Viewer(name="Somebody")


@pytest.fixture
def kept(held_clock):
    """Return what keeps a document that came in so many days ago."""

    def keep_one(kind: str, days: int, subject: str = "kent") -> Document:
        described = Described(kind=kind, schema="x/1", subject=subject, title=f"{kind} {days}")
        return keep(b"bytes", described, by=BY, at=held_clock - timedelta(days=days))

    return keep_one


def rule(kind: str, days: int, at) -> RetentionRule:
    return RetentionRule.objects.create(kind=kind, days=days, set_at=at)


def erased() -> set[str]:
    return set(Document.objects.exclude(erased_at=None).values_list("title", flat=True))


def test_only_what_was_kept_long_enough_is_erased(kept, held_clock):
    kept(Kind.ORIGINAL, 31)
    kept(Kind.ORIGINAL, 29)
    kept(Kind.MATRIX, 500)
    rule(Kind.ORIGINAL, 30, held_clock)
    assert erase_what_is_due(held_clock) == 1
    assert erased() == {"original 31"}


def test_the_row_stays_and_says_what_it_was(kept, held_clock):
    document = kept(Kind.ORIGINAL, 31)
    rule(Kind.ORIGINAL, 30, held_clock)
    erase_what_is_due(held_clock)
    document.refresh_from_db()
    assert document.sha256 and document.size == 5
    assert not DocumentBody.objects.filter(document=document).exists()
    with pytest.raises(UnableToReadDocument, match="retention rule"):
        body_of(document)
    entry = AuditEntry.objects.get(action="document.erased")
    assert (entry.force, entry.detail["sha256"]) == ("kent", document.sha256)
    assert verify_chain().intact


def test_the_return_a_force_stands_on_is_never_erased(kept, held_clock):
    for days, subject in ((400, "kent"), (300, "kent"), (350, "surrey")):
        kept(Kind.RETURN, days, subject)
    rule(Kind.RETURN, 30, held_clock)
    erase_what_is_due(held_clock)
    assert erased() == {"return 400"}


def test_what_was_erased_is_not_erased_again(kept, held_clock):
    kept(Kind.ORIGINAL, 31)
    rule(Kind.ORIGINAL, 30, held_clock)
    assert [erase_what_is_due(held_clock) for _time in range(2)] == [1, 0]
    assert AuditEntry.objects.filter(action="document.erased").count() == 1


def test_it_is_done_by_night(kept, held_clock):
    kept(Kind.ORIGINAL, 31)
    rule(Kind.ORIGINAL, 30, held_clock)
    erase_by_night({}, None)
    assert erased() == {"original 31"}


def test_a_rule_is_previewed_before_it_is_saved(kept, cast, held_clock):
    kept(Kind.ORIGINAL, 31)
    kept(Kind.ORIGINAL, 45)
    browser = cast.client("administrator")
    form = {"kind": "original", "days": "30", "reason": "the force's policy"}
    page = browser.post(PAGE, form).content.decode()
    assert "2 bodies are older than 30 days" in page
    assert not RetentionRule.objects.exists()
    assert browser.post(PAGE, form | {"previewed": "yes"}).status_code == 302
    saved = RetentionRule.objects.get()
    assert (saved.kind, saved.days) == ("original", 30)
    entry = AuditEntry.objects.get(action="retention.set")
    assert entry.reason == "the force's policy"
    assert entry.detail == {"days": 30, "before": None}


def test_a_rule_is_taken_away(cast, held_clock):
    rule(Kind.ORIGINAL, 30, held_clock)
    form = {"kind": "original", "days": "", "reason": "an inquiry", "previewed": "yes"}
    cast.client("administrator").post(PAGE, form)
    assert not RetentionRule.objects.exists()
    assert AuditEntry.objects.get(action="retention.set").detail == {"days": None, "before": 30}


@pytest.mark.parametrize(
    "changes", [{"days": "0"}, {"days": "-3"}, {"days": "99999999"}, {"kind": "x"}, {"reason": ""}]
)
def test_bad_input_sets_nothing(cast, changes):
    form = {"kind": "original", "days": "30", "reason": "policy", "previewed": "yes"} | changes
    page = cast.client("administrator").post(PAGE, form).content.decode()
    assert "There is a problem" in page
    assert not RetentionRule.objects.exists()


def test_an_administrator_of_a_force_sets_no_rule_for_everybody(cast):
    form = {"kind": "original", "days": "30", "reason": "policy", "previewed": "yes"}
    assert cast.client("force_administrator").post(PAGE, form).status_code == 403
    assert not RetentionRule.objects.exists()
