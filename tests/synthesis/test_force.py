import numpy as np
import pytest

from muster.doctrine import read_doctrine
from muster.policing import clock


@pytest.fixture(scope="module")
def force(nation):
    return nation["west-yorkshire"]


def code(values, slug):
    return [value.slug for value in values].index(slug)


def test_gives_obviously_synthetic_collar_numbers_once_each(force):
    ids = force.officers.officer_id.tolist()
    assert len(set(ids)) == len(force)
    assert all(each.startswith(b"SYN") for each in ids)


def test_points_only_at_what_is_there(force):
    for column, limit in (
        (force.officers.base, len(force.bases.name)),
        (force.officers.pattern, len(force.pattern_names)),
        (force.vehicles.base, len(force.bases.name)),
        (force.tickets.officer, len(force)),
        (force.abstractions.officer, len(force)),
        (force.duties.officer, len(force)),
    ):
        assert column.min() >= 0 and column.max() < limit
    assert force.officers.on_call.max() < len(force.on_call_groups)


def test_covers_a_year_and_more(force):
    assert clock.describe_instant(force.starts) == "2026-01-01T00:00+00:00"
    assert clock.describe_instant(force.ends) == "2027-02-05T00:00+00:00"


def test_starts_every_rota_before_the_period(force):
    assert (force.officers.pattern_from <= clock.local_day(np.array(force.starts))).all()


def test_has_every_team_on_its_own_days(force):
    on_days = set()
    pattern = force.pattern_names.index("Response 2-2-2-4")
    for team in np.unique(force.officers.pattern_from[force.officers.pattern == pattern]).tolist():
        on_days.add(team % 10)
    assert len(on_days) == 5


def test_evens_out_the_teams_of_a_base(force):
    officers = force.officers
    at_base = (officers.pattern == force.pattern_names.index("Response 2-2-2-4")) & (
        officers.base == 1
    )
    sizes = np.unique(officers.pattern_from[at_base], return_counts=True)[1]
    assert len(sizes) == 5 and sizes.max() - sizes.min() <= 1


def test_states_every_day_of_every_rota(force):
    for pattern, length in enumerate(force.pattern_lengths.tolist()):
        rows = force.patterns.pattern == pattern
        assert set(force.patterns.day[rows].tolist()) == set(range(length))


def test_sorts_rows_as_a_roster_promises(force):
    for rows in (force.duties, force.abstractions):
        key = rows.officer.astype(np.int64) * 2**32 + rows.start
        assert (np.diff(key) > 0).all()
    assert (np.diff(force.tickets.officer) >= 0).all()


def test_has_nobody_away_twice_at_once_or_on_two_duties(force):
    for rows in (force.duties, force.abstractions):
        same = rows.officer[1:] == rows.officer[:-1]
        assert (rows.start[1:] >= rows.end[:-1])[same].all()
        assert (rows.end > rows.start).all()


def test_awards_nothing_before_service(force):
    tickets = force.tickets
    assert (tickets.awarded >= force.officers.joined[tickets.officer]).all()
    assert (tickets.expires >= tickets.awarded).all()


def test_keeps_lapsing_tickets_a_refresher_interval_long(force):
    fitness = force.tickets.skill == code(read_doctrine().skills, "job_fitness")
    days = (force.tickets.expires - force.tickets.awarded)[fitness]
    assert set(np.unique(days).tolist()) <= {363, 364, 365}


def test_gives_the_supporting_ticket_to_nobody_without_the_first(force):
    skills = read_doctrine().skills
    holders = {
        slug: set(force.tickets.officer[force.tickets.skill == code(skills, slug)].tolist())
        for slug in ("public_order_level_2", "psu_driver", "police_medic", "dog_handler", "mounted")
    }
    assert holders["psu_driver"] < holders["public_order_level_2"]
    assert holders["police_medic"] < holders["public_order_level_2"]
    assert not holders["dog_handler"] & holders["mounted"]


def test_takes_most_leave_in_august_and_at_christmas(force):
    kinds = read_doctrine().abstraction_kinds
    leave = force.abstractions.kind == code(kinds, "annual_leave")

    def away(when):
        at = clock.parse_instant(when)
        return int((leave & (force.abstractions.start <= at) & (force.abstractions.end > at)).sum())

    assert away("2026-08-12T12:00") > 1.3 * away("2026-02-11T12:00")
    assert away("2026-12-27T12:00") > 1.3 * away("2026-02-11T12:00")


def test_asks_more_cover_on_weekend_nights(force):
    cover = force.minimum_cover
    custody = cover.role == code(read_doctrine().duty_kinds, "custody")
    weekend = cover.weekdays == 0b0110000
    for base in np.unique(cover.base[custody]):
        here = custody & (cover.base == base)
        assert cover.count[here & weekend].max() >= cover.count[here & ~weekend].max()
    assert (cover.base == -1).any()
    assert (cover.count >= 1).all()


def test_places_headquarters_where_doctrine_does(force):
    place = read_doctrine().force("west-yorkshire").place
    assert force.bases.name[0] == "Headquarters"
    assert abs(force.bases.lat[0] - place.lat) < 1e-4
    assert np.abs(force.bases.lat - place.lat).max() < 0.4


def test_sees_off_road_vehicles_back_after_they_leave(force):
    vehicles = force.vehicles
    off = vehicles.off_road_from < clock.FOREVER
    assert off.any() and not off.all()
    assert (vehicles.off_road_until[off] > vehicles.off_road_from[off]).all()


def test_lets_some_leave_and_some_join(force):
    leavers = force.officers.left < clock.FOREVER
    assert 0.02 < leavers.mean() < 0.08
    first = clock.local_day(np.array(force.starts))
    assert 0.003 < (force.officers.joined >= first).mean() < 0.02
