"""Every action that is recorded is said in words."""

import re
from pathlib import Path

import muster.web
from muster.web.audit.words import ACTIONS
from muster.web.documents.models import Kind, Standing

HERE = Path(muster.web.__file__).parent
NAMED = re.compile(r'action="([a-z_.]+)"')
OF_AN_UPLOAD = re.compile(r'_record\(\w+, "([a-z_]+)"')


def test_every_action_recorded_has_words():
    text = "\n".join(each.read_text() for each in HERE.rglob("*.py"))
    uploads = (HERE / "returns" / "actions.py").read_text()
    found = set(NAMED.findall(text)) | {f"upload.{each}" for each in OF_AN_UPLOAD.findall(uploads)}
    found |= {f"{Kind.RETURN}.{each}" for each in Standing.values}
    assert len(found) > 25
    assert found - set(ACTIONS) == set()


def test_an_upload_has_its_steps_in_words():
    assert {"upload.received", "upload.checked", "upload.accepted"} <= set(ACTIONS)
