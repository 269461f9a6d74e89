"""A server as it is run: `muster serve`, on a database of its own, with its people.

Whoever starts one stops it: by `stop` as an operator would, or by `kill`, as a power cut would.
"""

import http.client
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tests.web.databases import ROOT, surroundings

PASSWORD = "correct horse battery staple"
PATIENCE = 90.0  # seconds; a busy machine starts slowly
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MUSTER = (sys.executable, "-m", "muster.cli")


class NoAnswer(Exception):
    """The server did not answer, or broke off."""


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    url: str
    text: str
    headers: Mapping[str, str]


class Fields(HTMLParser):
    """What a form says before anybody types: every form of a page, by the names of its fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._select = self._textarea = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in said:
            self.forms[-1][self._select] = said.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self.forms[-1][name] = ""
        elif tag == "input" and name:
            ticked = said.get("type") not in ("checkbox", "radio", "file") or "checked" in said
            if ticked and said.get("type") != "file":
                self.forms[-1][name] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea and self.forms:
            self.forms[-1][self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        self._select = "" if tag == "select" else self._select
        self._textarea = "" if tag == "textarea" else self._textarea

    def with_field(self, name: str) -> dict[str, str]:
        """Return the form that has a field."""
        return next((form for form in self.forms if name in form), {})


class Browser:
    """Somebody's browser: cookies, forms and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str, **headers: str) -> Answer:
        """Return the page at an address, redirects followed."""
        named = {name.replace("_", "-"): said for name, said in headers.items()}
        return self._send(urllib.request.Request(self._whole(path), headers=named))

    def post(self, path: str, fields: Mapping[str, str], has: str = "", page: str = "") -> Answer:
        """Fill in the form with a field that stands on a page, this one by itself, and send it."""
        form = self._form(page or path, has or next(iter(fields), ""))
        return self._send(self._request(path, urllib.parse.urlencode(form | fields).encode()))

    def upload(
        self, path: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]
    ) -> Answer:
        """Send files by the form at an address."""
        body, kind = multipart(self._form(path, "") | fields, files)
        request = self._request(path, body)
        request.add_header("Content-Type", kind)
        return self._send(request)

    def _form(self, path: str, has: str) -> dict[str, str]:
        page = self.get(path).text
        token = TOKEN.search(page)
        found = Fields(page).with_field(has) if has else {}
        return found | ({"csrfmiddlewaretoken": token[1]} if token else {})

    @property
    def cookie(self) -> str:
        """Return the cookies as a header says them."""
        return "; ".join(f"{each.name}={each.value}" for each in self.cookies)

    def _request(self, path: str, body: bytes) -> urllib.request.Request:
        return urllib.request.Request(
            self._whole(path), body, {"Referer": self.address, "Origin": self.address}
        )

    def _whole(self, path: str) -> str:
        return urllib.parse.urljoin(self.address, path)

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=60) as found:
                text = found.read().decode(errors="replace")
                return Answer(found.status, found.url, text, dict(found.headers))
        except urllib.error.HTTPError as refused:
            text = refused.read().decode(errors="replace")
            return Answer(refused.code, refused.url, text, dict(refused.headers))
        except (OSError, http.client.HTTPException) as broken:
            raise NoAnswer(str(broken)) from broken


class Site:
    """A server of one's own, on a database that outlives it."""

    def __init__(self, kind: str, folder: Path, *options: str, **environment: str) -> None:
        """Make the database and its people; nothing is served yet."""
        self.environment = {
            **surroundings(kind, folder),
            "MUSTER_SECOND_FACTOR": "no",
            **environment,
        }
        self._folder = folder
        self._options = options
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.run("migrate")

    @property
    def address(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Return the file that it logs to."""
        return self._folder / "serve.log"

    def run(self, *words: str) -> str:
        """Run `muster` on the server's database, and return what it prints."""
        done = subprocess.run(
            [*MUSTER, *words], env=self.environment, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, script: str) -> object:
        """Run a script in which Django is set up, and return the JSON that it prints last."""
        done = subprocess.run(
            [sys.executable, "-c", f"from muster.web.starting import set_up\nset_up()\n{script}"],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        lines = done.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines else None

    def start(self) -> "Site":
        """Serve, and return once it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*MUSTER, "serve", "--port", str(self.port), *self._options],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                if Browser(self.address).get("/health").status == 200:
                    return self
            except NoAnswer:
                time.sleep(0.1)
        raise AssertionError(f"it did not start:\n{self.log.read_text()[-3000:]}")

    def browser(self, email: str = "", password: str = PASSWORD) -> Browser:
        """Return a browser in which somebody is signed in, or nobody."""
        browser = Browser(self.address)
        if email:
            browser.post("/account/sign-in/", {"login": email, "password": password})
            names = {each.name for each in browser.cookies}
            assert any("session" in name or name.endswith("muster") for name in names), names
        return browser

    def stop(self) -> None:
        """Tell it to stop, and wait until it has."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self._ended()

    def kill(self, *, alone: bool = False) -> None:
        """Kill it as it stands, every process at once; or the first alone, which the rest follow.

        Returns once nothing of it is left on its port.
        """
        assert self.process is not None
        (os.kill if alone else os.killpg)(self.process.pid, signal.SIGKILL)
        self._ended()

    def _ended(self) -> None:
        assert self.process is not None
        self.process.wait(PATIENCE)
        self.process = None
        until = time.monotonic() + PATIENCE
        while answers(self.port) and time.monotonic() < until:
            time.sleep(0.02)
        assert not answers(self.port), "something of the server lives on"

    def close(self) -> None:
        """Leave nothing running."""
        if self.process is not None and self.process.poll() is None:
            self.kill()


def answers(port: int) -> bool:
    """Say whether something listens at a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def multipart(
    fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]
) -> tuple[bytes, str]:
    """Return a form with files as it is sent, and its type."""
    boundary = f"muster{os.urandom(12).hex()}"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n'.encode()
        for name, said in fields.items()
    ]
    for name, (file, content) in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"'
        kind = "Content-Type: application/octet-stream"
        parts.append(f"--{boundary}\r\n{head}\r\n{kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(
        parts
    ) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


APPOINT = """
from datetime import UTC, datetime
from muster.web.accounts.models import Appointment, User
user = User.objects.create_user({email!r}, "Inspector Example", {password!r})
Appointment.objects.create(user=user, role={role!r}, reach={reach!r}, scope={scope!r},
    starts_at=datetime(2020, 1, 1, tzinfo=UTC))
print(user.pk)
"""


def appoint(site: Site, email: str, role: str, reach: str = "force", scope: str = "west-midlands"):
    """Make somebody with one appointment, and return their number."""
    return site.ask(
        APPOINT.format(email=email, password=PASSWORD, role=role, reach=reach, scope=scope)
    )
