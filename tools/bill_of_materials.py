"""Write the bill of materials: every package of the lock, with its hashes and its licence.

The lock knows versions and hashes, what is installed knows licences and what leans on what; a
package that is in the lock and not installed here has no licence in the bill, and is named.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = "requirements.txt"
COMMON = ("--pyproject", "pyproject.toml", "--mc-type", "application", "--output-reproducible")
Part = dict[str, Any]


def main() -> None:
    """Write the bill to the file named, and say how much is in it."""
    if len(sys.argv) != 2:
        raise SystemExit("Usage: tools/sbom FILE")
    bill = make()
    Path(sys.argv[1]).write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    bare = [each["bom-ref"] for each in bill["components"] if not each.get("licenses")]
    said = f"; of {', '.join(bare)} the licence is not known here" if bare else ""
    print(f"{len(bill['components'])} packages{said}")


def make() -> Part:
    """Return the bill of the lock, with what is known of what is installed."""
    bill = read("requirements", LOCK)
    installed = read("environment", sys.executable)
    known = {plain(each["name"]): each for each in installed["components"]}
    leans = {each["ref"]: each.get("dependsOn", []) for each in installed["dependencies"]}
    refs = {root_of(installed): root_of(bill)}  # of what is installed, as the bill refers to it
    for part in bill["components"]:
        found = known.get(plain(part["name"]), {})
        part["bom-ref"] = f"{plain(part['name'])}@{part['version']}"
        part.pop("description", None)
        if found.get("version") == part["version"]:
            part |= {key: found[key] for key in ("licenses", "description") if key in found}
            refs[found["bom-ref"]] = part["bom-ref"]
    bill["dependencies"] = [
        {"ref": ref, "dependsOn": sorted(refs[it] for it in leans[own] if it in refs)}
        for own, ref in sorted(refs.items(), key=lambda pair: pair[1])
    ]
    return bill


def root_of(bill: Part) -> str:
    """Return how a bill refers to what it is of."""
    return str(bill["metadata"]["component"]["bom-ref"])


def read(*words: str) -> Part:
    """Return what the generator finds, validated by itself."""
    done = subprocess.run(
        ["cyclonedx-py", words[0], *COMMON, *words[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: Part = json.loads(done.stdout)
    return found


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
