"""Figures belong to doctrine: a number written in the core needs a reason.

`figures.toml` holds the reasons. A calendar or a machine word is the same everywhere; any
other number is allowed in one file, with why it is not doctrine.
"""

import ast
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from tests.architecture.house import CORE, name, tree

PLAIN = (0, 1, 2, 60, 100)  # a minus sign is an operator, so -1 is written with 1
DRAWING = ("reporting", "cases")  # charts are drawn in units of their own; cases quote a report
ALLOWED = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))
EVERYWHERE = {value for entry in ALLOWED["everywhere"] for value in entry["values"]}
IN_FILE = {entry["file"]: set(entry["values"]) for entry in ALLOWED["in"]}
JUDGED = [path for path in CORE if not name(path).startswith(DRAWING)]


def figures(path):
    """Return every number written in a module, members of enumerations aside, with its lines."""
    codes = {
        id(leaf)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and any("Enum" in ast.unparse(base) or "Flag" in ast.unparse(base) for base in node.bases)
        for leaf in ast.walk(node)
    }
    found = defaultdict(list)
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Constant) or type(node.value) not in (int, float):
            continue
        if id(node) not in codes and node.value not in PLAIN:
            found[node.value].append(node.lineno)
    return dict(found)


@pytest.mark.parametrize("path", JUDGED, ids=name)
def test_a_figure_in_the_core_is_doctrine_or_has_a_reason(path):
    written = figures(path)
    unexplained = {
        value: lines
        for value, lines in written.items()
        if value not in EVERYWHERE | IN_FILE.get(name(path), set())
    }
    assert not unexplained, "move the figure to doctrine, or give the reason in figures.toml"


def test_every_allowance_is_still_needed():
    written = {name(path): set(figures(path)) for path in JUDGED}
    stale = {file: values - written.get(file, set()) for file, values in IN_FILE.items()}
    assert not {file: values for file, values in stale.items() if values}
    assert set().union(*written.values()) >= EVERYWHERE


def test_every_allowance_has_its_reason():
    for entry in (*ALLOWED["everywhere"], *ALLOWED["in"]):
        assert len(entry["because"].split()) > 2


def test_a_figure_slipped_into_a_module_is_noticed(tmp_path):
    slipped = tmp_path / "slipped.py"
    slipped.write_text('"""A constable too many."""\n\nCONSTABLES = 19\nRANKS = [-1, 2]\n')
    assert figures(slipped) == {19: [3]}
