"""Serve the site on one port, with a worker beside it, and stop promptly when told."""

import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from muster.errors import MusterError
from muster.web.assets import prepare_assets
from muster.web.beside import end_with
from muster.web.checking import check_configuration
from muster.web.companion import Companion
from muster.web.environment import LOCAL
from muster.web.findings import Finding, Level, error
from muster.web.starting import set_up

TARGET = "muster.web.asgi:make_site"
MOST_AT_ONCE = 4096  # requests of one process, most of them screens that follow the events
GRACE = 3  # seconds that requests have to end in
HEADERS_WITHIN = 15_000  # milliseconds
WORK = ("-m", "muster.cli", "jobs", "work", "--beside")
OF_THIS_MACHINE = frozenset(each.strip("[]") for each in LOCAL)
Told = Callable[[str], None]


class UnableToListen(MusterError):
    """Another process has the port, or it is not for us to have."""


class UnableToServe(MusterError):
    """The server is not safe to start as it is configured."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        """Say each error with its remedy."""
        self.findings = found
        listed = "\n".join(f"- {each.sentence}" for each in found)
        super().__init__(f"The server does not start; muster check says why:\n{listed}")


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to listen, with how many processes, and whether work is done beside."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    worker: bool = True


class Server(MPServer):  # type: ignore[misc,unused-ignore]
    """Granian, which tells its processes to let go of the event streams before it stops them."""

    def __init__(self, asked: Serving, companion: Companion | None) -> None:
        """Keep the companion that stops with it."""
        self._companion = companion
        super().__init__(
            TARGET,
            address=asked.host,
            port=asked.port,
            interface=Interfaces.ASGI,
            factory=True,
            workers=asked.workers,
            websockets=False,
            backpressure=MOST_AT_ONCE,
            http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN),
            respawn_failed_workers=True,
            workers_kill_timeout=GRACE,
            log_level=LogLevels.warning,
            log_dictconfig=_logging(),
        )

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        """Begin to stop."""
        for each in self.wrks:
            with suppress(ProcessLookupError, TypeError):
                os.kill(each.inner.pid, signal.SIGUSR1)
        if self._companion is not None:
            self._companion.tell_to_stop()
        super().signal_handler_interrupt(*args, **kwargs)  # type: ignore[no-untyped-call]


def serve_site(asked: Serving, told: Told = lambda _: None) -> None:
    """Serve until SIGTERM or SIGINT; `told` hears where. Raises UnableToServe, UnableToListen."""
    _refuse_unsafe(asked)
    _refuse_taken(asked)
    with suppress(OSError):  # a folder that is only read: files are served as they were installed
        prepare_assets(settings.ASSETS_FOLDER)
    companion = None
    if asked.worker:
        companion = Companion([sys.executable, *WORK, str(os.getpid())])
    server = Server(asked, companion)
    multiprocessing.set_start_method("spawn", force=True)  # nothing of this process is shared
    if companion is not None:
        server.on_startup(companion.start)
        server.on_shutdown(companion.stop)
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    told(f"{settings.INSTANCE_NAME} is served at {scheme}://{asked.host}:{asked.port}")
    server.serve()


def work_jobs(beside: int | None = None) -> None:
    """Do the work that is due until told to stop, or until the process that started this ends."""
    set_up()
    if beside is not None:
        end_with(beside)
    worker = import_module("muster.web.jobs.worker")
    worker.work_until_told(worker.Worker())


def _refuse_unsafe(asked: Serving) -> None:
    found = [each for each in check_configuration() if each.level is Level.ERROR]
    if not found and settings.DEMONSTRATION and asked.host not in OF_THIS_MACHINE:
        what = "The demonstration prints its passwords, and others could reach it"
        found.append(error("demonstration", what, "serve it on 127.0.0.1 alone"))
    if found:
        raise UnableToServe(tuple(found))


def _refuse_taken(asked: Serving) -> None:
    """Refuse a port that is taken: the kernel would let two servers share it, turn about."""
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((asked.host, asked.port))
            probe.listen(1)
        except OSError as fault:
            raise UnableToListen(
                f"Nothing can be served at {asked.host}:{asked.port} ({fault.strerror}); stop what "
                "has the port, or choose another with --port"
            ) from fault


def _logging() -> dict[str, Any]:
    """Return our logging, with the server's own lines among ours; each request is logged once."""
    said: dict[str, Any] = dict(settings.LOGGING)
    quiet = {"level": "WARNING", "propagate": True, "handlers": []}
    return {**said, "loggers": {**said["loggers"], "_granian": quiet, "granian.access": quiet}}
