"""Cases shipped with Muster, in the ordinary tables of a return."""

from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.intake import Return, read_return, read_script
from muster.mobilisation import NoNoticeTest

SHELVES = ("replays", "scenarios")


class UnableToOpenCase(MusterError):
    """No case of that name is shipped."""


@lru_cache(maxsize=1)
def case_names() -> tuple[str, ...]:
    """Return the names of the cases shipped, in alphabetical order."""
    own = (entry for entry in _shelf().iterdir() if entry.is_dir() and entry.name not in SHELVES)
    return tuple(sorted(entry.name for entry in own))


def open_case(name: str, *, doctrine: Doctrine) -> Return:
    """Return a shipped case as an ordinary return.

    Raises UnableToOpenCase, naming the nearest known, when there is none of that name, and
    UnableToReadReturn when doctrine does not hold the words the case uses.
    """
    if name not in case_names():
        near = get_close_matches(name, case_names(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"shipped: {', '.join(case_names())}"
        raise UnableToOpenCase(f"There is no case {name!r}; {hint}")
    with resources.as_file(_shelf() / name) as folder:
        return read_return(folder, doctrine=doctrine)


def case_test(name: str, *, doctrine: Doctrine) -> NoNoticeTest | None:
    """Return the test without notice that a shipped case tells of; None where it tells of none.

    Raises UnableToReadTest when doctrine does not hold the words it uses.
    """
    script = _shelf() / f"{name}.test.json"
    if name not in case_names() or not script.is_file():
        return None
    with resources.as_file(script) as path:
        return read_script(path, doctrine=doctrine)


def _shelf() -> Traversable:
    return resources.files("muster.cases") / "data"
