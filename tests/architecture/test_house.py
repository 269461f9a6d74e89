"""What every module and package of the house promises."""

import ast
import importlib
import inspect
import statistics
import subprocess
import sys

import pytest
from tests.architecture.house import (
    CORE,
    MODULES,
    PACKAGES,
    SOURCE,
    dotted,
    functions,
    name,
    public_functions,
    tree,
)

LONGEST_FILE = 400
LONGEST_FUNCTION = 33
HEAVY = ("numba", "pydantic", "typer", "rich", "python_calamine", "xlsxwriter", "nanoarrow")
WORLD = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "os.environ",
    "os.getenv",
    "os.urandom",
    "uuid.uuid4",
    "secrets.",
    "random.",
)
SEEDED = ("Generator", "SeedSequence", "Philox", "PCG64", "BitGenerator")


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_a_package_says_what_it_is_for_and_what_it_offers(package):
    front_door = package / "__init__.py"
    assert ast.get_docstring(tree(front_door)), "say in one sentence what the package is for"
    targets = [
        target
        for node in tree(front_door).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    assigned = [target.id for target in targets if isinstance(target, ast.Name)]
    assert "__all__" in assigned, "name what the package offers in __all__"


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_a_package_offers_nothing_that_is_not_there(package):
    module = importlib.import_module(".".join(package.relative_to(SOURCE.parent).parts))
    assert len(module.__all__) == len(set(module.__all__))
    for offered in module.__all__:
        assert getattr(module, offered) is not None


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_what_a_package_offers_is_not_hidden_by_a_module_of_that_name(package):
    module = importlib.import_module(".".join(package.relative_to(SOURCE.parent).parts))
    functions_offered = {
        offered for offered in module.__all__ if inspect.isfunction(getattr(module, offered))
    }
    assert not functions_offered & {path.stem for path in package.glob("*.py")}, "rename the module"


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_a_front_door_only_opens(package):
    written = {function.name for function in functions(package / "__init__.py")}
    assert written <= {"__getattr__", "__dir__"}, "write functions in a module and import them"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_and_its_public_functions_say_what_they_do(path):
    assert ast.get_docstring(tree(path))
    for function in public_functions(path):
        assert ast.get_docstring(function), function.name


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_is_told_the_time_the_seed_and_the_settings(path):
    used = {dotted(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    reached = {
        use
        for use in used
        for world in WORLD
        if use.startswith(world) or (not world.endswith(".") and use.endswith(f".{world}"))
    }
    assert not reached, "take the instant, the seed or the setting as an argument"
    unseeded = {
        use
        for use in used
        if use.startswith(("np.random.", "numpy.random.")) and use.split(".")[2] not in SEEDED
    }
    assert not unseeded, "take a seed and make a generator of your own"


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_imports_no_clock_and_no_chance(path):
    imported = {
        alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        node.module
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert not imported & {"time", "random", "secrets"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_import_hides_in_a_function(path):
    hidden = [
        f"line {node.lineno}"
        for function in functions(path)
        if function.name != "__getattr__"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, "import at the top, or lazily in a module-level __getattr__"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_nine_functions_in_ten_fit_a_screen():
    lengths = sorted(
        function.end_lineno - function.lineno + 1
        for path in MODULES
        for function in functions(path)
    )
    assert statistics.quantiles(lengths, n=10)[-1] <= LONGEST_FUNCTION


def test_no_function_shares_the_name_of_a_package():
    packages = {package.name for package in PACKAGES}
    for path in MODULES:
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef):
                assert node.name not in packages, f"{name(path)}: {node.name}"


def test_importing_muster_loads_nothing_heavy():
    listing = subprocess.run(
        [sys.executable, "-c", "import muster, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "muster" in listing
    assert not {module.partition(".")[0] for module in listing} & set(HEAVY)
