"""The demonstration says who may sign in, and what it shows is synthetic."""

import json
import os
import subprocess
import sys

import pytest

from muster.web.accounts.models import Appointment, Role, User
from muster.web.accounts.rights import Place, Right, may, viewer_for
from muster.web.demonstration.people import PASSWORD, SIGNS, appoint_everybody

MAKE = """
import json, sys
from pathlib import Path
import muster.web as web
found = web.prepare_demonstration(Path(sys.argv[1]), lambda *_: None)
from muster.web.documents.models import Document
from muster.web.tours.models import Declaration
from muster.web.judgements.models import Judgement
from muster.web.inspections.models import Question
from datetime import timedelta
from muster.web.tours.models import SealedContact
kept = Document.objects.filter(kind="return")
tour = Declaration.objects.get()
print(json.dumps({
    "signs": [each.email for each in found],
    "returns": kept.count(),
    "synthetic": kept.filter(synthetic=True).count(),
    "forces": kept.values("subject").distinct().order_by().count(),
    "tours": Declaration.objects.count(),
    "in_time": tour.tour_start <= tour.declared_at < tour.tour_start + timedelta(hours=1),
    "known": tour.document.received_at <= tour.declared_at,
    "contacts": SealedContact.objects.count(),
    "judgements": Judgement.objects.count(),
    "questions": Question.objects.count(),
}))
"""


def test_has_a_sign_in_for_every_role(db, held_clock):
    made = list(appoint_everybody())
    assert {sign.role for sign, _ in made} == set(Role)
    assert list(appoint_everybody()) == made
    assert User.objects.count() == Appointment.objects.count() == len(SIGNS)
    for sign, user in made:
        assert user.check_password(PASSWORD)
        assert may(viewer_for(user), Right.SEE_SUMS, Place.nation()), sign.email


@pytest.mark.slow
def test_is_made_once_and_opened_again(tmp_path):
    folder = tmp_path / "demonstration"
    told = []
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", MAKE, folder],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "DATABASE_URL": "postgresql://nobody@nowhere/none"},
        )
        told.append(json.loads(run.stdout))
    assert told[0] == told[1]
    assert told[0]["returns"] == told[0]["synthetic"] == 86
    assert told[0]["forces"] == 43
    assert told[0]["tours"] == told[0]["judgements"] == told[0]["questions"] == 1
    assert told[0]["in_time"] and told[0]["known"]
    assert told[0]["contacts"] == 1
    assert told[0]["signs"] == [sign.email for sign in SIGNS]
