"""What is out of all proportion is refused in words."""

import subprocess
import sys

import pytest

from muster.cli import run
from muster.cli.guard import guarded

LOCAL = ("--doctrine", "county")
MUSTER = f"{sys.executable} -m muster.cli"
COUNT, YEAR, NEED = ("strength",), ("forecast",), ("train-need", "--units", "1")


@pytest.mark.parametrize(
    "asked",
    [
        (*COUNT, "--at", "0001-01-01T00:00"),
        (*COUNT, "--at", "9999-12-31T23:59"),
        (*COUNT, "--at", "2026-03-02T20:00:59"),
        (*COUNT, "--within", "10081"),
        (*COUNT, "--within", "99999999999999999999"),
        (*COUNT, "--overlays", "/dev/zero"),
        (*COUNT, "--overlays", "."),
        (*YEAR, "--from", "9999-01-01"),
        (*YEAR, "--from", "0001-01-01"),
        (*NEED[:2], "99999999999999999999"),
    ],
    ids=" ".join,
)
def test_what_is_out_of_all_proportion_is_refused_in_words(muster, barsetshire, asked):
    ended = muster(asked[0], barsetshire, *asked[1:], *LOCAL)
    assert (ended.code, ended.out) == (1 if "--overlays" in asked else 2, "")
    assert ended.err and "Traceback" not in ended.err


@pytest.mark.parametrize(
    "asked", [("--scale", "1e9"), ("--scale", "nan"), ("--days", "10000000")], ids=" ".join
)
def test_no_nation_is_made_larger_than_can_be_held(muster, asked):
    ended = muster("synthesise", "--out", "x", "--force", "Kent", *asked)
    assert ended.code == 2
    assert ended.err and "Traceback" not in ended.err


def test_a_probability_next_to_certain_is_still_answered(muster, barsetshire):
    ended = muster("train-need", barsetshire, *LOCAL, *NEED[1:], "-p", "0.9999999999999999")
    assert ended.code == 0


@pytest.mark.parametrize("wrong", [OverflowError, MemoryError, RecursionError])
def test_what_is_too_much_ends_with_two_and_a_remedy(capsys, wrong):
    def too_much() -> None:
        raise wrong

    with pytest.raises(Exception) as ended:
        guarded(too_much)()
    assert ended.value.exit_code == 2
    assert ";" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["doctrine units", "--help", "strength --help"])
def test_a_reader_that_went_away_ends_with_141(asked):
    done = subprocess.run(
        ["bash", "-c", f"{MUSTER} {asked} | (exec <&-); exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (141, "")


def test_ending_of_its_own_accord_is_left_alone(monkeypatch):
    def ends(*_: object, **__: object) -> None:
        raise SystemExit(7)

    monkeypatch.setattr(sys.modules[run.__module__], "get_command", ends)
    with pytest.raises(SystemExit) as ended:
        run([])
    assert ended.value.code == 7


def test_ctrl_c_while_it_starts_ends_with_130_and_no_traceback(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "muster.cli", "schema"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin"},
    )
    assert (done.returncode, done.stderr) == (130, "")
