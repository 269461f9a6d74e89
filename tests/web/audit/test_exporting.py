"""The audit as a file to keep elsewhere."""

import json
from datetime import timedelta

import pytest

from muster.web.accounts.rights import NOBODY
from muster.web.audit.actions import record_entry
from muster.web.audit.checkpoints import read_checkpoint
from muster.web.audit.exporting import UnableToExportAudit, export_entries

pytestmark = pytest.mark.django_db


def test_every_entry_is_a_line_and_a_checkpoint_lies_beside(chain, audit_key, tmp_path):
    found = export_entries(tmp_path / "audit.jsonl")
    lines = (tmp_path / "audit.jsonl").read_text().splitlines()
    assert found.entries == len(lines) == 6
    assert json.loads(lines[2])["digest"] == chain[2].digest
    assert read_checkpoint(found.checkpoint.read_text()).sequence == 6


def test_without_a_key_there_is_no_checkpoint(chain, tmp_path):
    assert export_entries(tmp_path / "audit.jsonl").checkpoint is None


def test_only_what_is_new_is_exported_when_asked(chain, tmp_path, settings):
    later = chain[-1].at + timedelta(hours=1)
    settings.MUSTER_NOW = later
    record_entry(actor=NOBODY, action="later", subject="")
    assert export_entries(tmp_path / "audit.jsonl", since=later).entries == 1


def test_a_file_that_cannot_be_written_is_said(chain, tmp_path):
    with pytest.raises(UnableToExportAudit, match="folder you may write to"):
        export_entries(tmp_path / "nowhere" / "audit.jsonl")
