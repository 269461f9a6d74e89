"""Answers without the names of forces: where a real force is short is nobody else's business.

Forces become `Force 1`, `Force 2` and so on in the order of what is said of them, the shortest
first, and never in an order made from their names: whoever has the list of forces could make
such an order again, whatever it was mixed with. Only forces of which just the same is said are
told apart by a mixture. Spots are left out, and so is every text that names a force or a spot.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, cast

from muster.rehearsal.results import Campaign, Outcome, Worth, Worths
from muster.rehearsal.scenario import Scenario, Spot

LEFT_OUT = "Left out: it names a force or a place."
NOTE = (
    "Forces are told by number, in the order of what is said of them; texts that name a force or "
    "a place are left out. Who knows the scenario may still guess some of them."
)


def hide_forces(campaign: Campaign, *, also: Collection[str] = ()) -> Campaign:
    """Return a campaign in which forces have numbers for names.

    `also` are other names they go by, for texts in which these stand.
    """
    veil = _of_campaign(campaign, also)
    facts = tuple(each for each in campaign.misfits if not veil.tells(each.fact))
    hidden = veil.over(replace(campaign, misfits=facts))
    return cast(
        Campaign,
        replace(
            hidden,
            forces=tuple(sorted(hidden.forces, key=veil.place)),
            outcomes=tuple(_sorted(each, veil) for each in hidden.outcomes),
            notes=(*hidden.notes, NOTE),
        ),
    )


def hide_worths(worths: Worths, *, also: Collection[str] = ()) -> Worths:
    """Return worths in which forces have numbers for names, the most worth first."""
    veil = _of_worths(worths, also)
    hidden = veil.over(worths)
    return cast(
        Worths,
        replace(
            hidden,
            worths=tuple(sorted(hidden.worths, key=lambda each: _rank(each, veil))),
            notes=(*hidden.notes, NOTE),
        ),
    )


def hide_in_texts(
    texts: Iterable[str], about: Campaign | Worths, *, also: Collection[str] = ()
) -> tuple[str, ...]:
    """Return texts said with an answer, without those that name a force or a spot."""
    veil = _of_campaign(about, also) if isinstance(about, Campaign) else _of_worths(about, also)
    return tuple(dict.fromkeys(veil.over(text) for text in texts))


@dataclass(frozen=True, slots=True)
class _Veil:
    """What each name becomes, and the words by which a text tells one."""

    names: Mapping[str, str]
    places: Mapping[str, int]
    telling: re.Pattern[str]

    def over(self, value: Any) -> Any:
        """Return a value, and all that is within it, without the names."""
        if isinstance(value, str):
            told = LEFT_OUT if self.telling.search(value) else value
            return self.names.get(value, told)
        if isinstance(value, tuple):
            return tuple(self.over(each) for each in value if not isinstance(each, Spot))
        if is_dataclass(value) and not isinstance(value, type):
            own = {each.name: self.over(getattr(value, each.name)) for each in fields(value)}
            return replace(value, **own)
        return value

    def tells(self, value: Any) -> bool:
        """Say whether a name is anywhere in a value."""
        return bool(self.over(value) != value)

    def place(self, name: str) -> int:
        """Return where a number stands among the others."""
        return self.places.get(name, len(self.places))


def _veil(
    scenario: Scenario,
    figures: Mapping[str, tuple[float, ...]],
    salt: str,
    also: Collection[str],
) -> _Veil:
    forces = dict(figures)
    for slug in _named(scenario):
        forces.setdefault(slug, ())
    order = sorted(forces, key=lambda each: (_falling(forces[each]), _mixed(salt, each)))
    aliases = {slug: f"Force {at}" for at, slug in enumerate(order, 1)}
    telling = _telling(scenario, order, also)
    names = {**_instead(scenario, telling), **aliases}
    return _Veil(names, {alias: at for at, alias in enumerate(aliases.values())}, telling)


def _falling(figures: Iterable[float]) -> tuple[float, ...]:
    """Return figures so that the most comes first, and none at all last."""
    return (*(-each for each in figures), 1.0)


def _mixed(salt: str, slug: str) -> str:
    return sha256(f"{salt} {slug}".encode()).hexdigest()


def _named(scenario: Scenario) -> set[str]:
    """Return every force that a scenario names."""
    found = {spot.host for source in scenario.sources for spot in source.spots}
    for shock in scenario.shocks:
        found |= {*shock.forces, *shock.hosts}
    for fact in scenario.facts:
        found |= {fact.force, fact.outside}
    return found - {""}


def _telling(scenario: Scenario, slugs: Iterable[str], also: Collection[str]) -> re.Pattern[str]:
    """Return what finds a force or a spot in a text; slugs in any case, names as they stand."""
    spots = {spot.name for source in scenario.sources for spot in source.spots}
    plain = "|".join(re.escape(name) for name in sorted({*spots, *also} - {""}))
    loose = "|".join(re.escape(slug).replace(r"\-", "[-_ ]") for slug in slugs)
    parts = [part for part in (f"(?i:{loose})" if loose else "", plain) if part]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)")


def _instead(scenario: Scenario, telling: re.Pattern[str]) -> dict[str, str]:
    """Return what takes the place of names that something else goes by."""
    pairs = [(scenario.slug, "scenario"), (scenario.name, "A scenario"), (scenario.question, "")]
    for at, source in enumerate(scenario.sources, 1):
        pairs += [(source.slug, f"source-{at}"), (source.name, f"Incidents {at}")]
    for at, shock in enumerate(scenario.shocks, 1):
        pairs += [(shock.slug, f"shock-{at}"), (shock.name, f"Shock {at}")]
    for at, policy in enumerate(scenario.policies, 1):
        pairs.append((policy.name, f"Policy {at}"))
    return {name: said for name, said in pairs if telling.search(name)}


def _of_campaign(campaign: Campaign, also: Collection[str]) -> _Veil:
    return _veil(campaign.scenario, _said(campaign), campaign.digest, also)


def _of_worths(worths: Worths, also: Collection[str]) -> _Veil:
    gains: dict[str, tuple[float, ...]] = {}
    for each in worths.worths:
        gains[each.force] = max(gains.get(each.force, ()), _figures(each))
    for at, point in enumerate(worths.frontier):
        if point.force:
            gains.setdefault(point.force, (-float(at),))
    return _veil(worths.scenario, gains, str(worths.seed), also)


def _figures(worth: Worth) -> tuple[float, ...]:
    return worth.hours_covered.value, worth.in_time.value, worth.met.value


def _rank(worth: Worth, veil: _Veil) -> tuple[tuple[float, ...], int, str]:
    return _falling(_figures(worth)), veil.place(worth.force), worth.what


def _said(campaign: Campaign) -> dict[str, tuple[float, ...]]:
    """Return what is said of each force: short of, with what chance, stops, exposed, sends."""
    parts: tuple[dict[str, float], ...] = ({}, {}, {}, {}, {})
    short, chance, stops, exposed, sends = parts
    for outcome in campaign.outcomes:
        for place in outcome.short:
            _add(short, place.host, sum(place.mean))
            _add(chance, place.host, sum(place.chance))
        for bottleneck in outcome.bottlenecks:
            _add(stops, bottleneck.force, bottleneck.share)
        for exposure in outcome.exposures:
            _add(exposed, exposure.force, exposure.share)
        for sent in outcome.sent:
            _add(sends, sent.force, sent.units)
    known = {*campaign.forces, *(force for part in parts for force in part)}
    return {force: tuple(part.get(force, 0.0) for part in parts) for force in known}


def _add(sums: dict[str, float], force: str, amount: float) -> None:
    sums[force] = sums.get(force, 0.0) + amount


def _sorted(outcome: Outcome, veil: _Veil) -> Outcome:
    """Return an outcome in no order that tells which force was which."""
    return replace(
        outcome,
        short=tuple(sorted(outcome.short, key=lambda each: veil.place(each.host))),
        bottlenecks=tuple(
            sorted(outcome.bottlenecks, key=lambda each: (-each.share, veil.place(each.force)))
        ),
        exposures=tuple(
            sorted(outcome.exposures, key=lambda each: (-each.share, veil.place(each.force)))
        ),
        sent=tuple(sorted(outcome.sent, key=lambda each: (each.source, veil.place(each.force)))),
    )
