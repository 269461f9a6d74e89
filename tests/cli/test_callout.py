"""`muster callout`: a log followed from the terminal."""

import json
import re
from pathlib import Path

import pytest

FERNBANK = Path(__file__).parents[1] / "data" / "callouts" / "fernbank.csv"
COUNTY = ("--doctrine", "county")


@pytest.fixture
def follow(muster):
    """Return a function that follows the log of Fernbank, or another."""

    def call(*options, log=FERNBANK):
        ended = muster("callout", log, *COUNTY, *options)
        assert ended.code == 0, ended.err
        return ended.out

    return call


@pytest.fixture
def answered(follow):
    def call(*options, log=FERNBANK):
        return json.loads(follow(*options, "--json", log=log))

    return call


def test_says_how_each_line_stands_in_a_sentence(follow):
    said = " ".join(follow("--at", "2026-08-01T20:40", "--markdown").split())
    assert (
        "Line 1: 5 PSUs of Barsetshire Constabulary (fictional) at Borchester North services by "
        "22:00. 2 acknowledged and on the way, 2 declined and 1 not answered for 40 minutes."
    ) in said
    assert "It had acknowledged, and withdrew" in said
    assert "Carrier broke down." in said


def test_says_what_was_refused_why_and_what_to_do(answered):
    (refused,) = answered()["refused"]
    assert refused["event"]["id"] == "8"
    assert (refused["name"], refused["stage"]) == ("declined_already", "declined")
    assert refused["why"] and refused["remedy"] == "ask it again first"


def test_counts_add_up_and_the_struck_out_is_not_among_them(answered):
    answer = answered()
    (operation,) = answer["operations"]
    assert sum(operation["counts"].values()) == 7
    first, second = operation["lines"]
    assert first["counts"] == {"asked": 1, "acknowledged": 1, "declined": 2, "arrived": 1}
    assert sum(first["prospect"].values()) == first["count"] == 5
    assert (second["unnamed"], second["of_unnamed"]["stage"]) == (2, "sent")
    assert [each["id"] for each in answer["struck"]] == ["13"]


def test_reminds_of_who_is_overdue_and_by_whose_standard(answered):
    early = answered("--at", "2026-08-01T20:11")
    assert [each["line"] for each in early["overdue"]] == ["2", "1"]
    assert [each["awaited"] for each in early["overdue"]] == ["delivery", "answer"]
    assert early["overdue"][0]["standard"]["source"]["standing"] == "assumed"
    late = answered("--at", "2026-08-01T22:30")
    (unit,) = (each for each in late["overdue"] if each["unit"])
    assert (unit["unit"], unit["awaited"], unit["minutes_over"]) == ("BX13", "arrival", 5)
    assert unit["standard"] is None


def test_what_was_believed_is_held_against_what_is_known_now(answered, follow):
    then = ("--at", "2026-08-01T20:20", "--known-at", "2026-08-01T20:20")
    answer = answered(*then)
    (change,) = answer["learned_since"]
    assert (change["unit"], change["was"], change["now"]) == ("BX12", "acknowledged", "declined")
    (line, _) = answer["operations"][0]["lines"]
    assert line["counts"] == {"asked": 1, "acknowledged": 3, "declined": 1}
    said = follow(*then)
    assert "As it was known on Saturday 1 August 2026 at 20:20 BST" in said
    assert "The picture has changed" in said


def test_old_news_is_said_to_be_old(answered):
    (late,) = answered()["late"]
    assert (late["event"]["id"], late["minutes_late"]) == ("9", 21)


def test_any_order_and_rows_given_twice_change_nothing(answered, tmp_path):
    header, *rows = FERNBANK.read_text().splitlines()
    other = tmp_path / "other.csv"
    other.write_text("\n".join([header, *reversed(rows), rows[3], rows[7]]) + "\n")
    first, second = answered(), answered(log=other)
    assert "2 of the rows give an event that another row gives too" in " ".join(second["notes"])
    for answer in (first, second):
        del answer["notes"], answer["provenance"]
    assert second == first


@pytest.fixture
def exercise(tmp_path):
    header, *rows = FERNBANK.read_text().splitlines()
    path = tmp_path / "exercise.csv"
    path.write_text("\n".join([f"{header},exercise", *(f"{row},yes" for row in rows)]) + "\n")
    return path


def test_an_exercise_is_marked_wherever_it_is_shown(follow, answered, exercise, tmp_path):
    said = follow(log=exercise)
    assert said.startswith("EXERCISE EXERCISE EXERCISE.")
    assert len(re.findall("Fernbank", said)) == len(re.findall("EXERCISE: Fernbank", said)) > 5
    answer = answered(log=exercise)
    flags = [answer, *answer["operations"], *answer["overdue"]]
    flags += [each["event"] for each in answer["refused"] + answer["late"]]
    assert all(each["exercise"] for each in flags)
    assert follow("--markdown", log=exercise).startswith("# EXERCISE: Call-out")
    follow("--html", tmp_path / "page.html", log=exercise)
    assert "<title>EXERCISE: Call-out" in (tmp_path / "page.html").read_text()


def test_an_exercise_beside_a_real_operation_shares_no_figure_with_it(follow, exercise, tmp_path):
    both = tmp_path / "both.csv"
    header, *rows = exercise.read_text().splitlines()
    real = [row.replace(",yes", ",no").replace("Fernbank", "Greenlow") for row in rows]
    real = [f"r{row}" for row in real]
    both.write_text("\n".join([header, *rows, *real]) + "\n")
    title, *_ = follow("--markdown", log=both).splitlines()
    assert title.endswith("in part EXERCISE")
    said = follow(log=both)
    assert "EXERCISE: Fernbank: 7 units" in said and "\nGreenlow: 7 units" in said


def test_faults_of_a_log_end_with_their_own_exit_code(muster, tmp_path):
    (tmp_path / "bad.csv").write_text("id,operation,line,step,at,by\n1,F,1,snet,never,\n")
    ended = muster("callout", "bad.csv")
    assert ended.code == 1
    assert "line 2, column step: 'snet'" in ended.err and "did you mean 'sent'?" in ended.err
    assert "Traceback" not in ended.err


def test_an_empty_log_is_said_to_be_empty(muster, tmp_path):
    (tmp_path / "none.csv").write_text("id,operation,line,step,at,by\n")
    ended = muster("callout", "none.csv")
    assert (ended.code, "has no events" in ended.err) == (2, True)
    ended = muster("callout", "none.csv", "--at", "2026-08-01T20:00")
    assert (ended.code, "Nothing had happened by then." in ended.out) == (0, True)


def test_a_page_is_never_written_over_the_log(muster, tmp_path):
    (tmp_path / "log.html").write_text("x")
    assert muster("callout", "log.html", "--html", "log.html").code == 2
