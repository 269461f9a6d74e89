"""Shards played by processes of this machine, each told the job once."""

import multiprocessing
import signal
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from muster.rehearsal.crew import Arrive, Crew, UnableToReachWorker
from muster.rehearsal.engines import Engine, Play, counted
from muster.rehearsal.shipping import Player, packed, result_of

Result = TypeVar("Result")
# A forked child would inherit locks held by threads it does not have.
START = multiprocessing.get_context("spawn")


def processes(play: Play[Result], workers: int) -> Engine[Result]:
    """Return an engine of so many processes, `play` (picklable) sent to each once.

    A process that dies is replaced and its shard played again. A script that opens one keeps
    what it runs under `if __name__ == "__main__":`, since each process imports it.
    Raises UnableToOpenEngine.
    """
    job = packed(play)

    def hire(arrive: Arrive[Result]) -> None:
        arrive(_Process(job))

    return Crew(hire, counted(workers))


class _Process(Generic[Result]):
    """A process and the pipe to it, whose end it takes for its own."""

    def __init__(self, job: bytes) -> None:
        self._pipe, theirs = START.Pipe()
        self._untold: bytes | None = job
        self._process = START.Process(target=serve, args=(theirs,), name="shards", daemon=True)
        self._process.start()
        theirs.close()

    def play(self, seed: int, first: int, count: int) -> Result:
        try:
            if self._untold is not None:
                self._pipe.send_bytes(self._untold)
                self._untold = None
            self._pipe.send((seed, first, count))
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise UnableToReachWorker("A process ended while it played a shard") from error
        result: Result = result_of(answer)
        return result

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def serve(asked: Connection) -> None:
    """Play shards as they are asked for, until nobody is there to ask.

    An interrupt is for the process that asks, which then ends this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        player = Player(asked.recv_bytes())
        while True:
            asked.send_bytes(player.answer(*asked.recv()))
    except (EOFError, OSError):
        return
