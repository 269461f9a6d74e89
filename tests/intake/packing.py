"""Change the parts of a packed return."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path


def repack(place: Path, change: Callable[[dict[str, bytes]], None], *, sign: bool = False) -> None:
    """Change parts of a packed file in place; with `sign`, digests are made to fit again."""
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if sign:
        manifest = json.loads(parts["manifest.json"])
        manifest.pop("digest")
        members = {name: body for name, body in parts.items() if name != "manifest.json"}
        manifest["members"] = {
            name: hashlib.sha256(body).hexdigest() for name, body in members.items()
        }
        plain = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
        manifest["digest"] = hashlib.sha256(json.dumps(manifest, **plain).encode()).hexdigest()
        parts["manifest.json"] = json.dumps(manifest, **plain).encode()
    with zipfile.ZipFile(place, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
