"""Shards played by the machines of a Ray cluster, which is joined only where it is guarded."""

import socket
import ssl
from collections.abc import Mapping
from importlib import import_module
from ipaddress import ip_address
from typing import Any, TypeVar

from muster.errors import MusterError
from muster.rehearsal.engines import Engine, Play, counted

Result = TypeVar("Result")
CERTIFICATES = ("RAY_TLS_SERVER_CERT", "RAY_TLS_SERVER_KEY", "RAY_TLS_CA_CERT")
ON = ("1", "true")  # as Ray reads them
REACH = 10.0  # seconds; Ray itself would try for minutes
SPEAK = 2.0  # seconds to be answered in TLS, by a cluster that is on this machine


class UnableToUseCluster(MusterError):
    """A cluster is not guarded, not there, or not able to play."""


def on_ray(
    address: str, play: Play[Result], *, settings: Mapping[str, str], workers: int | None = None
) -> Engine[Result]:
    """Return an engine of the processors of a Ray cluster, or so many of them.

    `address` is host:port of a cluster that this machine has joined; `settings` is this
    process's environment, which Ray reads for itself. `play` (picklable) is sent to each
    machine once. A shard whose worker or machine is lost is played again elsewhere.
    Raises UnableToUseCluster and UnableToOpenEngine.
    """
    alone = guard(address, settings)
    most = None if workers is None else counted(workers)
    crew = _ray_crew()
    reach(address, None if alone else settings)
    engine: Engine[Result] = crew.gather(address, play, most, alone)
    return engine


def guard(address: str, settings: Mapping[str, str]) -> bool:
    """Return whether a cluster must be of this machine alone, having no TLS.

    Ray runs whatever code a client sends, and listens on every interface: a token is always
    wanted, and away from this machine TLS as well. Raises UnableToUseCluster.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or "://" in host:
        raise UnableToUseCluster(
            f"{address!r} is not host:port, such as 127.0.0.1:6379; give the address that "
            "`ray start --head` printed, on a machine that has joined the cluster"
        )
    wanted = [] if settings.get("RAY_AUTH_MODE", "").lower() == "token" else ["RAY_AUTH_MODE=token"]
    encrypted = settings.get("RAY_USE_TLS", "").lower() in ON
    here = is_loopback(host)
    if encrypted or not here:
        wanted += [] if encrypted else ["RAY_USE_TLS=1"]
        wanted += [f"{name}=FILE" for name in CERTIFICATES if not settings.get(name)]
    if wanted:
        raise UnableToUseCluster(
            f"Refused to join {address}: whoever reaches a Ray cluster can run any code on it. "
            f"Set {', '.join(wanted)} here and on every machine of the cluster before Ray is "
            "started there; docs/cluster.md says how"
        )
    return not encrypted


def reach(address: str, certificates: Mapping[str, str] | None) -> None:
    """Shake hands with a cluster, under its certificates if there are any, and leave.

    Raises UnableToUseCluster.
    """
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), REACH) as plain:
            if certificates is None:
                _refuse_encrypted(plain, address)
                return
            server, key, authority = (certificates[name] for name in CERTIFICATES)
            context = ssl.create_default_context(cafile=authority)
            # Ray may know the machine by another address, and holds the certificate to that.
            context.check_hostname = False
            context.load_cert_chain(server, key)
            context.wrap_socket(plain).close()
    except (OSError, OverflowError) as error:
        raise UnableToUseCluster(
            f"Cannot reach a guarded cluster at {address}: {error}. See that it is up, that its "
            "port is open to this machine, and that both have certificates of one authority"
        ) from error


def _refuse_encrypted(plain: socket.socket, address: str) -> None:
    """Refuse a cluster that answers in TLS where none is set here: Ray would try for minutes."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # nothing is said to it but whether it speaks TLS
    plain.settimeout(SPEAK)
    try:
        context.wrap_socket(plain).close()
    except ssl.SSLError as error:
        if "ALERT" not in (error.reason or ""):
            return
    except OSError:
        return
    raise UnableToUseCluster(
        f"The cluster at {address} speaks TLS, and this process is set to none. Set RAY_USE_TLS=1 "
        "and its certificates here as there; docs/cluster.md says how"
    )


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine, by a name or address that never leaves it."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _ray_crew() -> Any:
    """Return the module that speaks to Ray. Raises UnableToUseCluster where Ray is not here."""
    try:
        return import_module("muster.rehearsal.ray_crew")
    except ModuleNotFoundError as missing:
        raise UnableToUseCluster(
            f"A cluster needs {missing.name}, which is not installed here; "
            "pip install 'muster-spr[cluster]'"
        ) from missing
