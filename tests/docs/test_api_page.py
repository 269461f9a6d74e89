"""The page of the interface lists what the interface offers, and nothing else."""

import subprocess
import sys

from tests.architecture.house import ROOT


def test_lists_every_operation():
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    told = page.partition("<!-- operations -->\n")[2].partition("<!-- end")[0]
    code = "import api_reference; print(api_reference.reference(), end='')"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "tools", capture_output=True, text=True, check=True
    )
    assert told == made.stdout, "write it anew: python tools/api_reference.py"
    assert told.count("`GET ") >= 9
