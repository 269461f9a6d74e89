"""Workers that may be lost, and whose shards are then played again by others."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import RLock
from typing import Generic, Protocol, TypeVar

from muster.errors import MusterError
from muster.rehearsal.engines import Closing

Result = TypeVar("Result")
Played = TypeVar("Played", covariant=True)
ATTEMPTS = 3  # workers that one shard may cost
PATIENCE = 60.0  # seconds to wait for a worker where there is none


class UnableToReachWorker(MusterError):
    """A worker has gone, with the shard it was playing; start the engine again."""


class UnableToFinishShard(MusterError):
    """A shard took its workers down with it, or there is nobody left to play it."""


class Worker(Protocol[Played]):
    """One that plays shards in another process, here or elsewhere, one at a time."""

    def play(self, seed: int, first: int, count: int) -> Played:
        """Return the result of a shard. Raises UnableToReachWorker, and what the shard raised."""

    def stop(self) -> None:
        """End it, whatever it is doing, and what waits for it with UnableToReachWorker."""


Arrive = Callable[[Worker[Result]], None]
Hire = Callable[[Arrive[Result]], None]


def _nothing() -> None:
    """Do nothing besides."""


class Crew(Closing, Generic[Result]):
    """An engine of workers, each minded by a thread that hands it the next shard.

    `hire` calls what it is given with a worker once that can play, at once or later. A shard
    whose worker is lost is played again by the next that is free, and another is hired; one
    that has cost three is given up. `dismiss` is called last when the crew is closed.
    """

    def __init__(
        self,
        hire: Hire[Result],
        workers: int,
        dismiss: Callable[[], None] = _nothing,
        patience: float = PATIENCE,
    ) -> None:
        """Hire so many workers."""
        self.workers = workers
        self._hire, self._dismiss, self._patience = hire, dismiss, patience
        self._lock = RLock()
        self._closed = False
        self._present: list[Worker[Result]] = []
        self._idle: SimpleQueue[Worker[Result] | None] = SimpleQueue()
        self._minders = ThreadPoolExecutor(workers, "minder")
        for _ in range(workers):
            self._replace()

    def submit(self, seed: int, first: int, count: int) -> Future[Result]:
        """Return the result of a shard, to come."""
        return self._minders.submit(self._play, seed, first, count)

    def close(self) -> None:
        """Stop every worker at once, and cancel what is waiting."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            present, self._present = self._present, []
        self._minders.shutdown(wait=False, cancel_futures=True)
        for worker in present:
            worker.stop()
        for _ in range(self.workers):
            self._idle.put(None)
        self._minders.shutdown()
        self._dismiss()

    def _play(self, seed: int, first: int, count: int) -> Result:
        for _ in range(ATTEMPTS):
            worker = self._take()
            try:
                result = worker.play(seed, first, count)
            except UnableToReachWorker:
                self._lose(worker)
                continue
            except BaseException:
                self._idle.put(worker)
                raise
            self._idle.put(worker)
            return result
        raise UnableToFinishShard(
            f"Replications {first} to {first + count - 1} took {ATTEMPTS} workers down, one after "
            "another. See whether memory ran out; play them on threads to see what happens"
        )

    def _take(self) -> Worker[Result]:
        """Return the next worker that is free. Raises UnableToFinishShard where none comes."""
        while True:
            deserted = not self._present
            try:
                worker = self._idle.get(timeout=self._patience)
            except Empty:
                if deserted and not self._present and not self._closed:
                    raise UnableToFinishShard(
                        "Every worker is lost and none has taken their place. See that the "
                        "machines are up, and start again"
                    ) from None
                continue
            if worker is None or self._closed:
                raise CancelledError
            return worker

    def _lose(self, worker: Worker[Result]) -> None:
        worker.stop()
        with self._lock:
            if self._closed:
                raise CancelledError
            self._present.remove(worker)
            self._replace()

    def _replace(self) -> None:
        with self._lock:
            self._hire(self._arrive)

    def _arrive(self, worker: Worker[Result]) -> None:
        with self._lock:
            if not self._closed:
                self._present.append(worker)
                self._idle.put(worker)
                return
        worker.stop()
