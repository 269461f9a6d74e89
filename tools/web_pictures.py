"""Take the pictures of the pages kept in docs/img/web, from the demonstration.

    python tools/web_pictures.py [--folder DATA] [--only NAME ...]

It needs Chromium and Playwright; everything shown is synthetic.
"""

import argparse
import base64
import http.client
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from muster.web.demonstration.opening import prepare_demonstration

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "docs" / "img" / "web"
PASSWORD = "muster-demonstration"
FORCE = "west-midlands"
MOST = 250_000  # bytes
PATIENCE = 180.0  # seconds
QUALITIES = (92, 86, 80, 70, 60)
CHROMIUM = "/usr/bin/chromium"


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which address, on a screen of what size."""

    name: str
    who: str
    path: str
    width: int
    height: int
    scale: float = 1


PICTURES = (
    Picture("today-chief-phone", "chief", "/", 390, 844, 2),
    Picture("nation", "nation", "/nation", 1440, 1700),
    Picture("force", "chief", f"/forces/{FORCE}/", 1440, 1200),
    Picture("cell", "chief", f"/forces/{FORCE}/cells/public-order/capacity", 1440, 1200),
    Picture("returns-faults", "planning", f"/returns/{FORCE}/upload", 1440, 1000),
    Picture("wall", "control", f"/wall/{FORCE}/", 1920, 1080),
    Picture("tour-phone", "control", f"/tours/{FORCE}/", 390, 844, 2),
    Picture("strength", "chief", f"/forces/{FORCE}/strength", 1440, 1200),
    Picture("compare", "nation", f"/compare?first=force:{FORCE}&second=force:kent", 1440, 1200),
    Picture("requests", "inspector", f"/requests/1/{FORCE}/1/", 1440, 900),
    Picture("people", "planning", f"/people/{FORCE}/", 1440, 1200),
    Picture("administration", "admin", "/administration/", 1440, 1000),
)


def main() -> None:
    """Open the demonstration, and take every picture or those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, default=None)
    asked.add_argument("--only", nargs="*", default=[])
    said = asked.parse_args()
    folder = said.folder or Path(tempfile.mkdtemp(prefix="muster-pictures-"))
    prepare_demonstration(folder, lambda *_told: None)
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = [each for each in PICTURES if not said.only or each.name in said.only]
    with served() as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for each in wanted:
            path = keep(each, taken(browser, address, each))
            print(f"{path.stat().st_size:8d} bytes  {path.relative_to(ROOT)}", flush=True)
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """Serve the demonstration, and yield where; the environment names its folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "muster.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("The server did not start: run `muster check` to see why.")
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    """Say whether the server is well."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False


def taken(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return a page that somebody has signed in to see as WebP, as good as its size allows."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        base_url=address,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.get_by_label("Work email address").fill(f"{picture.who}@demo.invalid")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("summary", has_text="Account of").wait_for(state="attached")
    put_the_tour_away(page)
    page.goto(picture.path)
    if picture.name == "returns-faults":
        send_with_faults(page)
    if picture.name == "people":
        page.get_by_label("To plan training and refreshers").check()
        page.get_by_role("button", name="Go on").click()
    page.wait_for_timeout(1500)
    session = context.new_cdp_session(page)
    shot = b""
    for quality in QUALITIES:
        said = {"format": "webp", "quality": quality, **scaled(picture)}
        shot = base64.b64decode(session.send("Page.captureScreenshot", said)["data"])
        if len(shot) < MOST:
            break
    context.close()
    return shot


def scaled(picture: Picture) -> dict[str, object]:
    """Return what has a picture taken at its scale: those of a phone are finer than the page."""
    if picture.scale == 1:
        return {}
    size = {"x": 0, "y": 0, "width": picture.width, "height": picture.height}
    return {"clip": {**size, "scale": picture.scale}}


def put_the_tour_away(page: Page) -> None:
    """Decline the tour where it is offered, so that it is in no picture."""
    with suppress(TimeoutError):
        page.get_by_role("button", name="No, thank you").click(timeout=5000)
        page.wait_for_timeout(500)


def send_with_faults(page: Page) -> None:
    """Send a workbook with faults, and wait until they are shown."""
    page.set_input_files(
        "input[type=file]",
        {
            "name": "roster-and-training.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": faulty_workbook(),
        },
    )
    page.get_by_role("button", name="Send and check").click()
    page.locator(".m-fault__cell").first.wait_for()


def faulty_workbook() -> bytes:
    """Return a small synthetic workbook, four of whose cells are wrong."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    for name, rows in tables().items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(at, place, cell)
    book.close()
    return body.getvalue()


def tables() -> dict[str, list[list[str]]]:
    """Return the tables of the workbook: a dozen people, and what is wrong among them."""
    now = datetime.now(UTC)
    day = "%Y-%m-%d"
    first, last = now.replace(day=1).strftime(day), (now + timedelta(days=365)).strftime(day)
    prepared = (now - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    ranks = ["inspector", *["sergeant"] * 3, *["constable"] * 10]
    officers = [[str(4101 + n), rank, "Central yard", "45", "", ""] for n, rank in enumerate(ranks)]
    officers[5][1], officers[9][3] = "constabel", "soon"
    skills = ("public_order_level_2", "public_order_refresher", "job_fitness")
    tickets = [
        [officer[0], skill, (now - timedelta(days=150)).strftime(day), last]
        for officer in officers[:7]
        for skill in skills
    ]
    tickets[4][1], tickets[7][3], tickets[8][2] = "juggling", "31/02/2027", "last spring"
    about = ["force", "period_from", "period_until", "prepared_at", "prepared_by", "synthetic"]
    return {
        "about": [about, ["West Midlands", first, last, prepared, "Operations planning", "yes"]],
        "officers": [
            ["officer_id", "rank", "base", "recall_minutes", "pattern", "pattern_from"],
            *officers,
        ],
        "tickets": [["officer_id", "skill", "awarded", "expires"], *tickets],
        "vehicles": [
            ["vehicle_id", "kind", "base"],
            *([f"C{n:02d}", "carrier", "Central yard"] for n in range(1, 5)),
        ],
    }


def keep(picture: Picture, shot: bytes) -> Path:
    """Write a picture, and return where."""
    if len(shot) >= MOST:
        raise SystemExit(f"{picture.name} is too large: show less of the page.")
    path = KEPT / f"{picture.name}.webp"
    path.write_bytes(shot)
    return path


if __name__ == "__main__":
    main()
