"""A new unit, skill, edition or figure is a change of data and of nothing else."""

from datetime import date

import pytest

from muster.doctrine import read_doctrine

SOFT = 'source = { standing = "local", note = "set by Barsetshire" }'
LAUNCHES = f"""
[[unit]]
slug = "boat_party"
name = "Boat party"
plural = "boat parties"

[[vehicle_kind]]
slug = "launch"
name = "Launch"

[[skill]]
slug = "coxswain"
name = "Coxswain"
from = 2024-01-01
refresher_months = 18
aliases = ["cox"]
{SOFT}

[[composition]]
unit = "boat_party"
from = 2024-01-01
{SOFT}
posts = [
  {{ post = "coxswain", count = 1, ranks = ["sergeant"], skills = ["coxswain"] }},
  {{ post = "crew", count = 4, ranks = ["constable"], skills = ["personal_safety"] }},
]
vehicles = [{{ kind = "launch", count = 1 }}]

[[threat]]
slug = "piracy"
name = "Piracy"

[[edition]]
slug = "2031"
name = "May 2031"
from = 2031-05-01
threats = ["terrorism", "piracy"]
aspects = ["capacity", "capability"]
{SOFT}
"""


@pytest.fixture
def laid_over(tmp_path):
    def read(text):
        (tmp_path / "local.toml").write_text(text, encoding="utf-8")
        return read_doctrine(tmp_path)

    return read


def test_a_unit_kind_a_skill_and_an_edition_are_added_by_data_alone(laid_over):
    local = laid_over(LAUNCHES)
    party = local.composition("boat_party", date(2026, 3, 2))
    assert local.unit("boat_party").plural == "boat parties"
    assert party.people == 5
    assert [(need.kind, need.count) for need in party.vehicles] == [("launch", 1)]
    assert local.skills[-1].refresher_months == 18
    assert local.aliases["skill"]["cox"] == "coxswain"
    assert local.edition("2031").threats == ("terrorism", "piracy")


def test_what_was_there_before_keeps_its_place(laid_over, doctrine):
    local = laid_over(LAUNCHES)
    assert local.skills[:-1] == doctrine.skills
    assert local.units[:-1] == doctrine.units
    assert local.editions[:-1] == doctrine.editions


def test_a_later_composition_holds_from_its_day(laid_over, doctrine):
    local = laid_over(
        f'[[composition]]\nunit = "psu"\nfrom = 2027-04-01\n{SOFT}\n'
        'posts = [{ post = "commander", count = 2, ranks = ["inspector"], skills = [] }]'
    )
    assert local.composition("psu", date(2027, 3, 31)).people == 25
    assert local.composition("psu", date(2027, 4, 1)).people == 2
    assert local.composition("psu", date(1999, 1, 1)).people == 25
    later = local.composition("psu", date(2027, 4, 1))
    assert local.composition_source(later).describe() == "local: set by Barsetshire"
    assert doctrine.composition("psu", date(2027, 4, 1)).people == 25


def test_a_local_figure_of_the_same_day_replaces_the_shipped_one(laid_over):
    local = laid_over(f'[[turnout]]\nslug = "recall"\nrate = 0.41\nfrom = 2012-07-31\n{SOFT}')
    rate = local.turnout("recall", date(2026, 3, 2))
    assert rate.rate == 0.41
    assert rate.source.describe() == "local: set by Barsetshire"
    assert sum(each.slug == "recall" for each in local.turnouts) == 1


def test_a_local_figure_of_a_later_day_follows_the_shipped_one(laid_over):
    local = laid_over(f'[[turnout]]\nslug = "recall"\nrate = 0.41\nfrom = 2026-01-01\n{SOFT}')
    assert local.turnout("recall", date(2025, 12, 31)).rate == 0.6
    assert local.turnout("recall", date(2026, 1, 1)).rate == 0.41


def test_a_skill_is_replaced_whole_where_it_stood(laid_over, doctrine):
    local = laid_over(
        '[[skill]]\nslug = "job_fitness"\nname = "Fitness"\nfrom = 2026-01-01\n'
        f"refresher_months = 6\n{SOFT}"
    )
    at = [skill.slug for skill in doctrine.skills].index("job_fitness")
    assert local.skills[at].refresher_months == 6
    assert local.origins["skill", "job_fitness"].starts == date(2026, 1, 1)
    assert "bleep test" not in local.aliases["skill"]


def test_the_last_folder_has_the_last_word(tmp_path):
    for name, rate in (("region", 0.3), ("force", 0.2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rates.toml").write_text(
            f'[[turnout]]\nslug = "recall"\nrate = {rate}\nfrom = 2012-07-31\n{SOFT}'
        )
    local = read_doctrine(tmp_path / "region", tmp_path / "force")
    assert local.turnout("recall", date(2026, 3, 2)).rate == 0.2


def test_doctrine_is_known_by_a_digest_that_changes_with_it(laid_over, doctrine):
    assert laid_over(LAUNCHES).digest != doctrine.digest
    assert read_doctrine().digest == doctrine.digest
    assert len(doctrine.digest) == 64
