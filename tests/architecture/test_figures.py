"""Figures belong to doctrine: a number written in the core needs a reason.

`figures.toml` holds the reasons. The calendar is the same everywhere; any other number is
allowed in one file, with why it is not doctrine. Masks are written in hexadecimal or binary,
and are not judged.
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
BITWISE = (ast.LShift, ast.RShift, ast.BitAnd, ast.Pow)
MASKS = (b"0x", b"0b")
JUDGED = [path for path in CORE if not name(path).startswith(DRAWING)]


def codes_and_positions(module):
    """Yield every node that only tells things apart: codes of enumerations, indices, bits."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            if any(base.endswith(("Enum", "Flag")) for base in map(ast.unparse, node.bases)):
                yield from ast.walk(node)
        elif isinstance(node, ast.Subscript):
            yield from ast.walk(node.slice)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, BITWISE):
            yield from ast.walk(node.right)


def figures(path):
    """Return every number written in a module that might be a figure, with its lines."""
    exempt = {id(node) for node in codes_and_positions(tree(path))}
    lines = path.read_text(encoding="utf-8").splitlines()
    found = defaultdict(list)
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Constant) or type(node.value) not in (int, float):
            continue
        if lines[node.lineno - 1].encode()[node.col_offset :].startswith(MASKS):
            continue
        if id(node) not in exempt and node.value not in PLAIN:
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
    slipped.write_text(
        '"""A constable too many."""\n\nCONSTABLES = 19\nMASK = 0xFF\nRANKS = [-1, 2]\n'
    )
    assert figures(slipped) == {19: [3]}
