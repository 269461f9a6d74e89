"""Which version of what is running."""

from functools import lru_cache
from importlib import metadata


@lru_cache(maxsize=1)
def software() -> str:
    """Return the name and version of this software."""
    return f"muster-spr {metadata.version('muster-spr')}"
