"""People who click: a locust file, run by `bench.bench_web`.

Each of them is somebody of the demonstration, looks for a while at what comes, and goes on to
what their role goes to. An answer of 400 or more is an error, as is a page that says something
failed.
"""

import json
import os
import random
from itertools import count
from pathlib import Path

from locust import HttpUser, between, task

SESSIONS: dict[str, list[str]] = json.loads(Path(os.environ["MUSTER_BENCH_SESSIONS"]).read_text())
NUMBER = count()
FORCE, REGION = "west-midlands", "west-midlands"
CELLS = ("public-order/capacity", "public-order/capability", "civil-emergencies/capability")
PAGES = {
    "chief@demo.invalid": ("/", f"/forces/{FORCE}/", f"/judgements/{FORCE}/", "/nation"),
    "planning@demo.invalid": (
        "/",
        f"/forces/{FORCE}/",
        f"/forces/{FORCE}/strength",
        f"/forces/{FORCE}/year",
        f"/returns/{FORCE}/",
        "/doctrine/",
    ),
    "control@demo.invalid": (f"/tours/{FORCE}/", f"/wall/{FORCE}/", f"/wall/{FORCE}/now/"),
    "region@demo.invalid": ("/", f"/regions/{REGION}", "/nation"),
    "nation@demo.invalid": ("/", "/nation", "/nation?measure=units:psu", f"/regions/{REGION}"),
    "inspector@demo.invalid": ("/", f"/forces/{FORCE}/", f"/returns/{FORCE}/", "/nation"),
}


class Clicker(HttpUser):
    """One person, for as long as the run lasts."""

    wait_time = between(1, 5)

    def on_start(self) -> None:
        """Become somebody, each role in turn."""
        number = next(NUMBER)
        self.email = sorted(SESSIONS)[number % len(SESSIONS)]
        own = SESSIONS[self.email]
        self.client.headers["Cookie"] = own[number // len(SESSIONS) % len(own)]

    @task(8)
    def look(self) -> None:
        """Open one of the pages of the role."""
        self.client.get(random.choice(PAGES[self.email]), name="a page of the role")

    @task(2)
    def open_a_cell(self) -> None:
        """Open a cell of the matrix, where there is one for the role."""
        if self.email not in ("control@demo.invalid", "region@demo.invalid", "nation@demo.invalid"):
            self.client.get(f"/forces/{FORCE}/cells/{random.choice(CELLS)}", name="a cell")

    @task(2)
    def move_the_slider(self) -> None:
        """Move the nation on to another day."""
        path = f"/nation?ahead={random.randrange(364)}&part=board"
        self.client.get(path, name="a step of the slider", headers={"HX-Request": "true"})

    @task(1)
    def find(self) -> None:
        """Look for something in the command bar."""
        self.client.get("/find?q=west&format=fragment", name="the command bar")
