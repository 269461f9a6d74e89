"""Find the slugs that doctrine uses and does not define."""

from collections.abc import Iterable, Mapping

from muster.doctrine.criteria import Criterion
from muster.doctrine.doctrine import Doctrine
from muster.policing import Composition

MOST_SKILLS = 64  # a person's valid tickets are one 64-bit word

COUNTED = {"skill": "skill", "vehicle": "vehicle_kind"}  # measures named for what they count

Known = Mapping[str, frozenset[str]]


def broken_references(doctrine: Doctrine, known: Known) -> Iterable[str]:
    """Yield a fault for each slug that is used and not in `known`, and for too many skills.

    `known` maps a table to the slugs it was given, whether or not their entries were sound,
    so that one faulty entry is one fault.
    """
    if len(doctrine.skills) > MOST_SKILLS:
        yield (
            f"{len(doctrine.skills)} skills are defined and at most {MOST_SKILLS} fit; remove some"
        )
    for composition in doctrine.compositions:
        yield from _in_composition(composition, known)
    for edition in doctrine.editions:
        place = f"edition {edition.slug!r}"
        yield from _missing(place, "threat", edition.threats, known)
        yield from _missing(place, "aspect", edition.aspects, known)
    for rule in doctrine.rest_rules:
        yield from _missing(f"rest from {rule.starts}", "rank", [rule.override], known)
    for force in doctrine.forces:
        regions = [force.region] if force.territorial or force.region else []
        yield from _missing(f"force {force.slug!r}", "region", regions, known)
    for requirement in doctrine.requirements:
        yield from _missing(f"requirement {requirement.slug!r}", "unit", [requirement.unit], known)
    for each in doctrine.absorptions:
        yield from _missing(f"absorption {each.slug!r}", "unit", [each.unit], known)
    for criterion in doctrine.criteria:
        yield from _in_criterion(criterion, known)
    yield from _in_events(doctrine, known)
    for crossing in doctrine.crosswalk:
        place = f"crosswalk {crossing.slug!r}"
        yield from _missing(place, "edition", [crossing.from_edition, crossing.to_edition], known)
        ends = [crossing.criterion, *([crossing.becomes] if crossing.becomes else [])]
        yield from _missing(place, "criterion", ends, known)


def _in_criterion(criterion: Criterion, known: Known) -> Iterable[str]:
    place = f"criterion {criterion.slug!r}"
    yield from _missing(place, "threat", [criterion.threat], known)
    yield from _missing(place, "aspect", [criterion.aspect], known)
    yield from _missing(place, "edition", criterion.editions, known)
    table, name = (*criterion.measure.split("."), "")[:2]
    if table in COUNTED:
        yield from _missing(place, COUNTED[table], [name], known)
    if criterion.partial_share is not None and not (criterion.yes_no or criterion.partial_note):
        yield f"{place}: nobody is named for `partial_share`; say whose it is in `partial_note`"


def _in_composition(composition: Composition, known: Known) -> Iterable[str]:
    place = f"composition {composition.unit!r} from {composition.starts}"
    yield from _missing(place, "unit", [composition.unit], known)
    for post in composition.posts:
        yield from _missing(place, "rank", post.ranks, known)
        yield from _missing(place, "skill", post.skills, known)
    kinds = [need.kind for need in composition.vehicles]
    yield from _missing(place, "vehicle_kind", kinds, known)


def _in_events(doctrine: Doctrine, known: Known) -> Iterable[str]:
    for base in doctrine.event_bases:
        place = f"event base {base.slug!r}"
        yield from _missing(place, "event_kind", [base.slug], known)
        units = [unit for band in base.bands for unit in band.units]
        yield from _missing(place, "unit", dict.fromkeys(units), known)
    for kind in doctrine.event_kinds:
        yield from _missing(f"event kind {kind.slug!r}", "event_base", [kind.slug], known)
    for rule in doctrine.event_rules:
        place = f"event rule {rule.slug!r}"
        yield from _missing(place, "event_factor", [rule.factor], known)
        yield from _missing(place, "event_kind", rule.kinds, known)
        units = [*rule.adds, *rule.times, *rule.at_least]
        yield from _missing(place, "unit", dict.fromkeys(units), known)


def _missing(place: str, table: str, used: Iterable[str], known: Known) -> Iterable[str]:
    for slug in used:
        if slug not in known.get(table, frozenset()):
            what = table.replace("_", " ")
            yield f"{place}: {what} {slug!r} is not defined; add a [[{table}]] or mend the name"
