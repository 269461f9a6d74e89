"""The method for events: what the reader refuses, and what holds when."""

from datetime import date

import pytest

from muster.doctrine import UnableToReadDoctrine, read_doctrine

SOFT = 'from = 2026-01-01\nsource = { standing = "local", note = "Barsetshire" }'
RULE = '[[event_rule]]\nslug = "rain"\nfactor = "alcohol"\nbecause = "it rains"\n'
KIND = '[[event_kind]]\nslug = "regatta"\nname = "Regatta"\n'
WHOLE = 'before_minutes = 60\nafter_minutes = 60\ncommand = ["silver"]\n'
BASE = '[[event_base]]\nslug = "regatta"\n'
FACTOR = '[[event_factor]]\nslug = "wet"\nname = "Wet"\nasks = "Wet?"\n'


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        return read_doctrine(tmp_path)

    return read_text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + SOFT, "the rule does nothing; give adds, times or at_least"),
        (RULE + "times = { serial = 0.5 }\n" + SOFT, "0.5 is not a number between 1 and 1000"),
        (RULE + "adds = { serial = -1 }\n" + SOFT, "-1 is not a number between 0 and 1000"),
        (RULE + "adds = { seriel = 1 }\n" + SOFT, "unit 'seriel' is not defined"),
        (RULE + "adds = 3\n" + SOFT, "3 is not units by kind"),
        (RULE + "adds = { serial = 1 }\neach = 0\n" + SOFT, "0 is not a number between"),
        (
            RULE.replace("alcohol", "rain") + "adds = { serial = 1 }\n" + SOFT,
            "event factor 'rain' is not defined",
        ),
        (
            RULE + 'adds = { serial = 1 }\nkinds = ["regatta"]\n' + SOFT,
            "event kind 'regatta' is not defined",
        ),
        (KIND + WHOLE + SOFT, "event base 'regatta' is not defined"),
        (
            KIND + WHOLE.replace("silver", "platinum") + SOFT,
            "'platinum' is not one of gold, silver, bronze",
        ),
        (
            BASE + "bands = [{ attendance = 5, units = {} }]\n" + SOFT,
            "bands start at attendance = 0 and rise",
        ),
        (
            BASE + "bands = [{ attendance = 0, units = {}, dogs = 1 }]\n" + SOFT,
            "a band has no 'dogs'",
        ),
        (FACTOR + 'answer = "maybe"\n' + SOFT, "'maybe' is not one of yes-no, figure"),
        (FACTOR + 'answer = "yes-no"\nhours = [22, 25]\n' + SOFT, "are not two hours of the day"),
        (FACTOR + 'answer = "yes-no"\nhours = [22]\n' + SOFT, "are not two hours of the day"),
        (FACTOR + 'answer = "figure"\nhours = [22, 6]\n' + SOFT, "of a yes-no factor"),
    ],
)
def test_what_will_not_do_is_refused_with_what_will(read, text, said):
    with pytest.raises(UnableToReadDoctrine) as refused:
        read(text)
    assert said in str(refused.value)


def test_a_kind_of_ones_own_is_data_alone(read):
    doctrine = read(
        KIND
        + WHOLE
        + SOFT
        + "\n"
        + BASE
        + "bands = [{ attendance = 0, units = { serial = 2 } }]\n"
        + SOFT
    )
    method = doctrine.event_method(date(2026, 6, 1))
    assert method.kinds["regatta"].command == ("silver",)
    assert method.bases["regatta"].bands[0].units == {"serial": 2}
    assert doctrine.aliases["event_kind"]["demo"] == "protest"


def test_a_base_and_a_rule_follow_one_another_by_date(read):
    doctrine = read(
        '[[event_base]]\nslug = "vigil"\nbands = [{ attendance = 0, units = { psu = 9 } }]\n' + SOFT
    )
    before, after = (doctrine.event_method(date(year, 6, 1)) for year in (2025, 2026))
    assert "psu" not in before.bases["vigil"].bands[0].units
    assert after.bases["vigil"].bands[0].units == {"psu": 9}
    assert len(after.rules) == len(before.rules)


def test_a_rule_without_kinds_speaks_of_every_kind(doctrine):
    method = doctrine.event_method(date(2026, 6, 1))
    everywhere = [rule.slug for rule in method.rules if not rule.kinds]
    for kind in method.kinds:
        assert set(everywhere) <= {rule.slug for rule in method.rules_of(kind)}
    assert "opposition_rivals" not in {rule.slug for rule in method.rules_of("march")}


def test_travel_figures_are_refused_unless_they_rise_from_nought(read):
    start = '[[travel]]\nslug = "great_circle"\nfactor = 1.2\n'
    for bands in ("[{ over_km = 5, kmh = 40 }]", "[]"):
        with pytest.raises(UnableToReadDoctrine, match="start at over_km = 0 and rise"):
            read(f"{start}bands = {bands}\n{SOFT}")
    with pytest.raises(UnableToReadDoctrine, match="0 is not a number between 1 and inf"):
        read(f"{start}bands = [{{ over_km = 0, kmh = 0 }}]\n{SOFT}")
    with pytest.raises(UnableToReadDoctrine, match="a band of speed has no 'mph'"):
        read(f"{start}bands = [{{ over_km = 0, mph = 30 }}]\n{SOFT}")
