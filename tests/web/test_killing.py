"""kill -9 loses nothing acknowledged and leaves nothing half done, on both databases."""

import random

import pytest
from tests.web.databases import KINDS
from tests.web.killing import Deed, Tally, lost, play_round
from tests.web.servers import Site, appoint

pytestmark = pytest.mark.slow
FORCE = "west-midlands"
CHIEF, LEAD, ROOM = "chief@muster.example", "lead@muster.example", "room@muster.example"
ROUNDS = 6
SUBJECT = "public-order.capability"
SIZE = 3_000_000  # bytes of an upload: several pieces on their way


def judge(browser, number):
    path = f"/judgements/{FORCE}/new?subject={SUBJECT}"
    fields = {"subject": SUBJECT, "grade": "met", "reasons": f"Deed {number} of a test"}
    return browser.post(path, fields, has="token").status == 200


JUDGED = """
import json, re
from muster.web.audit.models import AuditEntry
from muster.web.judgements.models import Judgement
from muster.web.live.models import LiveEvent
told = [e.detail["judgement"] for e in AuditEntry.objects.filter(action="judgement.recorded")]
rows = {row.pk: int(re.search(r"Deed (\\d+)", row.reasons)[1]) for row in Judgement.objects.all()}
assert sorted(told) == sorted(rows), "a judgement without its entry, or an entry without it"
assert LiveEvent.objects.filter(topic="judgements").count() == len(rows), "an event lacks"
print(json.dumps(list(rows.values())))
"""


def declare(browser, number):
    fields = {
        "on_call_officer": "Superintendent Example",
        "contact": "01632 960001",
        "others": f"PC{number}",
        "remarks": f"Deed {number} of a test",
        "figure_60": "2",
        "anyway": "on",
    }
    answer = browser.post(f"/tours/{FORCE}/declare/", fields, has="token")
    return answer.status == 200 and answer.url.endswith(f"/tours/{FORCE}/")


DECLARED = """
import json, re
from muster.web.audit.models import AuditEntry
from muster.web.tours.models import Declaration
made = list(Declaration.objects.prefetch_related("commanders", "figures"))
told = AuditEntry.objects.filter(action__in=["tour.declared", "tour.corrected"])
assert sorted(e.subject for e in told) == sorted(f"declaration {d.pk}" for d in made)
for each in made:
    number = re.search(r"Deed (\\d+)", each.remarks)[1]
    assert f"PC{number}" in [c.officer for c in each.commanders.all()], "a commander lacks"
    assert each.figures.count() == 1, "a figure lacks"
print(json.dumps([int(re.search(r"Deed (\\d+)", d.remarks)[1]) for d in made]))
"""


def send_return(browser, number):
    filler = random.Random(number).randbytes(SIZE // 2).hex()
    content = f'{{"note": "deed {number}", "filler": "{filler}"}}'.encode()
    answer = browser.upload(f"/returns/{FORCE}/upload", {}, {"sent": ("return.json", content)})
    return answer.status == 200 and "/uploads/" in answer.url


SENT = """
import hashlib, json, re
from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, DocumentBody
from muster.web.jobs.models import Job
from muster.web.returns.models import Upload
numbers = []
for upload in Upload.objects.select_related("original"):
    body = bytes(DocumentBody.objects.get(pk=upload.original_id).content)
    assert hashlib.sha256(body).hexdigest() == upload.sha256 == upload.original.sha256
    assert len(body) == upload.size and body.endswith(b'"}'), "half a file"
    assert Job.objects.filter(kind="returns.check", payload__upload=upload.pk).count() == 1
    assert upload.steps.filter(state="received").count() == 1
    numbers.append(int(re.search(rb"deed (\\d+)", body)[1]))
kept = AuditEntry.objects.filter(action="original.kept")
documents = Document.objects.filter(kind="original")
assert sorted(e.subject for e in kept) == sorted(f"document {d.pk}" for d in documents)
assert documents.count() == DocumentBody.objects.filter(document__kind="original").count()
assert documents.count() == len(numbers), "a document without its upload"
print(json.dumps(numbers))
"""


DEEDS = [
    Deed("judgement", CHIEF, judge, JUDGED),
    Deed("declaration", ROOM, declare, DECLARED),
    Deed("upload", LEAD, send_return, SENT),
]
CHECKED = """
import json, time
from muster.web.audit.models import AuditEntry
from muster.web.jobs.queries import backlog
from muster.web.returns.models import OPEN, Upload
until = time.monotonic() + 180
while backlog().due + backlog().held and time.monotonic() < until:
    time.sleep(0.5)
states = sorted(set(Upload.objects.values_list("state", flat=True)))
checked = AuditEntry.objects.filter(action="upload.checked").count()
print(json.dumps([states, checked, Upload.objects.count(), backlog().dead]))
"""


@pytest.fixture(params=KINDS)
def site(request, tmp_path):
    found = Site(request.param, tmp_path)
    appoint(found, CHIEF, "chief_officer")
    appoint(found, LEAD, "planning_lead")
    appoint(found, ROOM, "control_room")
    yield found
    found.close()


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(site):
    tally, chance = Tally(), random.Random()
    for _ in range(ROUNDS):
        play_round(site, DEEDS, tally, chance)
        for deed in DEEDS:
            assert lost(site, deed, tally) == set(), deed.name
        assert "unbroken" in site.run("audit", "verify")
    assert set(tally.acknowledged) == {deed.name for deed in DEEDS}, "a deed was never done"
    assert sum(tally.cut_off.values()) > 0, "nobody was in the middle of anything"
    site.start()
    states, checked, uploads, dead = site.ask(CHECKED)
    assert (states, checked, dead) == (["faulty"], uploads, 0)
