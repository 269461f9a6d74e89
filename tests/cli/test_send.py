"""`muster send` sends a file through the interface, waits, and prints the faults."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

FAULT = {
    "table": "officers",
    "row": 5,
    "column": "rank",
    "value": "serjeant",
    "fault": "'serjeant' is no rank",
    "remedy": "write sergeant",
}


class Receiving(BaseHTTPRequestHandler):
    """A server that checks what it is sent by the second question."""

    seen: list
    faults: list
    questions: int

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).seen.append((self.path, self.headers["Authorization"], body))
        self._say(202, {"upload": self._upload("received")})

    def do_GET(self):
        if self.path.endswith("/faults"):
            answer = {"schema": "muster.faults/1", "faults": self.faults, "more": 0}
            self._say(200, answer | {"rows": {"officers": 6}, "extras": {}, "notes": []})
            return
        type(self).questions += 1
        state = "faulty" if self.faults else "ready"
        self._say(200, {"upload": self._upload("checking" if self.questions < 2 else state)})

    def _upload(self, state):
        return {"number": 7, "force": "west-midlands", "state": state}

    def _say(self, status, answer):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_said):
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("MUSTER_TOKEN", "muster_abc")
    monkeypatch.setattr("muster.cli.send.FIRST_WAIT", 0.01)
    Receiving.seen, Receiving.faults, Receiving.questions = [], [], 0
    served = ThreadingHTTPServer(("127.0.0.1", 0), Receiving)
    Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()


@pytest.fixture
def march(tmp_path):
    (tmp_path / "march.xlsx").write_bytes(b"PK the bytes")
    return "march.xlsx"


def test_sends_the_bytes_and_waits_until_they_are_checked(muster, server, march):
    done = muster("send", march, "--force", "west-midlands", "--server", server)
    assert done.code == 0, done.err
    path, token, body = Receiving.seen[0]
    assert path == "/api/v1/forces/west-midlands/returns?filename=march.xlsx"
    assert (token, body) == ("Bearer muster_abc", b"PK the bytes")
    assert Receiving.questions == 2
    assert "no fault was found" in done.out and "ready" in done.err


def test_prints_every_fault_as_a_check_does_and_ends_with_1(muster, server, march):
    Receiving.faults = [FAULT]
    done = muster("send", march, "--force", "west-midlands", "--server", server)
    assert done.code == 1
    assert "serjeant" in done.out and "write sergeant" in done.out
    said = muster("send", march, "--force", "west-midlands", "--server", server, "--json")
    assert json.loads(said.out)["faults"][0]["row"] == 5


def test_says_when_its_patience_is_over(muster, server, march, monkeypatch):
    monkeypatch.setattr("muster.cli.send.CHECKING", ("received", "checking", "ready"))
    given = ("send", march, "--force", "west-midlands", "--server", server, "--patience", "1")
    done = muster(*given)
    assert done.code == 2 and "still has upload 7" in done.err


def test_a_file_that_is_not_there_is_said(muster, server):
    assert muster("send", "april.xlsx", "--force", "kent", "--server", server).code == 2
