"""What there is of a campaign kept in a file: on the way, at the end, and over nobody else's."""

import time
from itertools import chain, count
from pathlib import Path

from muster.cli.guard import tell
from muster.cli.places import not_written, write_whole
from muster.rehearsal import Kept, Playing, UnableToGoOn, pack_kept, unpack_kept

LARGEST = 1 << 30  # bytes of what may be gone on with
EVERY = 30.0  # seconds between one keeping on the way and the next
SHARE = 20  # times as long is played between as the last keeping took
Mark = tuple[int, int, int]


class Keeper:
    """Keeps a campaign where that was asked, or where it goes on from.

    It writes only over what it has read or written itself: where another has written
    meanwhile, it moves to a place beside. `name` is for what nobody asked to keep.
    """

    def __init__(self, keep: Path | None, resume: Path | None, name: str = "campaign") -> None:
        """Read what is gone on with. Raises UnableToGoOn."""
        self.place = keep or resume
        self.read: Kept | None = None
        self._asked, self._name = bool(keep), name
        self._mark: Mark | None = None
        self._next = time.monotonic() + EVERY
        self._failed = False
        if resume:
            if self.place and self.place.exists() and self.place.samefile(resume):
                self._mark = _mark(resume)
            self.read = _read(resume)

    def on_the_way(self, playing: Playing) -> None:
        """Keep what there is so far, if it is time; say once where that cannot be done."""
        began = time.monotonic()
        if not self.place or began < self._next:
            return
        try:
            self._write(self.place, playing)
            self._asked = True
        except OSError as wrong:
            if not self._failed:
                tell(f"{not_written(self.place, wrong)}. It is tried again later", "yellow")
            self._failed = True
        ended = time.monotonic()
        self._next = ended + max(EVERY, SHARE * (ended - began))

    def at_the_end(self, playing: Playing, lost: bool = False) -> list[str]:
        """Keep what there is where asked, or else `lost`; return what went wrong."""
        if not (self._asked or playing.stopped or lost):
            return []
        place = self.place or _free(Path(f"{self._name}-{playing.seed}.kept"))
        try:
            place = self._write(place, playing)
        except OSError as wrong:
            return [f"{not_written(place, wrong)}. {playing.done:,} replications are not kept"]
        tell(f"Kept {playing.done:,} replications in {place}; go on with --resume {place}", "green")
        return []

    def _write(self, place: Path, playing: Playing) -> Path:
        """Write what there is so far, and return where."""
        packed = pack_kept(playing.kept())
        if not self._claim(place):
            aside = _free(place)
            tell(f"Another has written to {place} meanwhile; this is kept in {aside}", "yellow")
            return self._write(aside, playing)
        try:
            write_whole(place, packed)
        except OSError:
            if not place.stat().st_size:
                place.unlink()
            raise
        self.place, self._mark = place, _mark(place)
        return place

    def _claim(self, place: Path) -> bool:
        """Say whether a place is ours to write to: as we left it, or where there is nothing."""
        if place.exists():
            return self._mark == _mark(place)
        try:
            place.open("xb").close()
        except FileExistsError:
            return False
        self._mark = _mark(place)
        return True


def _mark(place: Path) -> Mark:
    """Return what tells whether a file has been written since."""
    found = place.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _free(place: Path) -> Path:
    """Return a place, or one beside it where there is nothing yet."""
    beside = (place.with_stem(f"{place.stem}-{again}") for again in count(2))
    return next(each for each in chain((place,), beside) if not each.exists())


def _read(path: Path) -> Kept:
    if not path.is_file():
        raise UnableToGoOn(f"{path} is not a file; give what --keep wrote")
    if path.stat().st_size > LARGEST:
        raise UnableToGoOn(f"{path} is larger than any campaign; give what --keep wrote")
    return unpack_kept(path.read_bytes())
