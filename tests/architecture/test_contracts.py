"""The import contracts hold, and a build that breaks one fails."""

import configparser
import os
import shutil
import subprocess

import pytest
from tests.architecture.house import PACKAGES, ROOT, SOURCE

BREACHES = {
    "layers": ("strength/upward.py", "import muster.intake\n", "lean only on those below"),
    "unlisted": ("astrology/__init__.py", "", "not listed as layers"),
    "siblings": ("reporting/sideways.py", "import muster.exchange\n", "lean only on those below"),
    "acyclic": (
        "doctrine/source.py",
        "import muster.doctrine.reader\n",
        "No circles between siblings",
    ),
    "pure": ("strength/printing.py", "import typer\n", "knows nothing of Django"),
    "door": (
        "exchange/window.py",
        "from muster.strength.roster import Roster\n",
        "strength is entered by its front door",
    ),
    "door-policing": (
        "exchange/window.py",
        "from muster.policing.rank import Rank\n",
        "policing is entered by its front door",
    ),
}


def run_contracts(folder):
    return subprocess.run(
        ["lint-imports", "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(SOURCE, tmp_path / "src" / "muster")
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_the_house_keeps_its_contracts(copy):
    run = run_contracts(copy)
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_fails_the_build(copy, breach):
    file, line, said = BREACHES[breach]
    broken = copy / "src" / "muster" / file
    broken.parent.mkdir(exist_ok=True)
    before = broken.read_text() if broken.exists() else ""
    broken.write_text(before + line)
    run = run_contracts(copy)
    assert run.returncode != 0
    assert said in " ".join(run.stdout.split())


def test_every_package_has_a_front_door():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    for package in PACKAGES:
        if package.parent == SOURCE:
            door = contracts[f"importlinter:contract:door-{package.name}"]
            assert door["protected_modules"].split() == [f"muster.{package.name}.*"]
            assert door["allowed_importers"].split() == [f"muster.{package.name}"]
