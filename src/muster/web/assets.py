"""Static files: at an address that changes with them, compressed once, kept by browsers for good.

The address of every file holds a digest of them all. What one file says of another (a style
sheet of a font, a module of a module) stays true without being rewritten, and nobody is served
yesterday's: there is no step to forget when a new version is put in place.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from whitenoise.compress import Compressor  # type: ignore[import-untyped]

WEB = Path(__file__).parent
OTHERS = ("django", "django-allauth", "django-ninja")  # who bring static files of their own
LENGTH = 12
KEPT_DAYS = 30


def digest_of_assets() -> str:
    """Return twelve characters that change whenever a static file does."""
    found = sha256()
    for path in sorted(WEB.glob("*/static/**/*")):
        if path.is_file():
            found.update(str(path.relative_to(WEB)).encode())
            found.update(sha256(path.read_bytes()).digest())
    for name in OTHERS:
        found.update(metadata.version(name).encode())
    return found.hexdigest()[:LENGTH]


def prepare_assets(folder: Path) -> bool:
    """Put every static file into a folder, with a compressed one beside it, and say whether anew.

    The folder appears whole or not at all. Folders of other digests beside it are removed after
    a month. Raises OSError where it cannot be written.
    """
    if folder.is_dir():
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".making-"))
    compressor = Compressor(quiet=True)
    for name, source in _sources():
        target = made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        if compressor.should_compress(name):
            list(compressor.compress(str(target)))
    made.chmod(0o755)
    try:
        made.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(made)
        return False
    _forget_old(folder)
    return True


def _sources() -> Iterator[tuple[str, Path]]:
    seen = set()
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name not in seen:
                seen.add(name)
                yield name, Path(storage.path(name))


def _forget_old(folder: Path) -> None:
    long_ago = time.time() - KEPT_DAYS * 24 * 60 * 60
    for each in os.scandir(folder.parent):
        if each.is_dir() and each.name != folder.name and each.stat().st_mtime < long_ago:
            shutil.rmtree(each.path, ignore_errors=True)
