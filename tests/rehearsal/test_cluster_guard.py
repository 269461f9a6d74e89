"""A cluster that anybody could run code on is not joined, and what to set is said."""

import contextlib
import socket
import ssl
import sys
import threading
from types import ModuleType

import pytest
from tests.rehearsal.ray_nodes import certificates
from tests.rehearsal.shard_jobs import sums

from muster.rehearsal import UnableToOpenEngine, UnableToUseCluster, on_ray
from muster.rehearsal.cluster import guard, reach

CREW = "muster.rehearsal.ray_crew"
TOKEN = {"RAY_AUTH_MODE": "token"}
CERTIFICATES = {
    "RAY_TLS_SERVER_CERT": "node.crt",
    "RAY_TLS_SERVER_KEY": "node.key",
    "RAY_TLS_CA_CERT": "ca.crt",
}
TLS = {"RAY_USE_TLS": "1", **CERTIFICATES}
HERE = ["127.0.0.1:6379", "127.3.2.1:6379", "localhost:6379", "[::1]:6379"]
AWAY = ["10.0.0.4:6379", "192.168.1.2:6379", "desk.barsetshire.example:6379", "0.0.0.0:6379"]


@pytest.fixture(autouse=True)
def unspoken(monkeypatch):
    """Keep Ray from being imported: it reads its settings then, and once in a process.

    Everything here is refused before a word is said to a cluster.
    """
    monkeypatch.setitem(sys.modules, CREW, ModuleType(CREW))


def refused(address, settings):
    with pytest.raises(UnableToUseCluster) as said:
        on_ray(address, sums().run, settings=settings)
    return str(said.value)


@pytest.mark.parametrize("address", AWAY)
def test_an_address_away_wants_a_token_and_tls(address):
    said = refused(address, {})
    assert "can run any code" in said
    for name in ("RAY_AUTH_MODE=token", "RAY_USE_TLS=1", *CERTIFICATES):
        assert name in said
    assert "RAY_USE_TLS=1" not in refused(address, TLS)
    assert "RAY_AUTH_MODE" not in refused(address, TOKEN)


@pytest.mark.parametrize("address", HERE)
def test_an_address_here_wants_a_token_all_the_same(address):
    said = refused(address, {})
    assert "RAY_AUTH_MODE=token" in said
    assert "TLS" not in said


@pytest.mark.parametrize("missing", CERTIFICATES)
@pytest.mark.parametrize("address", [HERE[0], AWAY[0]])
def test_tls_without_one_of_its_files_is_refused(address, missing):
    settings = {**TOKEN, **TLS, missing: ""}
    said = refused(address, settings)
    assert [name for name in CERTIFICATES if name in said] == [missing]


@pytest.mark.parametrize("off", ["0", "false", "", "yes"])
def test_tls_that_ray_takes_for_off_is_off(off):
    assert "RAY_USE_TLS=1" in refused(AWAY[0], {**TOKEN, **TLS, "RAY_USE_TLS": off})


def test_a_guarded_address_passes_and_only_without_tls_must_be_this_machine_alone():
    assert guard(AWAY[0], {**TOKEN, **TLS}) is False
    assert guard(HERE[0], {**TOKEN, **TLS}) is False
    assert guard(HERE[0], TOKEN) is True


@pytest.mark.parametrize("address", ["auto", "", "ray://127.0.0.1:10001", "127.0.0.1", "a:b", ":1"])
def test_what_is_no_address_is_refused(address):
    assert "is not host:port" in refused(address, {**TOKEN, **TLS})


def test_a_cluster_that_is_not_there_is_missed_at_once():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    assert "See that it is up" in refused(f"127.0.0.1:{port}", TOKEN)


def test_certificates_that_cannot_be_read_are_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        assert "certificates of one authority" in refused(address, {**TOKEN, **TLS})


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_cluster_that_speaks_tls_to_one_who_does_not_is_told_at_once(tmp_path, version):
    certificates(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = version
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(tmp_path / "ca.crt")
    context.load_cert_chain(tmp_path / "node.crt", tmp_path / "node.key")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked = threading.Thread(target=shake_hands, args=(listener, context))
        asked.start()
        assert "speaks TLS" in refused(f"127.0.0.1:{listener.getsockname()[1]}", TOKEN)
        asked.join(10)


def shake_hands(listener, context):
    """Answer one who asks in TLS, and mind no refusal."""
    joined = listener.accept()[0]
    with contextlib.suppress(OSError):
        context.wrap_socket(joined, server_side=True).close()


def test_a_cluster_in_the_clear_is_not_taken_for_another():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked = threading.Thread(target=greet, args=(listener,))
        asked.start()
        reach(f"127.0.0.1:{listener.getsockname()[1]}", None)
        asked.join(10)


def greet(listener):
    """Answer one who asks as a server of HTTP/2 in the clear would."""
    with listener.accept()[0] as joined:
        joined.sendall(bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]))
        joined.recv(1024)


def test_nobody_is_asked_to_play_nothing():
    with pytest.raises(UnableToOpenEngine, match="ask for one or more"):
        on_ray(HERE[0], sums().run, settings=TOKEN, workers=0)


def test_where_ray_is_not_installed_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, CREW)
    assert "pip install 'muster-spr[cluster]'" in refused(HERE[0], TOKEN)
