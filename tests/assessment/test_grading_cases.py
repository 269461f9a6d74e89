"""Every case a planner could check, told in tests/cases/grading.toml."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from muster.assessment import (
    Evidence,
    Grade,
    Judgement,
    Truth,
    because,
    disagreements,
    grade_criterion,
    moves,
)
from muster.assessment.matrix import gather
from muster.doctrine import Criterion, Source, read_doctrine
from muster.policing import clock

BOOK = tomllib.loads((Path(__file__).parent.parent / "cases" / "grading.toml").read_text("utf-8"))
NOW = clock.parse_instant("2026-03-02T20:00")


def criterion(asks) -> Criterion:
    asks = {key: None if value == "none" else value for key, value in asks.items()}
    yes_no = asks.pop("yes_no", False)
    return Criterion(
        slug="public-order.capacity.units",
        threat="public-order",
        aspect="capacity",
        statement="The force can raise the units it needs.",
        basis="computed",
        measure="units",
        unit="yes-no" if yes_no else "units",
        within_minutes=None if yes_no else asks["within_minutes"],
        requirement=1.0 if yes_no else asks["requirement"],
        partial_share=asks["partial_share"],
        partial_note="",
        level=asks["level"],
        shelf_life_days=asks["shelf_life_days"],
        editions=("2012",),
        systems=("P1",),
        moves="Train more.",
        starts=date(2012, 7, 31),
        source=Source("local", note="a case"),
    )


def evidence(entry) -> Evidence:
    value = None if entry["value"] == "unknown" else entry["value"]
    return Evidence(
        about=entry.get("about", "units"),
        truth=Truth(entry["truth"]),
        value=value,
        low=entry.get("low", value),
        within=None if entry["within"] == "none" else entry["within"],
        as_at=NOW - entry["days_ago"] * clock.DAY,
        statement=entry.get("statement", ""),
        source="a case",
        level=entry.get("level"),
        outcome=entry.get("outcome", False),
    )


def finding(case):
    asks = criterion(BOOK["defaults"] | case.get("asks", {}))
    return grade_criterion(asks, [evidence(entry) for entry in case["evidence"]], at=NOW)


@pytest.mark.parametrize("case", BOOK["case"], ids=lambda case: case["name"])
def test_case(case):
    found, expect = finding(case), case["expect"]
    assert found.grade == expect["grade"]
    if "because" in expect:
        assert because(found) == expect["because"]
    if "moves" in expect:
        assert moves(found) == expect["moves"]
    if "disagreements" in expect:
        assert len(list(disagreements(found))) == expect["disagreements"]
    if "required" in expect:
        assert found.required.value == expect["required"]
    if "judgement" in expect:
        assert_beside(case, found)


def assert_beside(case, found):
    said = case["judgement"]
    subject = found.criterion.slug
    judgement = Judgement(subject, Grade(said["grade"]), said["reasons"], said["by"], NOW)
    matrix = gather(
        "barsetshire", [found], [judgement], doctrine=read_doctrine(), edition="2012", at=NOW
    )
    assert matrix.cell("public-order", "capacity").grade == case["expect"]["grade"]
    assert matrix.judgements[subject] == (judgement,)


def test_no_case_is_told_twice():
    names = [case["name"] for case in BOOK["case"]]
    assert len(names) == len(set(names))
