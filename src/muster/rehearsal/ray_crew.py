"""Workers on the machines of a Ray cluster: actors, one for each processor.

An actor keeps its kernels warm from shard to shard. Results are the same wherever a shard is
played, so long as every machine runs the same code: versions are compared before any is.
"""

import logging
import platform
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from importlib import metadata
from threading import Event
from typing import Any, Generic, TypeVar

import ray
from ray import exceptions

from muster.rehearsal.cluster import UnableToUseCluster
from muster.rehearsal.crew import ATTEMPTS, PATIENCE, Arrive, Crew, UnableToReachWorker
from muster.rehearsal.engines import Engine, Play
from muster.rehearsal.shipping import Player, packed, result_of

Result = TypeVar("Result")
Versions = dict[str, str]
SOON = 10.0  # seconds for all to come; those who are there by then begin
ALIKE = ("muster-spr", "numpy", "numba")
LOST = (
    exceptions.RayActorError,
    exceptions.WorkerCrashedError,
    exceptions.NodeDiedError,
    exceptions.ObjectLostError,
    exceptions.OutOfMemoryError,
)


def gather(address: str, play: Play[Result], most: int | None, alone: bool) -> Engine[Result]:
    """Return an engine of a cluster's processors, at most so many. Raises UnableToUseCluster.

    With `alone`, a cluster that has machines besides this one is left again.
    """
    job = packed(play)
    _join(address)
    try:
        if alone:
            _refuse_others(address)
        there = int(ray.cluster_resources().get("CPU", 0))
        if not there:
            raise UnableToUseCluster(
                f"The cluster at {address} has no processors to play on; "
                "start its machines with `ray start --num-cpus`"
            )
        recruits = _Recruits(ray.put(job), seats := min(there, most or there))
        crew: Crew[Result] = Crew(recruits.hire, seats, recruits.dismiss)
    except BaseException:
        ray.shutdown()
        raise
    try:
        recruits.muster(address)
    except BaseException:
        crew.close()
        raise
    return crew


def versions() -> Versions:
    """Return what must be alike on every machine, by name."""
    return {"Python": platform.python_version()} | {name: metadata.version(name) for name in ALIKE}


def _join(address: str) -> None:
    if ray.is_initialized():
        raise UnableToUseCluster(
            "This process is in a Ray cluster already; leave it with ray.shutdown() first"
        )
    try:
        ray.init(address, logging_level=logging.ERROR, log_to_driver=False)
    except (OSError, RuntimeError, ValueError, exceptions.RayError) as error:
        raise UnableToUseCluster(
            f"Cannot join the cluster at {address}: {error}. See that this machine has joined it "
            "(`ray start --address`), with the same token, certificates and versions"
        ) from error


def _refuse_others(address: str) -> None:
    """Refuse a cluster of several machines that speak to each other in the clear."""
    if len({node["NodeManagerAddress"] for node in ray.nodes() if node["Alive"]}) > 1:
        raise UnableToUseCluster(
            f"Refused the cluster at {address}: it has machines besides this one, and speaks to "
            "them in the clear. Set RAY_USE_TLS=1 and its certificates on every one of them; "
            "docs/cluster.md says how"
        )


class Actor:
    """What Ray keeps running on a machine of the cluster."""

    def __init__(self, job: bytes) -> None:
        """Keep the job."""
        self._player = Player(job)

    def versions(self) -> Versions:
        """Return what must be alike, as it is here."""
        return versions()

    def answer(self, seed: int, first: int, count: int) -> bytes:
        """Return the answer to a shard."""
        return self._player.answer(seed, first, count)


class _Recruits:
    """Actors that were asked for, each awaited by a thread until Ray has placed it somewhere.

    Nothing is done in Ray's own callbacks: a call back into Ray from there can stand still.
    """

    def __init__(self, job: Any, seats: int) -> None:
        self._job = job
        self._make = ray.remote(
            num_cpus=1, max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD"
        )(Actor)
        self._over = Event()
        self._waiters = ThreadPoolExecutor(seats, "recruiter")
        self._asked: list[Future[None]] = []

    def hire(self, arrive: Arrive[Any]) -> None:
        """Ask for an actor, who arrives where a processor is free, now or later."""
        self._asked.append(self._waiters.submit(self._recruit, arrive))

    def muster(self, address: str) -> None:
        """Wait for those who come soon, or the first. Raises UnableToUseCluster where none can."""
        come = wait(self._asked, SOON).done
        come = come or wait(self._asked, PATIENCE, FIRST_COMPLETED).done
        if not come:
            raise UnableToUseCluster(
                f"Every processor of the cluster at {address} is taken; try again when it is free"
            )
        failed = [error for error in (each.exception() for each in come) if error]
        unlike = [error for error in failed if isinstance(error, UnableToUseCluster)]
        if unlike or len(failed) == len(come):
            error = (unlike or failed)[0]
            raise UnableToUseCluster(
                f"The cluster at {address} cannot play: {error}. See that Ray was started on every "
                "machine with the same token, by a Python that has the same muster-spr"
            ) from error

    def dismiss(self) -> None:
        """Await nobody, and leave the cluster, which ends every actor."""
        self._over.set()
        self._waiters.shutdown(cancel_futures=True)
        ray.shutdown()

    def _recruit(self, arrive: Arrive[Any]) -> None:
        """Let an actor arrive once it has said that its versions are ours.

        One that Ray places on a machine that has just gone is asked for again. Raises
        UnableToUseCluster where versions differ, and Ray's own error.
        """
        for attempt in range(ATTEMPTS):
            actor = self._make.remote(self._job)
            try:
                there = self._await(actor.versions.remote())
            except LOST:
                if attempt == ATTEMPTS - 1:
                    raise
                continue
            if there == versions():
                arrive(_Remote(actor))
            elif there:
                raise UnableToUseCluster(
                    f"a machine of it has {_spoken(there)}, and this one {_spoken(versions())}"
                )
            return

    def _await(self, ready: Any) -> Versions:
        """Return what an actor says of its versions, or nothing where it is awaited no longer."""
        while not self._over.is_set():
            if ray.wait([ready], timeout=1)[0]:
                found: Versions = ray.get(ready)
                return found
        return {}


def _spoken(found: Versions) -> str:
    return ", ".join(f"{name} {version}" for name, version in found.items())


class _Remote(Generic[Result]):
    """An actor, somewhere."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def play(self, seed: int, first: int, count: int) -> Result:
        try:
            answer = ray.get(self._actor.answer.remote(seed, first, count))
        except LOST as error:
            raise UnableToReachWorker("A worker of the cluster has gone") from error
        result: Result = result_of(answer)
        return result

    def stop(self) -> None:
        ray.kill(self._actor)
