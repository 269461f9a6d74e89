"""How long a workbook of 30,000 officers takes from its upload until its matrix is kept."""

import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.web.servers import Browser, Site

from bench.bench_intake import LARGE, folder_of
from bench.web_site import LEAD, browser_of
from muster.doctrine import read_doctrine
from muster.intake import read_return, write_return

FORCE = "west-midlands"
PATIENCE = 300.0
MATRIX = """
import json
from muster.web.documents.models import Document
found = Document.objects.filter(kind="matrix", subject="{force}").order_by("-pk").first()
print(json.dumps(found.pk if found else 0))
"""


def workbook(officers: int = LARGE) -> bytes:
    """Return a workbook of so many officers, sound in every cell."""
    with tempfile.TemporaryDirectory() as folder:
        place = folder_of(Path(folder) / "csv", FORCE, officers, 7)
        path = Path(folder) / "return.xlsx"
        write_return(read_return(place, doctrine=read_doctrine()), path)
        return path.read_bytes()


def measure_workbook(site: Site, content: bytes, say: Callable[[str], None]) -> dict[str, float]:
    """Return the seconds of each stage: sent, checked, accepted, its matrix kept; and in all."""
    browser = browser_of(site, LEAD)
    before = site.ask(MATRIX.format(force=FORCE))
    taken: dict[str, float] = {}
    started = last = time.perf_counter()

    def done(what: str) -> None:
        nonlocal last
        taken[what] = time.perf_counter() - last
        last = time.perf_counter()
        say(f"{what}: {taken[what]:.2f} s")

    sent = browser.upload(f"/returns/{FORCE}/upload", {}, {"sent": ("return.xlsx", content)})
    found = re.search(r"/returns/.*/uploads/\d+/", sent.url)
    assert found, f"{sent.status} {sent.url}"
    path = found[0]
    done("sent and acknowledged")
    _wait(browser, path, "accept")
    done("checked and compared")
    accepted = browser.post(f"{path}accept", {}, has="against", page=f"{path}changes")
    assert accepted.status == 200, accepted.status
    done("accepted")
    while site.ask(MATRIX.format(force=FORCE)) == before:
        assert time.perf_counter() - started < PATIENCE, "no matrix came"
    done("its matrix kept")
    taken["in all"] = time.perf_counter() - started
    return taken


def _wait(browser: Browser, path: str, word: str) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        page = browser.get(path).text
        if f'{path}{word}"' in page:
            return
        assert "faults to mend" not in page, "the workbook has faults"
        time.sleep(0.1)
    raise AssertionError("the check did not end")
