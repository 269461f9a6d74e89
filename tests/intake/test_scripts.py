"""Scripts of tests without notice, and records of call-outs: read whole, or every fault named."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.doctrine import read_doctrine
from muster.intake import (
    UnableToReadCallouts,
    UnableToReadTest,
    check_script,
    read_callouts,
    read_script,
    script_rows,
)
from muster.mobilisation import AnswerKind
from muster.policing import clock
from muster.synthesis import county_doctrine

ROOT = Path(__file__).parents[2]
CODE = re.compile(r'(?:Problem|refuse)\(\s*"([a-z-]+)"|code="([a-z-]+)"')
DOCTRINE = read_doctrine()
HEADING = {"force": "Kent", "unit": "psu", "units": "3", "put_at": "2026-03-02T20:00"}
ANSWER = {"minutes": "12", "kind": "arrived", "what": "constable", "count": "6"}


def read(*answers, heading=HEADING):
    return check_script(heading, answers, doctrine=DOCTRINE)


def faults(*answers, heading=HEADING):
    """Return what is wrong: the code, the line, the column and the value of each fault."""
    with pytest.raises(UnableToReadTest) as refused:
        read(*answers, heading=heading)
    return [(each.code, each.row, each.column, each.value) for each in refused.value.faults]


def test_a_test_is_read_with_its_answers():
    test = read(ANSWER, {**ANSWER, "minutes": "20", "state": "recalled", "by": "RVP sergeant"})
    assert (test.force, test.unit, test.units) == ("kent", "psu", 3)
    assert test.put_at == clock.parse_instant("2026-03-02T20:00")
    assert test.name == "Test of 2 March 2026 at 20:00"
    assert [each.minutes for each in test.answers] == [12, 20]
    assert (test.answers[1].state, test.answers[1].by) == ("recall", "RVP sergeant")


@pytest.mark.parametrize(
    ("kind", "what", "read_as"),
    [
        ("Arrived", "constables", (AnswerKind.ARRIVED, ("constable",))),
        ("said available", "inspector", (AnswerKind.AVAILABLE, ("commander",))),
        ("said", "PSUs", (AnswerKind.AVAILABLE, ("psu",))),
        ("ack", "public order carrier", (AnswerKind.ACKNOWLEDGED, ("carrier",))),
        ("talked-through", "sergeant + constable", (AnswerKind.TALKED_THROUGH, None)),
        ("on leave", "driver", (AnswerKind.ABSENT, ("driver",))),
    ],
)
def test_words_are_read_in_their_everyday_spellings(kind, what, read_as):
    (found,) = read({**ANSWER, "kind": kind, "what": what}).answers
    assert found.kind is read_as[0]
    assert found.subjects == (read_as[1] or ("sergeant", "constable"))


def test_an_instant_may_stand_for_the_minutes():
    answer = {key: value for key, value in ANSWER.items() if key != "minutes"}
    (found,) = read({**answer, "at": "2026-03-02T20:12"}).answers
    assert found.minutes == 12


def test_officers_are_read_and_counted():
    (found,) = read({**ANSWER, "count": "2", "officers": "PC1, PC2"}).answers
    assert found.officers == ("PC1", "PC2")


WRONG = {
    "no time": ({"minutes": ""}, ("no-time", 2, "minutes", "")),
    "two times": ({"at": "2026-03-02T20:13"}, ("two-times", 2, "at", "2026-03-02T20:13")),
    "before the start": (
        {"minutes": "", "at": "2026-03-02T19:59"},
        ("before-the-start", 2, "at", "2026-03-02T19:59"),
    ),
    "too late": ({"minutes": "10081"}, ("too-late", 2, "minutes", "10081")),
    "no number": ({"minutes": "soon"}, ("not-a-number", 2, "minutes", "soon")),
    "fewer than none": ({"count": "-3"}, ("negative-number", 2, "count", "-3")),
    "half a constable": ({"count": "2.5"}, ("not-whole", 2, "count", "2.5")),
    "no count": ({"count": ""}, ("missing-value", 2, "count", "")),
    "no such kind": ({"kind": "arived"}, ("unknown-kind-of-answer", 2, "kind", "arived")),
    "no such post": (
        {"what": "helicopter"},
        ("unknown-post,-vehicle-or-unit", 2, "what", "helicopter"),
    ),
    "posts and vehicles": (
        {"what": "driver+carrier"},
        ("mixed-parts", 2, "what", "driver+carrier"),
    ),
    "no such way": ({"state": "bus"}, ("unknown-way-of-coming", 2, "state", "bus")),
    "ready of what came": ({"ready_minutes": "60"}, ("needless-ready", 2, "ready_minutes", "60")),
    "officers and count": ({"officers": "PC1"}, ("officers-and-count", 2, "officers", "PC1")),
    "officers of a carrier": (
        {"what": "carrier", "count": "1", "officers": "PC1"},
        ("officers-of-no-post", 2, "officers", "PC1"),
    ),
    "a formula": ({"by": "#REF!"}, ("spreadsheet-error", 2, "by", "#REF!")),
}


@pytest.mark.parametrize(("change", "fault"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_an_answer_is_named_with_its_place(change, fault):
    assert faults({**ANSWER, **change}) == [fault]


def test_every_fault_of_every_answer_is_named_at_once():
    found = faults(
        {**ANSWER, "kind": "arived"}, ANSWER, {**ANSWER, "minutes": "", "what": "horse"}, ANSWER
    )
    assert [(row, column) for _, row, column, _ in found] == [(2, "kind"), (4, "what")]


HEADINGS = {
    "no such force": ({"force": "Kentt"}, ("unknown-force", "force")),
    "no such unit": ({"unit": "psux"}, ("unknown-unit", "unit")),
    "none asked": ({"units": "0"}, ("nothing-asked", "units")),
    "no instant": ({"put_at": ""}, ("missing-value", "put_at")),
    "an hour that happens twice": ({"put_at": "2025-10-26T01:30"}, ("ambiguous-hour", "put_at")),
    "a date turned about": ({"put_at": "02/03/2026"}, ("not-a-date", "put_at")),
}


@pytest.mark.parametrize(("change", "fault"), HEADINGS.values(), ids=HEADINGS)
def test_what_is_wrong_with_the_heading_is_named(change, fault):
    found = faults(ANSWER, heading={**HEADING, **change})
    assert [(code, column) for code, _, column, _ in found] == [fault]


def test_the_answers_are_looked_at_though_the_heading_has_a_fault():
    found = faults({**ANSWER, "kind": "arived"}, heading={**HEADING, "force": "Kentt"})
    assert [column for _, _, column, _ in found] == ["force", "kind"]


def test_an_answer_after_the_end_is_refused():
    found = faults({**ANSWER, "minutes": "50"}, heading={**HEADING, "ended_minutes": "45"})
    assert found == [("after-the-end", 2, "minutes", "50")]


def test_answers_that_contradict_one_another_are_named():
    twice = [{**ANSWER, "answer_id": "m7"}, {**ANSWER, "answer_id": "m7", "count": "7"}]
    with pytest.raises(UnableToReadTest, match="answer m7 is given in 2 ways"):
        read(*twice)


@pytest.fixture
def script(tmp_path):
    """Return a function that writes a script and returns its path."""

    def write(content, name="test.json"):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_script_is_json_with_a_test_and_its_answers(script):
    answers = [{"minutes": 12, "kind": "arrived", "what": ["sergeant", "constable"], "count": 6}]
    path = script({"test": {**HEADING, "units": 3}, "answers": answers})
    test = read_script(path, doctrine=DOCTRINE)
    assert test.answers[0].subjects == ("sergeant", "constable")
    heading, rows = script_rows(path, doctrine=DOCTRINE)
    assert check_script(heading, rows, doctrine=DOCTRINE) == test


def test_a_script_is_a_csv_of_answers_whose_heading_is_given_besides(script):
    path = script("Time in,kind,post,how many\n12,arrived,constable,6\n", "answers.csv")
    test = read_script(path, doctrine=DOCTRINE, given=HEADING)
    assert (test.force, test.answers[0].count) == ("kent", 6)


def test_what_is_given_besides_may_not_contradict_the_script(script):
    path = script({"test": HEADING, "answers": []})
    with pytest.raises(UnableToReadTest, match="was given besides, and the script says '3'"):
        read_script(path, doctrine=DOCTRINE, given={"units": "4"})
    assert read_script(path, doctrine=DOCTRINE, given={"units": "3"}).units == 3


BROKEN = {
    "no JSON": ("{", "test.json", "is not JSON"),
    "a list": ("[]", "test.json", "it is not an object of tables"),
    "empty": ("", "test.json", "the file is empty"),
    "another table": ({"test": HEADING, "officers": []}, "test.json", "'officers' is not a part"),
    "two tests": ({"test": [HEADING, HEADING], "answers": []}, "test.json", "has 2 rows"),
    "no heading": ({"answers": [ANSWER]}, "test.json", "column unit: is blank"),
    "answers nested": ({"test": HEADING, "answers": [[1]]}, "test.json", "is not an object"),
    "another suffix": ("x", "test.docx", "give .csv or .json"),
    "semicolons": ("minutes;kind;what;count\n1;arrived;psu;1\n", "a.csv", "semicolons"),
    "ragged": ("minutes,kind,what,count\n1,arrived\n", "a.csv", "the row has 2 cells"),
    "no columns": ("minutes,kind\n1,arrived\n", "a.csv", "the column is not there"),
}


@pytest.mark.parametrize(("content", "name", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_script_says_what_is_wrong(script, content, name, said):
    with pytest.raises(UnableToReadTest, match=said):
        read_script(script(content, name), doctrine=DOCTRINE, given=_given(name))


def _given(name):
    return HEADING if name.endswith(".csv") else {}


def test_a_script_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnableToReadTest, match="there is no such file"):
        read_script(tmp_path / "none.json", doctrine=DOCTRINE)


COLUMNS = "occasion,force,called_at,post,state,count,predicted_minutes,arrived_minutes,absent\n"


def test_records_of_call_outs_are_read(tmp_path):
    path = tmp_path / "callouts.csv"
    path.write_text(
        COLUMNS
        + "Larch,barsetshire,2026-01-10T21:00,constable,recall,4,60,72,no\n"
        + "Larch,Barsetshire,2026-01-10T21:00,drivers,on call,,,,yes\n"
        + "Larch,barsetshire,2026-01-10T21:00,sergeant,duty,0,,,\n",
        encoding="utf-8",
    )
    first, second = read_callouts(path, doctrine=county_doctrine())
    assert (first.count, first.predicted, first.arrived, first.absent) == (4, 60, 72, False)
    assert (second.post, second.state, second.count) == ("driver", "on_call", 1)
    assert (second.predicted, second.arrived, second.absent) == (None, None, True)


def test_every_fault_of_records_of_call_outs_is_named(tmp_path):
    path = tmp_path / "callouts.csv"
    path.write_text(
        COLUMNS
        + "Larch,barset,2026-01-10T21:00,constable,recall,4,60,72,no\n"
        + "Larch,kent,10/01/2026,wizard,flying,4,60,72,perhaps\n"
        + "Larch,kent,2026-01-10T21:00,driver,recall,1,60,72,yes\n",
        encoding="utf-8",
    )
    with pytest.raises(UnableToReadCallouts) as refused:
        read_callouts(path, doctrine=DOCTRINE)
    assert {(each.row, each.column) for each in refused.value.faults} == {
        (2, "force"),
        *((3, column) for column in ("called_at", "post", "state", "absent")),
        (4, "arrived_minutes"),
    }


def test_records_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(UnableToReadCallouts, match="there is no such file"):
        read_callouts(tmp_path / "none.csv", doctrine=DOCTRINE)


def test_every_kind_of_fault_of_a_script_is_explained():
    page = (ROOT / "docs" / "no-notice-test.md").read_text("utf-8")
    modules = ("callout_records", "script_answers", "script_words", "scripts")
    codes = {
        code
        for module in modules
        for found in CODE.findall((ROOT / f"src/muster/intake/{module}.py").read_text("utf-8"))
        for code in found
        if code
    }
    assert {"no-time", "came-and-absent", "given-twice"} <= codes
    general = {"not-there", "unknown-format", "unknown-table"}
    assert {code for code in codes - general if f"`{code}`" not in page} == set()


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["12", "1e9", "-1", "psu", "arrived", "constable+", "+", "2026-03-02T20:00"]),
    st.sampled_from(
        ["9999-12-31T23:59", "0001-01-01", "2025-03-30T01:30", "nan", "inf", "PC1+PC1"]
    ),
)
ROWS = st.dictionaries(
    st.sampled_from([*ANSWER, "at", "ready_minutes", "state", "officers", "answer_id", "by", "x"]),
    CELLS,
)


@given(ROWS, st.dictionaries(st.sampled_from([*HEADING, "ended_minutes", "name"]), CELLS))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_is_read_or_refused(answer, heading):
    try:
        read({**ANSWER, **answer}, heading={**HEADING, **heading})
    except UnableToReadTest as refused:
        assert refused.faults
