"""What is sent to a worker in another process, and what comes back."""

import pickle  # nosec B403
import traceback
from typing import Any

from muster.rehearsal.engines import Play, UnableToOpenEngine


def packed(play: Play[Any]) -> bytes:
    """Return what plays a shard, as it is sent to workers. Raises UnableToOpenEngine."""
    try:
        return pickle.dumps(play, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise UnableToOpenEngine(
            f"{play!r} cannot be sent to another process ({error}); give a function of a module, "
            "or a method of a value that can be pickled"
        ) from error


class Player:
    """What a worker keeps between shards: the job, and the kernels it has warmed."""

    def __init__(self, job: bytes) -> None:
        """Keep a job as it was sent."""
        self._job = job
        self._play: Play[Any] | None = None

    def answer(self, seed: int, first: int, count: int) -> bytes:
        """Return whether a shard was played, and its result or what it raised, pickled."""
        try:
            if self._play is None:
                # Sent by whoever started this worker.
                self._play = pickle.loads(self._job)  # noqa: S301  # nosec B301
            return pickle.dumps((True, self._play(seed, first, count)), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            return _raised(error)


def result_of(answer: bytes) -> Any:
    """Return the result in an answer, or raise what is in it."""
    # Sent by a worker that was started here, for a job sent from here.
    played, found = pickle.loads(answer)  # noqa: S301  # nosec B301
    if not played:
        raise found
    return found


def _raised(error: Exception) -> bytes:
    """Return what was raised as an answer, with where; in words where it cannot be sent."""
    error.add_note(traceback.format_exc())
    try:
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{error!r}\n{traceback.format_exc()}")))
