"""A Ray cluster on this machine, guarded as one of several machines would be."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
RAY = Path(sys.executable).with_name("ray")
PATHS = f"{ROOT / 'src'}:{ROOT}"
MEMORY = 100_000_000
QUIET = ("--disable-usage-stats", "--include-log-monitor=false")
AUTHORITY = (
    "openssl req -x509 -newkey rsa:3072 -nodes -days 2 -keyout ca.key -out ca.crt -subj /CN=cluster"
)
REQUEST = "openssl req -newkey rsa:3072 -nodes -keyout node.key -out node.csr -subj /CN=node"
SIGN = (
    "openssl x509 -req -in node.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 "
    "-extfile node.ext -out node.crt"
)


def address_here():
    """Return this machine's own address, by which Ray knows it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.connect(("192.0.2.1", 1))  # nothing is sent
        return sender.getsockname()[0]


def certificates(folder):
    """Write a certificate of this machine, its key, and the authority that signed it."""
    here = {"127.0.0.1", address_here()}
    names = ",".join(["DNS:localhost", *(f"IP:{address}" for address in sorted(here))])
    (folder / "node.ext").write_text(f"subjectAltName={names}\n")
    for command in (AUTHORITY, REQUEST, SIGN):
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


def guarded(folder):
    """Return the settings of a guarded cluster, with its certificates in a folder."""
    certificates(folder)
    return {
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": "0123456789abcdef" * 4,
        "RAY_USE_TLS": "1",
        "RAY_TLS_SERVER_CERT": str(folder / "node.crt"),
        "RAY_TLS_SERVER_KEY": str(folder / "node.key"),
        "RAY_TLS_CA_CERT": str(folder / "ca.crt"),
    }


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("", 0))
        return listener.getsockname()[1]


@dataclass(frozen=True)
class Node:
    """A node of the cluster: `ray start`, and the process group of what it started."""

    group: int

    def kill(self):
        """End every process of it at once, as when a machine loses its power."""
        os.killpg(self.group, signal.SIGKILL)

    def end(self):
        """End every process of it, and wait for that."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            for _ in range(50):
                try:
                    os.killpg(self.group, how)
                except ProcessLookupError:
                    return
                time.sleep(0.1)


def start_node(settings, *options):
    """Start a node of one processor, and return it."""
    started = subprocess.Popen(
        [RAY, "start", "--num-cpus=1", f"--object-store-memory={MEMORY}", *QUIET, *options],
        env={**os.environ, **settings, "PYTHONPATH": PATHS},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told = started.communicate(timeout=60)[0]
    node = Node(started.pid)
    if started.returncode:
        node.end()
        raise RuntimeError(told)
    return node
