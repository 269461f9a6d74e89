from importlib import resources

import pytest

from muster.doctrine import read_doctrine
from muster.synthesis import UnableToReadCalibration, read_calibration, read_calibration_from
from muster.synthesis.calibration_reader import check_against

SHIPPED = resources.files("muster.synthesis") / "data"


def overlaid(folder, text):
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return read_calibration_from(SHIPPED, folder)


def test_every_figure_shipped_has_a_source():
    sources = read_calibration().sources
    assert len(sources) > 100
    for (table, slug), source in sources.items():
        assert source.note or source.document, (table, slug)


def test_uses_only_words_doctrine_defines():
    check_against(read_calibration(), read_doctrine())


def test_takes_a_force_s_own_figures_over_the_shipped(tmp_path):
    own = overlaid(
        tmp_path,
        '[bases]\nfrom = 2026-01-01\nsource = { standing = "local", note = "our estate" }\n'
        "officers_each = 50\nat_least = 1\nat_most = 9\nspread_km = 5.0\n"
        "km_per_degree_lat = 111.2\nkm_per_degree_lon = 68.0\n",
    )
    assert own.bases.officers_each == 50
    assert own.digest != read_calibration().digest


SOUND = 'from = 2026-01-01\nsource = { standing = "local", note = "ours" }\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[force]]\nslug = "wiltshire"\ndogs = 1\n', "no start date"),
        ('[[force]]\nslug = "wiltshire"\nfrom = 2026-01-01\n', "no source"),
        (
            '[[force]]\nslug = "wiltshire"\nfrom = 2026-01-01\nsource = { document = "gossip" }\n',
            "unknown document 'gossip'",
        ),
        (f'[[force]]\nslug = "wiltshire"\ncats = 4\n{SOUND}', "cats"),
        (f'[[exception]]\nkind = "court"\nper_year = 1\n{SOUND}', "'hours' is missing"),
        (
            f'[[rota]]\nslug = "Two"\nkind = "office"\nteams = 3\nstep = 1\n{SOUND}'
            'days = ["08:00-16:00", "rest"]\n',
            "longer cycle",
        ),
        (
            f'[[abstraction]]\nkind = "aid"\nper_year = 1\nseason = [1.0]\n{SOUND}'
            "days = { 1 = 1.0 }\n",
            "twelve months",
        ),
        (
            f'[[measure]]\nmeasure = "psu.local"\nspread = [1.2, 0.8]\n{SOUND}',
            "measure 'psu.local': 1.2 to 0.8 runs backwards",
        ),
        (
            f"[judgements]\neach = 1\ncells = 0.5\ngrades = {{ splendid = 1.0 }}\n{SOUND}",
            "'splendid' is not a valid Grade",
        ),
        (
            f"[testimony]\nneglect = [0.0, 1.0]\nambition = [1.0, 1.0]\nages = {{ 90 = 1.0 }}\n"
            "missing = 0.0\nyes = 1.0\npartly = 0.0\nno = 0.0\ncontradicted = 0.0\n"
            f"demonstrated = 1.0\nlevels = {{ dreamt = 1.0 }}\n{SOUND}",
            "'dreamt' is not one of stated, table-top",
        ),
        ("not toml", "not TOML"),
    ],
)
def test_refuses_what_is_undated_unsourced_or_wrong_and_says_which(tmp_path, text, said):
    with pytest.raises(UnableToReadCalibration, match=said):
        overlaid(tmp_path, text)


def test_names_every_fault_at_once(tmp_path):
    with pytest.raises(UnableToReadCalibration) as refused:
        overlaid(tmp_path, '[[force]]\nslug = "kent"\n[[force]]\nslug = "essex"\n')
    assert len(refused.value.faults) == 2


def test_refuses_a_word_doctrine_does_not_define(tmp_path):
    own = overlaid(
        tmp_path, f'[[ticket]]\nskill = "juggling"\nholds = {{ constable = 0.1 }}\n{SOUND}'
    )
    with pytest.raises(UnableToReadCalibration, match="skill 'juggling'"):
        check_against(own, read_doctrine())


def test_refuses_a_measure_that_no_criterion_asks_for(tmp_path):
    own = overlaid(tmp_path, f'[[measure]]\nmeasure = "psu.lunar"\nspread = [1.0, 1.0]\n{SOUND}')
    with pytest.raises(UnableToReadCalibration, match=r"measure 'psu\.lunar'"):
        check_against(own, read_doctrine())
