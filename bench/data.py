"""The nation that is measured: synthetic officers at any scale, holding 64 skills.

Doctrine ships 20 skills; forces add their own, and an index has room for 64. So that the
figures are those of a full index, 44 local skills are added, held by two officers in five.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from muster.doctrine import Doctrine, read_doctrine
from muster.policing import Skill, clock
from muster.strength import Roster, Tickets
from muster.synthesis import sizes_of, synthesise_rosters

SEED = 2026
STARTS = clock.parse_instant("2026-01-01T00:00")
FIRST = clock.parse_instant("2026-01-12T00:00")
YEAR = 365 * 24
WITHIN = 60
SKILLS = 64
LOCAL_TICKETS = 0.4  # of local tickets, an officer
NATION = 150_000


@lru_cache(maxsize=1)
def doctrine() -> Doctrine:
    """Return the shipped doctrine with local skills up to 64."""
    shipped = read_doctrine()
    local = range(SKILLS - len(shipped.skills))
    more = tuple(Skill(f"local_{number}", f"Local skill {number}", 12) for number in local)
    return replace(shipped, skills=shipped.skills + more)


@lru_cache(maxsize=2)
def nation(officers: int = NATION) -> tuple[Roster, ...]:
    """Return 43 rosters of about so many officers in all."""
    shipped = read_doctrine()
    scale = officers / sum(sizes_of(shipped).values())
    made = synthesise_rosters(doctrine=shipped, seed=SEED, starts=STARTS, scale=scale)
    return tuple(_with_local_skills(roster, len(shipped.skills)) for roster in made)


def _with_local_skills(roster: Roster, first: int) -> Roster:
    """Return a roster whose officers hold local skills too."""
    rng = np.random.default_rng([SEED, len(roster)])
    count = int(len(roster) * LOCAL_TICKETS)
    day = STARTS // clock.DAY
    awarded = day + rng.integers(-300, 300, count)
    rows = roster.tickets
    officer = np.concatenate([rows.officer, rng.integers(0, len(roster), count)])
    order = np.argsort(officer, kind="stable")
    tickets = Tickets(
        officer=officer[order].astype(np.int32),
        skill=np.concatenate([rows.skill, rng.integers(first, SKILLS, count)])[order].astype("i2"),
        awarded=np.concatenate([rows.awarded, awarded])[order].astype(np.int32),
        expires=np.concatenate([rows.expires, awarded + 365])[order].astype(np.int32),
    )
    return replace(roster, tickets=tickets)
