"""The house as its own source tells it: modules, packages and what they say."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "muster"
# Django writes migrations, and they are never written again.
MODULES = sorted(
    path
    for path in SOURCE.rglob("*.py")
    if not (path.parent.name == "migrations" and path.name[0] == "0")
)
PACKAGES = sorted(path.parent for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE)
# The doors may read the clock and the environment; everything behind them is told.
DOORS = ("cli", "web")
CORE = [path for path in MODULES if path.relative_to(SOURCE).parts[0] not in DOORS]


def name(path: Path) -> str:
    """Return a path as the tests show it."""
    return str(path.relative_to(SOURCE))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for an attribute of an attribute of a name, or nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function and method of a module."""
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def public_functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the public functions of a module and the public methods of its public classes."""
    holders = [
        tree(path),
        *(
            node
            for node in tree(path).body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        ),
    ]
    return [
        node
        for holder in holders
        for node in holder.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]
