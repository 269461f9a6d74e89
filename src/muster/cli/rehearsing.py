"""A campaign played from the terminal: who plays it, how long it takes, and what is kept."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from muster.cases import open_scenario, scenario_names
from muster.cli.guard import tell
from muster.cli.holdings import Holdings, open_holdings
from muster.cli.plan_options import travel_of
from muster.cli.rehearse_keeping import Keeper
from muster.cli.working import working
from muster.doctrine import Doctrine
from muster.intake import Progress, game_of, read_scenario
from muster.policing import clock
from muster.rehearsal import (
    Engine,
    Game,
    Part,
    Play,
    Playing,
    Scenario,
    Until,
    go_on,
    on_ray,
    processes,
    set_out,
    threads,
)

SLOW_START = "Playing (compiled once, the first time)"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A game, the returns it rests on, what reading had to say, and whether forces are named."""

    game: Game
    held: Holdings
    notes: tuple[str, ...]
    named: bool = False

    def other_names(self) -> tuple[str, ...]:
        """Return the names that forces go by besides their slugs."""
        return tuple(
            name for force in self.held.doctrine.forces for name in (force.name, force.short_name)
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """Who plays: so many workers (0 for every core), threads or processes, or a cluster."""

    workers: int
    apart: bool
    cluster: str

    def engine(self) -> Callable[[Play[Any]], Engine[Any]]:
        """Return what opens an engine."""
        if self.cluster:
            most = self.workers or None
            return partial(_ray, address=self.cluster, workers=most)
        workers = self.workers or os.cpu_count() or 1
        return partial(processes if self.apart else threads, workers=workers)


def _ray(play: Play[Any], address: str, workers: int | None) -> Engine[Any]:
    return on_ray(address, play, settings=dict(os.environ), workers=workers)


def find_scenario(name: str, doctrine: Doctrine) -> Scenario:
    """Return a shipped scenario, or the one in a file. Raises what reading raises."""
    path = Path(name)
    if name not in scenario_names() and (path.suffix or path.exists()):
        return read_scenario(path, doctrine=doctrine)
    return open_scenario(name, doctrine=doctrine)


def set_table(
    scenario: str,
    network: str,
    travel: str,
    corridors: Path | None,
    *,
    folders: Sequence[Path],
    skip_faulty: bool,
    progress: Progress,
) -> Table:
    """Return a scenario set up with a network. Raises what reading and counting raise."""
    held = open_holdings(network, folders=folders, skip_faulty=skip_faulty, progress=progress)
    found = find_scenario(scenario, held.doctrine)
    on = clock.instant_of(found.starts).date()
    times, said = travel_of(travel, corridors, doctrine=held.doctrine, on=on)
    progress("Counting who could come, hour by hour", 0, 0)
    game = game_of(found, held.returns, doctrine=held.doctrine, travel=times)
    return Table(game, held, said)


def play_out(
    table: Table,
    seed: int,
    until: Until,
    policies: Sequence[str],
    setting: Setting,
    keeper: Keeper,
) -> tuple[Playing, list[str]]:
    """Return a campaign played until it is done or interrupted, and what could not be kept of it.

    What was played is kept on the way, and also where an engine fails. Raises
    UnableToRehearse and what engines raise.
    """
    playing = set_out(table.game, seed=seed, until=until, policies=policies, kept=keeper.read)
    begun, had = time.monotonic(), playing.done
    with working(SLOW_START) as progress, interruptions() as stopped:

        def heard(part: Part, most: int) -> None:
            done = part.replications
            progress(_words("Playing", time.monotonic() - begun, done, had, most), done, most)
            keeper.on_the_way(playing)

        try:
            go_on(playing, engine=setting.engine(), heard=heard, stop=stopped)
        except BaseException:
            if playing.done > had:
                for fault in keeper.at_the_end(playing, lost=True):
                    tell(fault)
            raise
    return playing, keeper.at_the_end(playing)


def timed(progress: Progress, what: str) -> Callable[[int, int], None]:
    """Return what reports how much of something is done, with the time left."""
    begun = time.monotonic()
    return lambda done, of: progress(_words(what, time.monotonic() - begun, done, 0, of), done, of)


def _words(what: str, spent: float, done: int, had: int, most: int) -> str:
    """Return what is being done, with the time left."""
    played = done - had
    left = spent / played * (most - done) if played else 0.0
    minutes, seconds = divmod(round(left), 60)
    said = f"{minutes:,} min {seconds} s" if minutes else f"{seconds} s"
    return f"{what}, at most {said} left:"


@contextmanager
def interruptions() -> Iterator[Callable[[], bool]]:
    """Yield a function that says whether to stop; a second interruption ends at once."""
    asked: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, before)
        tell("Stopping after what is being played; interrupt again to end at once", "yellow")

    try:
        signal.signal(signal.SIGINT, note)
    except ValueError:  # not the main thread, which alone hears signals
        yield lambda: False
        return
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
