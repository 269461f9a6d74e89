"""The commands a newcomer types run every gate, and each gate closes."""

import re
import subprocess

import pytest
from tests.architecture.house import ROOT

GATES = (
    "ruff check",
    "ruff format",
    "mypy",
    "lint-imports",
    "deptry",
    "bandit",
    "mkdocs",
    "tools/secrets",
    "tools/sbom",
    "pytest",
)
TEXTS = sorted(
    path
    for folder in ("src", "tests", "tools", "docs", "bench", ".ci", ".")
    for path in ((ROOT / folder).rglob("*") if folder != "." else ROOT.iterdir())
    if path.suffix in {".py", ".toml", ".md", ".sh", ".yml", ".ini", ".csv", ".txt", ""}
    and path.is_file()
    and "__pycache__" not in path.parts
    and path.name != ".git"  # in a worktree a file, which says where the repository is
)
# Each mark is written in two pieces so that this file does not find itself.
MARKS_OF_ONE_MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/")


@pytest.mark.parametrize("gate", GATES)
def test_the_test_command_runs_every_gate(gate):
    assert gate in (ROOT / "test").read_text()


def test_continuous_integration_runs_the_test_command():
    assert "exec ./test" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.parametrize("script", ["demo", "test", ".ci/run", "tools/sbom", "tools/secrets"])
def test_a_command_can_be_run_as_it_stands(script):
    assert (ROOT / script).stat().st_mode & 0o111
    subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


def test_strict_types_fail_the_build(tmp_path):
    loose = tmp_path / "loose.py"
    loose.write_text("def count(units):\n    return units\n")
    run = subprocess.run(
        ["mypy", "--config-file", ROOT / "pyproject.toml", "--no-incremental", loose],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "missing a type annotation" in run.stdout


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_has_hashes_and_no_registry(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    for pin in re.split(r"\n(?=\S)", text):
        if "==" in pin:
            assert "--hash=sha256:" in pin, pin.splitlines()[0]


def test_the_test_lock_agrees_with_the_lock_that_runs_muster():
    run, dev = (
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    names = {pin.partition("==")[0] for pin in dev}
    assert {pin for pin in run if pin.partition("==")[0] in names} <= dev


def test_no_file_names_a_place_on_one_machine():
    for path in TEXTS:
        text = path.read_text(encoding="utf-8", errors="replace")
        for mark in MARKS_OF_ONE_MACHINE:
            assert mark not in text, f"{path.relative_to(ROOT)} names {mark}"
