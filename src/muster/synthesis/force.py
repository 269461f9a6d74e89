"""Make one force's roster, whole."""

import numpy as np

from muster.strength import Roster
from muster.synthesis.abstractions import make_abstractions
from muster.synthesis.bases import make_bases
from muster.synthesis.cover import make_cover
from muster.synthesis.duties import make_duties
from muster.synthesis.fleet import make_vehicles
from muster.synthesis.people import People, make_officers, make_people
from muster.synthesis.rotas import make_patterns
from muster.synthesis.setting import Setting
from muster.synthesis.stream import Rows
from muster.synthesis.tickets import Holders, make_tickets


def make_roster(setting: Setting) -> Roster:
    """Return the roster of the force that `setting` describes; equal settings, equal rosters."""
    bases = make_bases(setting)
    people = make_people(setting, bases)
    tickets, holders = make_tickets(setting, people)
    patterns, pattern_names = make_patterns(setting)
    on_call, groups = _on_call(setting, people, holders)
    return Roster(
        force=setting.force.slug,
        starts=setting.starts,
        ends=setting.ends,
        officers=make_officers(setting, people, on_call),
        patterns=patterns,
        duties=make_duties(setting, people),
        tickets=tickets,
        abstractions=make_abstractions(setting, people),
        vehicles=make_vehicles(setting, len(bases.name)),
        bases=bases,
        minimum_cover=make_cover(setting, people, len(bases.name)),
        pattern_names=pattern_names,
        on_call_groups=groups,
    )


def _on_call(setting: Setting, people: People, holders: Holders) -> tuple[Rows, tuple[str, ...]]:
    """Return each officer's on-call group, -1 for most, and the groups anyone is in."""
    stream, found = setting.stream("on call"), np.full(len(people), -1)
    slugs = [function.slug for function in setting.calibration.functions]
    names: list[str] = []
    for group in setting.calibration.on_call:
        if group.holding:
            fit = holders[group.holding]
        else:
            fit = people.function == slugs.index(group.function)
        chosen = fit & (found < 0) & stream.chance(len(people), group.share)
        if chosen.any():
            found[chosen] = len(names)
            names.append(group.group)
    return found, tuple(names)
