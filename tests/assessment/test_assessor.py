"""One subject at many instants: findings used again are those that would be made anew."""

import pytest

from muster.assessment import Assessor, assess
from muster.intake import measures_wanted, recorded_as, said_in
from muster.policing import clock
from muster.strength import measure_strength
from muster.synthesis import county_doctrine, network

EDITION = "2023"
HOURS = (0, 1, 25, 24 * 40, 24 * 400, 24 * 30, 24 * 900, 24 * 2, -24 * 500, -24 * 100)


@pytest.fixture(scope="module")
def made():
    return network("county")[0]


def graded(matrix):
    return [
        (each.criterion.slug, each.grade, each.decided_by and each.decided_by.evidence)
        for each in matrix.findings
    ]


def test_an_assessor_gives_at_any_instant_what_assess_gives(made):
    doctrine = county_doctrine()
    said = said_in(made, doctrine=doctrine)
    assessor = Assessor(made.force, said, doctrine=doctrine, edition=EDITION)
    for hours in HOURS:
        at = made.about.prepared_at + hours * clock.HOUR
        measured = measure_strength(
            made.roster, measures_wanted(doctrine), at=at, doctrine=doctrine
        )
        recorded = tuple(recorded_as(made, measured, at=at))
        whole = assess(made.force, (*said, *recorded), doctrine=doctrine, edition=EDITION, at=at)
        assert graded(assessor.assess(recorded, at=at)) == graded(whole)


def test_a_finding_that_rests_on_something_too_old_is_made_anew_for_its_age(made):
    doctrine = county_doctrine()
    said = said_in(made, doctrine=doctrine)
    assessor = Assessor(made.force, said, doctrine=doctrine, edition=EDITION)
    for days in (3000, 3001):
        at = made.about.prepared_at + days * clock.DAY
        whole = assess(made.force, said, doctrine=doctrine, edition=EDITION, at=at)
        assert assessor.assess((), at=at).findings == whole.findings
