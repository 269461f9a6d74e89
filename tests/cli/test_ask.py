"""The terminal asks a server as any program does, and says what the server says."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest


class Answering(BaseHTTPRequestHandler):
    """Answers what was asked, refuses a path of refusal."""

    def do_GET(self):
        refused = "refused" in self.path
        said = {"path": self.path, "token": self.headers["Authorization"], "detail": "not for you"}
        body = json.dumps(said).encode()
        self.send_response(403 if refused else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server():
    served = HTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()


def test_asks_below_the_interface_with_the_token_of_the_environment(muster, server, monkeypatch):
    monkeypatch.setenv("MUSTER_TOKEN", "muster_abc")
    done = muster("ask", "nation/matrix", "--with", "within=240", "--server", server)
    said = json.loads(done.out)
    assert said["path"] == "/api/v1/nation/matrix?within=240"
    assert said["token"] == "Bearer muster_abc"


def test_says_what_the_server_says_of_a_refusal(muster, server, monkeypatch):
    monkeypatch.setenv("MUSTER_TOKEN", "muster_abc")
    done = muster("ask", "refused", "--server", server)
    assert done.code == 2
    assert "403" in done.err and "not for you" in done.err


@pytest.mark.parametrize(
    ("given", "token", "said"),
    [
        (["--server", "http://police.example"], "muster_abc", "https://"),
        (["--server", "ftp://localhost"], "muster_abc", "https://"),
        ([], "muster_abc", "MUSTER_SERVER"),
        (["--server", "https://localhost"], "", "MUSTER_TOKEN"),
        (["--server", "http://127.0.0.1:9"], "muster_abc", "does not answer"),
        (["--server", "https://localhost", "--with", "within"], "muster_abc", "NAME=VALUE"),
    ],
)
def test_sends_no_token_where_it_might_be_read(muster, monkeypatch, given, token, said):
    monkeypatch.delenv("MUSTER_SERVER", raising=False)
    monkeypatch.setenv("MUSTER_TOKEN", token)
    done = muster("ask", "criteria", *given)
    assert done.code == 2
    assert said in done.err
