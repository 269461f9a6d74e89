"""A threat, a criterion and an edition are changes of data and of nothing else."""

import pytest
from tests.assessment.pieces import NOW, answer, piece

from muster.assessment import Grade, assess, compare, roll_up
from muster.doctrine import UnableToReadDoctrine, read_doctrine

SOFT = 'source = { standing = "local", note = "set by Barsetshire" }'
PIRACY = f"""
[[threat]]
slug = "piracy"
name = "Piracy"

[[aspect]]
slug = "courage"
name = "Courage"

[[edition]]
slug = "2031"
name = "May 2031"
from = 2031-05-01
threats = ["public-order", "piracy"]
aspects = ["capacity", "courage"]
{SOFT}

[[criterion]]
slug = "piracy.capacity.boarding-parties"
from = 2024-01-01
threat = "piracy"
aspect = "capacity"
statement = "The force can raise the boarding parties it needs."
basis = "computed"
measure = "psu.boarding"
unit = "parties"
within_minutes = 60
requirement = 2
partial_share = 0.5
partial_note = "local: one of two"
level = "mustered"
shelf_life_days = 90
editions = ["2031"]
systems = ["P1"]
moves = "Train another."
{SOFT}

[[criterion]]
slug = "piracy.courage.captain"
from = 2024-01-01
threat = "piracy"
aspect = "courage"
statement = "A captain is named."
basis = "statement"
level = "stated"
shelf_life_days = 730
editions = ["2031"]
systems = ["P1"]
moves = "Name a captain."
{SOFT}
"""


@pytest.fixture
def doctrine(tmp_path):
    (tmp_path / "piracy.toml").write_text(PIRACY, encoding="utf-8")
    return read_doctrine(tmp_path)


def assessed(doctrine, *evidence, force="barsetshire", edition="2031"):
    return assess(force, evidence, doctrine=doctrine, edition=edition, at=NOW)


def test_a_new_edition_has_the_rows_and_columns_its_data_says(doctrine):
    matrix = assessed(doctrine)
    assert [(cell.threat, cell.aspect, cell.grade) for cell in matrix.cells] == [
        ("public-order", "capacity", None),
        ("public-order", "courage", None),
        ("piracy", "capacity", Grade.NOT_EVIDENCED),
        ("piracy", "courage", Grade.NOT_EVIDENCED),
    ]
    assert matrix.shares == {"computed": 0.5, "register": 0.0, "statement": 0.5}


def test_a_new_criterion_is_graded_like_any_other(doctrine):
    one = piece(value=1.0, about="psu.boarding")
    named = answer(1.0, about="piracy.courage.captain")
    matrix = assessed(doctrine, one, named)
    assert matrix.cell("piracy", "capacity").grade is Grade.PARTLY_MET
    assert matrix.cell("piracy", "courage").grade is Grade.MET


def test_a_new_edition_is_rolled_up_and_compared_like_any_other(doctrine):
    both = [
        assessed(doctrine, piece(value=value, about="psu.boarding"), force=force)
        for force, value in (("barsetshire", 3.0), ("loamshire", 1.0))
    ]
    region = roll_up("county", both, doctrine=doctrine)
    assert region.cell("piracy", "capacity").grade is Grade.MET
    assert len(compare(*both).worsened) == 1


def test_a_criterion_added_to_an_edition_that_is_there_adds_one_and_changes_no_other(tmp_path):
    added = PIRACY.partition("[[criterion]]")[2].partition("[[criterion]]")[0]
    added = added.replace('"piracy"', '"public-order"').replace('["2031"]', '["2012"]')
    (tmp_path / "local.toml").write_text(f"[[criterion]]{added}", encoding="utf-8")
    before, after = (
        assessed(held, piece(value=2.0, about="psu.boarding"), edition="2012")
        for held in (read_doctrine(), read_doctrine(tmp_path))
    )
    new = [each for each in after.findings if each not in before.findings]
    assert [each.criterion.slug for each in new] == ["piracy.capacity.boarding-parties"]
    assert [each.grade for each in new] == [Grade.MET]
    assert len(after.findings) == len(before.findings) + 1


def faulty(tmp_path, **lines):
    """Return the faults of one criterion with some lines changed, or dropped where None."""
    kept = []
    for line in PIRACY.split("[[criterion]]")[1].strip().splitlines():
        key = line.partition(" = ")[0]
        if lines.get(key, line) is not None:
            kept.append(f"{key} = {lines[key]}" if key in lines else line)
    text = PIRACY.partition("[[criterion]]")[0] + "[[criterion]]\n" + "\n".join(kept)
    (tmp_path / "piracy.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnableToReadDoctrine) as refused:
        read_doctrine(tmp_path)
    return refused.value.faults


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ({"threat": '"boredom"'}, "threat 'boredom' is not defined"),
        ({"aspect": '"luck"'}, "aspect 'luck' is not defined"),
        ({"editions": '["1912"]'}, "edition '1912' is not defined"),
        ({"basis": '"rumour"'}, "rumour"),
        ({"level": '"dreamt"'}, "dreamt"),
        ({"source": None}, "no source"),
        ({"from": None}, "no start date"),
        ({"shelf_life_days": "-1"}, "-1"),
        ({"shelf_life_days": None}, "'shelf_life_days' is missing"),
        ({"statement": '" "'}, "a text is blank"),
        ({"moves": '""'}, "a text is blank"),
        ({"editions": "[]"}, "no edition is named"),
        ({"partial_share": "1.5"}, "1.5"),
        ({"requirement": "-2"}, "-2"),
        ({"within_minutes": "-60"}, "-60"),
        ({"measure": '"skill.cutlass"'}, "skill 'cutlass' is not defined"),
        ({"measure": '"vehicle.galleon.hour"'}, "vehicle kind 'galleon' is not defined"),
        ({"partial_note": None}, "nobody is named for `partial_share`"),
        ({"moves": None}, "'moves' is missing"),
        ({"wording": '"x"'}, None),
    ],
)
def test_a_criterion_that_will_not_do_is_refused_and_says_why(tmp_path, lines, wrong):
    if wrong is None:
        lines, wrong = {"unit": '"parties"\nwording = "x"'}, "wording"
    [fault] = faulty(tmp_path, **lines)
    assert "piracy.capacity.boarding-parties" in fault
    assert wrong in fault


def test_every_fault_of_a_criterion_is_named_at_once(tmp_path):
    own = faulty(
        tmp_path,
        basis='"rumour"',
        level='"dreamt"',
        shelf_life_days="-1",
        statement=None,
        source=None,
        **{"from": None},
    )
    words = ("no start date", "no source", "'statement' is missing", "rumour", "dreamt", "-1")
    assert len(own) == len(words)
    for word in words:
        assert any(word in fault for fault in own), word


def test_every_name_a_criterion_uses_and_doctrine_lacks_is_named_at_once(tmp_path):
    faults = faulty(tmp_path, threat='"boredom"', aspect='"luck"', editions='["1912", "1913"]')
    assert len(faults) == 4


def test_a_computed_criterion_without_a_measure_is_a_yes_or_no_one(tmp_path):
    text = PIRACY.replace('measure = "psu.boarding"\n', "").replace("requirement = 2\n", "")
    (tmp_path / "piracy.toml").write_text(text, encoding="utf-8")
    found = next(each for each in read_doctrine(tmp_path).criteria if "boarding" in each.slug)
    assert found.yes_no
    assert found.requirement == 1
