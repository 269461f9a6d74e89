"""Engines: what plays the shards of a campaign, on one machine or on many, with the same results.

A shard is so many replications from a first one, and a pure function of seed, first and count.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Generic, Protocol, Self, TypeVar

from muster.errors import MusterError

Result = TypeVar("Result")
Play = Callable[[int, int, int], Result]  # seed, first, count
Stop = Callable[[], bool]
AHEAD = 4  # shards begun, or played and not yet taken, for each worker
LOOK = 0.2  # seconds between one look at whether to stop and the next
FEWEST = 2  # replications played whatever is asked: an interval takes two


class UnableToOpenEngine(MusterError):
    """What would play the shards cannot be set up."""


class Engine(Protocol[Result]):
    """What plays shards of one job, given when it is opened; closed by `with`."""

    @property
    def workers(self) -> int:
        """Return how many shards are played at a time, at most."""

    def submit(self, seed: int, first: int, count: int) -> Future[Result]:
        """Return the result of a shard, to come."""

    def close(self) -> None:
        """Play nothing more: what is waiting is cancelled, and no process is left behind."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


def run_shards(
    engine: Engine[Result],
    seed: int,
    first: int,
    count: int,
    size: int,
    stop: Stop | None = None,
) -> Iterator[tuple[int, Result]]:
    """Yield the first replication of each shard of `size` with its result, in order.

    Whatever is asked, no more than four shards a worker are begun or kept; those are cancelled
    when the caller stops, or a shard fails. Once `stop` says so, what nobody plays yet is
    cancelled and what is being played is still yielded, two replications at the least.
    Raises what the shard raised.
    """
    starts: Iterator[int] = iter(range(first, first + count, size))
    begun: deque[tuple[int, Future[Result]]] = deque()

    def begin(shards: int) -> None:
        for start in islice(starts, shards):
            begun.append((start, engine.submit(seed, start, min(size, first + count - start))))

    try:
        begin(AHEAD * engine.workers)
        while begun:
            if stop and stop():
                _leave(begun, first + FEWEST)
                starts, stop = iter(()), None
                continue
            start, future = begun[0]
            try:
                result = future.result(LOOK if stop else None)
            except TimeoutError:
                if future.done() and isinstance(future.exception(), TimeoutError):
                    raise
                continue
            begun.popleft()
            begin(1)
            yield start, result
    finally:
        for _, future in begun:
            future.cancel()


def _leave(begun: deque[tuple[int, Future[Result]]], least: int) -> None:
    """Cancel what nobody plays yet, and take it out; shards that start before `least` stay.

    The last goes first, so that nobody takes one up behind another that is cancelled.
    """
    while begun and begun[-1][0] >= least and begun[-1][1].cancel():
        begun.pop()


def serial(play: Play[Result]) -> Engine[Result]:
    """Return an engine that plays each shard where it stands, when its result is asked for."""
    return _Serial(play)


def threads(play: Play[Result], workers: int) -> Engine[Result]:
    """Return an engine of threads; compiled kernels let go of the interpreter while they play.

    Closing waits for the shards that are being played. Raises UnableToOpenEngine.
    """
    return _Threads(play, counted(workers))


def one_thread(play: Play[Result]) -> Engine[Result]:
    """Return an engine of one thread: what plays where nobody says otherwise."""
    return threads(play, 1)


def counted(workers: int) -> int:
    """Return a number of workers that is one or more. Raises UnableToOpenEngine."""
    if workers < 1:
        raise UnableToOpenEngine(f"{workers} workers play nothing; ask for one or more")
    return workers


class Closing:
    """Something that `with` closes."""

    def close(self) -> None:
        """Let go of what is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class _Later(Future[Result]):
    """A result that is worked out when it is asked for, by whoever asks."""

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self._work = work

    def result(self, timeout: float | None = None) -> Result:
        if not self.done():
            self.set_running_or_notify_cancel()
            try:
                self.set_result(self._work())
            except Exception as error:
                self.set_exception(error)
        return super().result(timeout)


class _Serial(Closing, Generic[Result]):
    workers = 1

    def __init__(self, play: Play[Result]) -> None:
        self._play = play

    def submit(self, seed: int, first: int, count: int) -> Future[Result]:
        return _Later(partial(self._play, seed, first, count))


class _Threads(Closing, Generic[Result]):
    def __init__(self, play: Play[Result], workers: int) -> None:
        self._play = play
        self.workers = workers
        self._pool = ThreadPoolExecutor(workers, "shard")

    def submit(self, seed: int, first: int, count: int) -> Future[Result]:
        return self._pool.submit(self._play, seed, first, count)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
