"""A rehearsal loses nothing that was played, whatever ends it and wherever it is kept."""

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from tests.cli.test_rehearse import COUNTY, SOME, answered, failing, fair
from tests.interrupting import hear_interruptions

from muster.cli import places, rehearse_keeping
from muster.cli.holdings import Holdings
from muster.rehearsal import unpack_kept

__all__ = ["failing", "fair"]
KEPT = ("--keep", "fair.kept")
OFTEN = """
import sys
from muster.cli import rehearse_keeping, run
rehearse_keeping.EVERY = 0.2
sys.exit(run(sys.argv[1:]))
"""


@contextlib.contextmanager
def begun(folder, *arguments):
    """Yield a rehearsal of the fair in a process of its own, which keeps what it has often."""
    with subprocess.Popen(
        [sys.executable, "-c", OFTEN, *COUNTY, *arguments],
        cwd=folder, env={**os.environ, "NO_COLOR": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_interruptions,
    ) as played:  # fmt: skip
        try:
            yield played
        finally:
            played.kill()


def at_once():
    """Interrupt at once."""
    return contextlib.nullcontext(lambda: True)


def await_file(place, played, more_than=0):
    """Return a file's bytes once there are some, and other than those of before."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert played.poll() is None, played.communicate()
        if place.exists() and place.stat().st_mtime_ns > more_than and place.stat().st_size:
            return place.read_bytes()
        time.sleep(0.02)
    raise AssertionError(f"{place} was not written")


def replications(place):
    return unpack_kept(place.read_bytes()).part.replications


def test_a_killed_rehearsal_goes_on_from_what_was_kept_on_the_way(fair, tmp_path):
    fair("--replications", "2")
    place = tmp_path / "fair.kept"
    with begun(tmp_path, "--replications", "10000000", "--workers", "1", *KEPT) as played:
        await_file(place, played)
        again = place.stat().st_mtime_ns
        await_file(place, played, again)
        played.send_signal(signal.SIGKILL)
        played.wait()
    asked = str(replications(place) + 1000)
    resumed = answered(fair("--replications", asked, "--resume", "fair.kept", "--json"))
    assert resumed["digest"] == answered(fair("--replications", asked, "--json"))["digest"]


def test_keeping_on_the_way_takes_little_of_the_time(monkeypatch, tmp_path):
    now, written = [0.0], []
    monkeypatch.setattr(rehearse_keeping.time, "monotonic", lambda: now[0])

    def slow(self, place, playing):
        written.append(now[0])
        now[0] += 10.0
        return place

    monkeypatch.setattr(rehearse_keeping.Keeper, "_write", slow)
    keeper = rehearse_keeping.Keeper(tmp_path / "fair.kept", None)
    while now[0] < 3600:
        now[0] += 1
        keeper.on_the_way(None)
    assert written[0] == pytest.approx(rehearse_keeping.EVERY, abs=1)
    assert 2 < len(written) <= 3600 / 200


@pytest.fixture
def full(monkeypatch):
    """Let every disk be full, for files of these names or of any."""
    opened, names = places.Path.open, []

    class Full:
        def __init__(self, held):
            self._held = held

        def __enter__(self):
            return self

        def __exit__(self, *raised):
            self._held.close()

        def write(self, text):
            raise OSError(errno.ENOSPC, "No space left on device")

    def open_full(self, mode="r", *rest, **more):
        held = opened(self, mode, *rest, **more)
        chosen = not names or any(name in self.name for name in names)
        return Full(held) if mode == "wb" and chosen else held

    monkeypatch.setattr(places.Path, "open", open_full)
    return names


def test_an_answer_is_shown_where_nothing_can_be_written_and_all_of_it_is_said(
    fair, full, tmp_path
):
    ended = fair(*SOME, *KEPT, "--html", "fair.html", "--json")
    assert ended.code == 2
    assert json.loads(ended.out)["replications"] == 300
    assert "fair.kept cannot be written (No space left on device)" in ended.err
    assert "300 replications are not kept" in ended.err
    assert "fair.html cannot be written (No space left on device)" in ended.err
    assert [each.name for each in tmp_path.iterdir()] == ["fair.toml"]


def test_the_page_is_shown_on_the_terminal_where_it_cannot_be_written(fair, full):
    full.append("fair.html")
    ended = fair(*SOME, *KEPT, "--html", "fair.html")
    assert (ended.code, "How sure we are" in ended.out) == (2, True)
    assert "Kept 300 replications" in ended.err
    assert "fair.html cannot be written" in ended.err


def test_a_page_is_written_where_the_campaign_cannot_be_kept(fair, full, tmp_path):
    full.append("fair.kept")
    ended = fair(*SOME, *KEPT, "--html", "fair.html")
    assert (ended.code, "not kept" in ended.err) == (2, True)
    assert (tmp_path / "fair.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_a_replay_is_told_where_its_demands_cannot_be_written(fair, full):
    ended = fair("--replay", "17", "--demands", "worst.csv", "--html", "fair.html", "--json")
    assert ended.code == 2
    assert json.loads(ended.out)["request"]["demands"]
    assert "worst.csv cannot be written" in ended.err
    assert "fair.html cannot be written" in ended.err


@pytest.mark.skipif(os.geteuid() != 0, reason="a small file system is mounted by root alone")
def test_a_disk_that_is_really_full_costs_no_answer(fair, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)]
    if subprocess.run(mounted, capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        ended = fair(*SOME, "--keep", "small/fair.kept", "--html", "small/fair.html", "--json")
        left = [each.name for each in small.iterdir()]
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert json.loads(ended.out)["replications"] == 300
    assert (ended.code, "small/fair.html cannot be written (No space" in ended.err) == (2, True)
    assert set(left) <= {"fair.kept"}


def test_what_cannot_be_kept_on_the_way_is_played_all_the_same(fair, full, monkeypatch):
    monkeypatch.setattr(rehearse_keeping, "EVERY", 0.0)
    monkeypatch.setattr(rehearse_keeping, "SHARE", 0)
    ended = fair("--replications", "4096", *KEPT, "--json")
    assert json.loads(ended.out)["replications"] == 4096
    assert ended.err.count("tried again later") == 1
    assert (ended.code, "4,096 replications are not kept" in ended.err) == (2, True)


def test_a_campaign_is_not_kept_over_an_older_one(fair, tmp_path):
    fair(*SOME, *KEPT)
    before = (tmp_path / "fair.kept").read_bytes()
    ended = fair("--replications", "64", *KEPT)
    assert (ended.code, "go on with it (--resume fair.kept)" in ended.err) == (2, True)
    assert (tmp_path / "fair.kept").read_bytes() == before


def test_two_campaigns_with_one_place_are_both_kept(fair, tmp_path):
    fair("--replications", "2")
    asked = ("--replications", "10000000", "--workers", "1", *KEPT)
    with begun(tmp_path, *asked) as one, begun(tmp_path, *asked) as other:
        first = await_file(tmp_path / "fair.kept", one)
        second = await_file(tmp_path / "fair-2.kept", other)
        said = []
        for each in (one, other):
            each.send_signal(signal.SIGINT)
            said.append(each.communicate(timeout=60)[1])
    assert sum("Another has written to fair.kept" in each for each in said) == 1
    assert replications(tmp_path / "fair.kept") >= unpack_kept(first).part.replications
    assert replications(tmp_path / "fair-2.kept") >= unpack_kept(second).part.replications


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--worth",), "replications of the 1,000,000 asked for"),
        (("--frontier", "3"), "without the frontier"),
    ],
)
def test_an_interruption_answers_with_what_was_played(fair, tmp_path, asked, said):
    fair("--replications", "2", "--worth")
    many = (*asked, "--replications", "1000000", "--workers", "2", "--json")
    with begun(tmp_path, *many) as played:
        heard = ""
        while "one more of each" not in heard:
            line = played.stderr.readline()
            assert line, heard
            heard += line
        asked_at = time.monotonic()
        played.send_signal(signal.SIGINT)
        out, rest = played.communicate(timeout=60)
    assert (played.returncode, said in rest) == (130, True), rest
    answer = json.loads(out)
    assert said in " ".join(answer["notes"])
    assert 2 <= answer["replications"] < 1_000_000
    assert answer["worths"]
    assert time.monotonic() - asked_at < 20


def test_figures_held_against_one_another_are_shown_as_far_as_they_went(fair, monkeypatch):
    whole = answered(fair("--replications", "64", "--matters", "--json"))
    monkeypatch.setattr("muster.cli.rehearse.interruptions", at_once)
    ended = fair("--replications", "64", "--matters", "--json")
    assert (ended.code, "while figures were held" in ended.err) == (130, True)
    answer = json.loads(ended.out)
    assert any("the last is of fewer" in note for note in answer["notes"])
    assert 1 <= len(answer["sensitivities"]) < len(whole["sensitivities"])
    assert answer["digest"] == whole["digest"]


def test_a_frontier_is_shown_as_far_as_it_went(fair, monkeypatch):
    heard = []
    monkeypatch.setattr(
        "muster.cli.rehearse_worth.interruptions",
        lambda: contextlib.nullcontext(lambda: heard.append(1) or len(heard) > 30),
    )
    ended = fair("--replications", "64", "--worth", "--frontier", "3", "--json")
    assert (ended.code, "while the frontier was sought" in ended.err) == (130, True)
    answer = json.loads(ended.out)
    assert any("while the frontier was sought" in note for note in answer["notes"])
    assert 1 <= len(answer["frontier"]) < 4
    assert answer["replications"] == 64


@pytest.fixture
def real(monkeypatch):
    """Let every return be as if of real people."""
    monkeypatch.setattr(Holdings, "synthetic", property(lambda held: False))


def test_real_forces_are_not_named_by_a_replay_unless_asked(fair, real, tmp_path):
    ended = fair("--replay", "17", "--demands", "worst.csv", "--json")
    assert (ended.code, ended.out, "--name-forces" in ended.err) == (2, "", True)
    assert [each.name for each in tmp_path.iterdir()] == ["fair.toml"]
    assert answered(fair("--replay", "17", "--name-forces", "--json"))["request"]["demands"]


@pytest.mark.parametrize(("asked", "name"), [((), "campaign-1"), (("--name-forces",), "fair-1")])
def test_a_file_nobody_named_tells_no_scenario_of_real_forces(
    fair, real, failing, tmp_path, asked, name
):
    assert fair("--replications", "4096", *asked).code == 2
    assert [each.name for each in tmp_path.glob("*.kept")] == [f"{name}.kept"]


def test_the_demands_of_a_replay_are_planned_as_of_its_first_call(fair, muster):
    ended = fair("--replay", "17", "--demands", "worst.csv", "--json")
    told = next(line for line in ended.err.splitlines() if "muster plan worst.csv" in line)
    planned = muster(*told.partition("muster ")[2].split(), "--network", "county", "--json")
    assert planned.code in (0, 3), planned.err  # 3: it is short
    whole, plan = json.loads(ended.out), json.loads(planned.out)
    assert plan["at"] == whole["at"]
    assert plan["request"]["demands"] == whole["request"]["demands"]
