"""A month's roster and training extract: one unit's people, six of whose tickets have lapsed."""

from datetime import UTC, datetime, timedelta

from tests.web.returns.making import OFFICERS, tables, with_row, workbook

BASE = "Bournville Lane"
LAPSED, FAULTY = 6, "juggling"
RANKS = ["inspector"] + ["sergeant"] * 3 + ["constable"] * 21
SUPPORT = ("public_order_refresher", "job_fitness", "personal_safety")


def month(**changed):
    """Return the tables of a return of this month."""
    now = datetime.now(UTC)
    about = [
        "West Midlands",
        f"{now - timedelta(days=20):%Y-%m-%d}",
        f"{now + timedelta(days=400):%Y-%m-%d}",
        f"{now - timedelta(hours=3):%Y-%m-%dT%H:%M}",
        "Operations planning",
        "yes",
    ]
    found = tables()
    people = [[str(1001 + n), rank, BASE, "30", "", ""] for n, rank in enumerate(RANKS)]
    found |= {
        "about": [found["about"][0], about],
        "officers": [OFFICERS, *people],
        "duties": [["officer_id", "start", "end", "kind"], *_duties(now)],
        "tickets": [found["tickets"][0], *_tickets(now)],
        "vehicles": [found["vehicles"][0], *(["C0" + str(n), "carrier", BASE] for n in (1, 2, 3))],
        "declared": [
            found["declared"][0],
            ["psu.national.required", "21", "units", f"{now:%Y-%m-01}", "Planning assumption", ""],
        ],
    }
    return found | changed


def _duties(now):
    start, end = (f"{now + timedelta(hours=hours):%Y-%m-%dT%H:%M}" for hours in (-3, 7))
    return [[str(1001 + n), start, end, "operations"] for n in range(len(RANKS))]


def _tickets(now):
    awarded, expires = (f"{now + timedelta(days=days):%Y-%m-%d}" for days in (-200, 160))
    gone = f"{now - timedelta(days=9):%Y-%m-%d}"
    for n, rank in enumerate(RANKS):
        officer = str(1001 + n)
        role = "psu_commander" if rank == "inspector" else "public_order_level_2"
        lapsed = rank == "constable" and n >= len(RANKS) - LAPSED
        yield [officer, role, awarded, gone if lapsed else expires]
        for skill in SUPPORT:
            yield [officer, skill, awarded, expires]
        if 4 <= n < 7:
            yield [officer, "psu_driver", awarded, expires]


def faulty(folder):
    """Return a workbook with two faults."""
    now = datetime.now(UTC)
    held = with_row("tickets", ["1004", FAULTY, f"{now:%Y-%m-%d}", ""], month())
    held = with_row("vehicles", ["C04", "tank", ""], held)
    return _written(folder / "faulty.xlsx", held)


def mended(folder):
    """Return the workbook mended."""
    return _written(folder / "mended.xlsx", month())


def _written(path, held):
    path.write_bytes(workbook(held))
    return path
