"""What a return would change: people, tickets, vehicles, declared figures, cells. Counts only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.assessment import Comparison, Difference, Matrix, because, compare
from muster.doctrine import Doctrine
from muster.intake import Return, Table, assess_return
from muster.policing import clock
from muster.strength import Roster
from muster.web.picture.asked import edition_on
from muster.web.picture.since import Since

Pairs = set[tuple[bytes, int]]


def difference_between(
    old: Return | None, new: Return, *, doctrine: Doctrine, known_at: int, since: Since
) -> dict[str, Any]:
    """Return in counts how a return differs from the one before, None where there is none.

    Both are counted and assessed at one instant, with the same judgements and overlays recorded
    `since`, so that what moves a cell is the return and not the calendar. Plain values, fit for
    JSON.
    """
    at = instant_of_comparison(new, known_at)
    said: dict[str, Any] = {
        "first": old is None,
        "at": clock.instant_of(at).isoformat(),
        "people": _people(old, new, doctrine),
        "tickets": _tickets(old, new, doctrine, at),
        "vehicles": _vehicles(old, new, doctrine, at),
        "totals": _totals(old, new),
        "declared": _declared(old, new),
        "older": old is not None and new.about.prepared_at < old.about.prepared_at,
    }
    return said | _matrix(old, new, doctrine, at, since)


def instant_of_comparison(new: Return, known_at: int) -> int:
    """Return now where the return's period holds it, else when the return was prepared."""
    about = new.about
    return known_at if about.period_from <= known_at < about.period_until else about.prepared_at


def ranks_by_number(found: Return | None) -> dict[bytes, int]:
    """Return each officer's rank by their number."""
    if found is None or found.roster is None:
        return {}
    officers = found.roster.officers
    return dict(zip(officers.officer_id.tolist(), officers.rank.tolist(), strict=True))


def _people(old: Return | None, new: Return, doctrine: Doctrine) -> dict[str, Any]:
    before, now = ranks_by_number(old), ranks_by_number(new)
    ranks = [each.slug for each in doctrine.ranks]
    joined = Counter(rank for number, rank in now.items() if number not in before)
    left = Counter(rank for number, rank in before.items() if number not in now)
    moved = sum(before[number] != rank for number, rank in now.items() if number in before)
    first, second = Counter(before.values()), Counter(now.values())
    return {
        "before": len(before),
        "now": len(now),
        "joined": sum(joined.values()),
        "left": sum(left.values()),
        "changed_rank": moved,
        "ranks": [
            {
                "rank": ranks[at],
                "before": first[at],
                "now": second[at],
                "joined": joined[at],
                "left": left[at],
            }
            for at in range(len(ranks))
            if first[at] or second[at]
        ],
    }


def skills_in_date(found: Return | None, at: int) -> Pairs:
    """Return who holds which skill in date on the UK local day of an instant."""
    roster = found.roster if found else None
    if roster is None or found is None:
        return set()
    day = clock.day_of(clock.instant_of(at))
    tickets = roster.tickets
    sound = (tickets.awarded <= day) & (tickets.expires >= day)
    numbers: NDArray[Any] = roster.officers.officer_id[tickets.officer[sound]]
    return set(zip(numbers.tolist(), tickets.skill[sound].tolist(), strict=True))


def _tickets(
    old: Return | None, new: Return, doctrine: Doctrine, at_instant: int
) -> list[dict[str, Any]]:
    before, now = skills_in_date(old, at_instant), skills_in_date(new, at_instant)
    stayed = ranks_by_number(new).keys()
    skills = [each.slug for each in doctrine.skills]
    had, has = _by_skill(before), _by_skill(now)
    gained = _by_skill(now - before)
    lapsed = _by_skill(each for each in before - now if each[0] in stayed)
    gone = _by_skill(each for each in before - now if each[0] not in stayed)
    return [
        {
            "skill": skills[at],
            "before": had[at],
            "now": has[at],
            "gained": gained[at],
            "lapsed": lapsed[at],
            "left": gone[at],
        }
        for at in range(len(skills))
        if had[at] or has[at]
    ]


def _by_skill(pairs: Iterable[tuple[bytes, int]]) -> Counter[int]:
    return Counter(skill for _number, skill in pairs)


def _fleet(found: Return | None) -> dict[bytes, int]:
    roster = found.roster if found else None
    if roster is None:
        return {}
    vehicles = roster.vehicles
    return dict(zip(vehicles.vehicle_id.tolist(), vehicles.kind.tolist(), strict=True))


def _off_road(found: Return | None, at: int) -> Counter[int]:
    """Return by kind how many are off the road at an instant."""
    roster: Roster | None = found.roster if found else None
    if roster is None or found is None:
        return Counter()
    vehicles = roster.vehicles
    off = (vehicles.off_road_from <= at) & (vehicles.off_road_until > at)
    return Counter(np.asarray(vehicles.kind)[off].tolist())


def _vehicles(
    old: Return | None, new: Return, doctrine: Doctrine, at_instant: int
) -> list[dict[str, Any]]:
    before, now = _fleet(old), _fleet(new)
    kinds = [each.slug for each in doctrine.vehicle_kinds]
    first, second = Counter(before.values()), Counter(now.values())
    added = Counter(kind for number, kind in now.items() if number not in before)
    removed = Counter(kind for number, kind in before.items() if number not in now)
    off_before, off_now = _off_road(old, at_instant), _off_road(new, at_instant)
    return [
        {
            "kind": kinds[at],
            "before": first[at],
            "now": second[at],
            "added": added[at],
            "removed": removed[at],
            "off_road_before": off_before[at],
            "off_road_now": off_now[at],
        }
        for at in range(len(kinds))
        if first[at] or second[at]
    ]


def _totals(old: Return | None, new: Return) -> list[dict[str, Any]]:
    """Return the totals that differ, of forces that give totals and not people."""
    return _changed(_totals_of(old), _totals_of(new))


def _totals_of(found: Return | None) -> dict[str, str]:
    counts = found.counts.counts if found and found.counts else ()
    said: dict[str, str] = {}
    for each in counts:
        what = " + ".join((*each.subjects, *each.skills))
        said[f"{what} @ {each.within_minutes}"] = f"{each.count:,}"
    return said


def _declared(old: Return | None, new: Return) -> list[dict[str, Any]]:
    """Return the declared figures that differ, by measure and notice."""
    return _changed(_figures(old), _figures(new))


def _figures(found: Return | None) -> dict[str, str]:
    said: dict[str, str] = {}
    for row in _records(found.declared if found else Table()):
        notice = f" @ {row['within_minutes']}" if row.get("within_minutes") else ""
        said[f"{row['measure']}{notice}"] = f"{row['value']} {row['unit']}".strip()
    return said


def _records(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "what": what.partition(" @ ")[0],
            "within_minutes": what.partition(" @ ")[2],
            "before": before.get(what, ""),
            "now": now.get(what, ""),
        }
        for what in sorted(before.keys() | now.keys())
        if before.get(what) != now.get(what)
    ]


def _matrix(
    old: Return | None, new: Return, doctrine: Doctrine, at: int, since: Since
) -> dict[str, Any]:
    edition = edition_on(clock.instant_of(at).date())

    def assessed(found: Return) -> Matrix:
        return assess_return(
            found,
            doctrine=doctrine,
            edition=edition,
            at=at,
            judgements=since.judgements,
            overlays=since.overlays,
        )

    if old is None:
        return {"edition": edition, "cells": [], "moves": [], "worse": 0, "better": 0}
    found = compare(assessed(old), assessed(new))
    return {
        "edition": edition,
        "cells": _cells(found),
        "moves": [_move(each) for each in found.differences],
        "worse": len(found.worsened),
        "better": len(found.improved),
    }


def _cells(found: Comparison) -> list[dict[str, str]]:
    """Return the cells whose own grade would change."""
    return [
        {
            "threat": one.threat,
            "aspect": one.aspect,
            "before": one.grade.name.lower(),
            "now": other.grade.name.lower(),
        }
        for one, other in zip(found.first.cells, found.second.cells, strict=True)
        if one.grade is not None and other.grade is not None and one.grade is not other.grade
    ]


def _move(each: Difference) -> dict[str, str]:
    criterion = each.first.criterion
    return {
        "criterion": criterion.slug,
        "threat": criterion.threat,
        "aspect": criterion.aspect,
        "statement": criterion.statement,
        "change": each.change,
        "before": each.first.grade.name.lower(),
        "now": each.second.grade.name.lower(),
        "because_before": because(each.first),
        "because_now": because(each.second),
    }
