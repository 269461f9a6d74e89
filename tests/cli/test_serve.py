"""The commands of a server, each in a process of its own: settings are read once a process."""

import json
import sqlite3
import subprocess
import sys

import pytest
from tests.web.databases import KINDS, ROOT, surroundings

import muster.web as web
from muster.web import doors


def run(around, *words):
    return subprocess.run(
        [sys.executable, "-m", "muster.cli", *words],
        env={**around, "NO_COLOR": "1", "COLUMNS": "100"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_without_its_packages_the_web_says_what_to_install(monkeypatch):
    def lacking(_name):
        raise ModuleNotFoundError("No module named 'django'", name="django")

    monkeypatch.setattr(doors, "import_module", lacking)
    with pytest.raises(doors.UnableToOpenWeb, match=r"django.*pip install 'muster-spr\[web\]'"):
        web.serve_site  # noqa: B018


def test_a_fault_of_our_own_is_not_blamed_on_a_package(monkeypatch):
    def lacking(_name):
        raise ModuleNotFoundError("No module named 'muster.web.nothing'", name="muster.web.nothing")

    monkeypatch.setattr(doors, "import_module", lacking)
    with pytest.raises(ModuleNotFoundError):
        web.serve_site  # noqa: B018


def test_the_commands_of_a_server_are_taught_without_opening_the_web(tmp_path):
    script = (
        "import sys\nfrom muster.cli import run\n"
        "for words in (['--help'], ['serve', '--help'], ['jobs', 'work', '--help']):\n"
        "    run(words)\n"
        "assert 'django' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0


def test_a_server_that_is_not_safe_is_refused_with_every_reason(tmp_path):
    around = surroundings("sqlite", tmp_path) | {"MUSTER_HOSTS": "*", "MUSTER_DEBUG": "perhaps"}
    done = run(around, "check", "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["schema"], said["safe"]) == (1, "muster.check/1", False)
    assert {"hosts", "https", "environment"} <= {each["about"] for each in said["findings"]}
    assert all(each["remedy"] for each in said["findings"])
    assert not list(tmp_path.iterdir())
    half = surroundings("sqlite", tmp_path) | {"MUSTER_OIDC_CLIENT_ID": "muster"}
    assert "Single sign-on lacks" in run(half, "check").stdout
    served = run(around, "serve")
    assert served.returncode == 2
    assert "MUSTER_DEBUG" in served.stderr and "MUSTER_HOSTS" in served.stderr


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_database_is_made_checked_and_not_made_again(tmp_path, kind):
    around = surroundings(kind, tmp_path)
    refused = run(around, "serve", "--port", "1")
    assert refused.returncode == 2
    assert "muster migrate" in refused.stderr
    made = run(around, "migrate")
    assert "audit.0001_initial" in made.stdout.splitlines()
    checked = run(around, "check")
    assert checked.returncode == 0, checked.stdout
    assert "MUSTER_AUDIT_KEY" in checked.stdout  # to weigh
    again = run(around, "migrate")
    assert (again.stdout, "Up to date" in again.stderr) == ("", True)


@pytest.mark.slow
def test_a_file_is_copied_before_it_is_changed_and_whenever_asked(tmp_path):
    around = surroundings("sqlite", tmp_path)
    run(around, "migrate")
    file = tmp_path / "muster.sqlite3"
    assert file.stat().st_mode & 0o077 == 0
    with sqlite3.connect(file) as rows:
        rows.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        rows.execute("DROP TABLE django_session")
    assert run(around, "migrate").stdout == "sessions.0001_initial\n"
    (copy,) = tmp_path.glob("muster.sqlite3.before-*")
    with sqlite3.connect(copy) as rows:
        assert not rows.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'django_session'"
        ).fetchall()
    target = tmp_path / "monday.sqlite3"
    assert run(around, "backup", str(target)).returncode == 0
    assert target.stat().st_mode & 0o077 == 0
    again = run(around, "backup", str(target))
    assert (again.returncode, "choose another name" in again.stderr) == (2, True)


@pytest.mark.slow
def test_postgresql_is_backed_up_by_its_own_means(tmp_path):
    done = run(surroundings("postgres", tmp_path), "backup", str(tmp_path / "x"))
    assert (done.returncode, "pg_dump" in done.stderr) == (2, True)


@pytest.mark.slow
def test_the_audit_is_exported_and_an_end_cut_off_is_found(tmp_path):
    around = surroundings("sqlite", tmp_path) | {"MUSTER_AUDIT_KEY": "q" * 43 + "="}
    run(around, "migrate")
    record = (
        "from muster.web.starting import set_up\nset_up()\n"
        "from muster.web.audit.actions import SYSTEM, record_entry\n"
        "for each in range(3): record_entry(actor=SYSTEM, action='test.done', subject='x')"
    )
    subprocess.run([sys.executable, "-c", record], env=around, cwd=ROOT, check=True)
    out = tmp_path / "audit.jsonl"
    assert run(around, "audit", "export", str(out)).returncode == 0
    assert len(out.read_text().splitlines()) == 3
    checkpoint = ("--checkpoint", f"{out}.checkpoint.json")
    whole = run(around, "audit", "verify", *checkpoint, "--json")
    assert (whole.returncode, json.loads(whole.stdout)["intact"]) == (0, True)
    with sqlite3.connect(tmp_path / "muster.sqlite3") as rows:
        triggers = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"
        )
        for (name,) in rows.execute(triggers).fetchall():
            rows.execute(f"DROP TRIGGER {name}")
        rows.execute("DELETE FROM audit_auditentry WHERE sequence = 3")
    assert run(around, "audit", "verify").returncode == 0  # the end alone shows nothing
    cut = run(around, "audit", "verify", *checkpoint, "--json")
    said = json.loads(cut.stdout)
    assert (cut.returncode, said["schema"]) == (1, "muster.audit/1")
    assert said["breaks"][0]["how"] == "cut_off"


@pytest.mark.slow
def test_work_that_was_given_up_is_listed_and_tried_again(tmp_path):
    around = surroundings("sqlite", tmp_path)
    run(around, "migrate")
    give_up = (
        "from muster.web.starting import set_up\nset_up()\n"
        "from muster.web import clock\nfrom muster.web.jobs.models import Job\n"
        "Job.objects.create(kind='live.forget', key='x', run_at=clock.now(), dead_at=clock.now())"
    )
    subprocess.run([sys.executable, "-c", give_up], env=around, cwd=ROOT, check=True)
    said = json.loads(run(around, "jobs", "list", "--dead", "--json").stdout)
    assert (said["schema"], said["backlog"]["dead"]) == ("muster.jobs/1", 1)
    number = str(said["jobs"][0]["id"])
    assert run(around, "jobs", "retry", number).returncode == 0
    assert "1 due" in run(around, "jobs", "list").stdout
    assert run(around, "jobs", "retry", number).returncode == 2
