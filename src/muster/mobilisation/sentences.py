"""Why a plan is as it is, in sentences."""

from collections.abc import Sequence

from muster.doctrine import Doctrine
from muster.mobilisation.levels import BALANCE, CALLED, LATE, SHARE, TRAVEL
from muster.mobilisation.plans import Assignment, Level, Plan
from muster.mobilisation.reasons import Cure, DonorReason, ShortReason, Worth
from muster.policing import clock
from muster.strength import Need

BETTER = {
    LATE: ("{:,.0f} more minutes late in all", "{:,.0f} fewer minutes late in all"),
    SHARE: ("the most asked of any donor would rise", "the most asked of any donor would fall"),
    BALANCE: ("more would fall on forces that have given more", "less would fall on such forces"),
    CALLED: (
        "{:,.0f} more people called in from time off",
        "{:,.0f} fewer called in from time off",
    ),
    TRAVEL: ("{:,.0f} more minutes of travel in all", "{:,.0f} fewer minutes of travel in all"),
}
TIER_NAMES = {"own": "the force itself", "region": "its region", "nation": "the nation"}


def name_of(force: str, doctrine: Doctrine) -> str:
    """Return a force's name; that it is fictional is for the head of a page to say."""
    name = next((each.name for each in doctrine.forces if each.slug == force), force)
    return name.removesuffix(" (fictional)")


def unit_words(count: int, unit: str, doctrine: Doctrine) -> str:
    """Return a number of units in words."""
    kind = doctrine.unit(unit)
    initials = "".join(word[0] for word in kind.name.split()).lower()
    one, many = (kind.name, kind.plural) if initials != kind.slug else (initials.upper(),) * 2
    if initials == kind.slug:
        many += "s"
    elif not one[1:2].isupper():
        one = one[:1].lower() + one[1:]
    return f"{count:,} {one if count == 1 else many}"


def donor_words(reason: DonorReason, plan: Plan, doctrine: Doctrine) -> str:
    """Return why a force serves a demand: when it is there, and what is lost without it."""
    own = [a for a in plan.assignments if (a.demand, a.force) == (reason.demand, reason.force)]
    name, unit = name_of(reason.force, doctrine), own[0].unit
    sends = f"{name} sends {unit_words(reason.count, unit, doctrine)} to {reason.demand}"
    return f"{sends}: {_when(own)}. {_without(reason, name)}"


def _when(own: Sequence[Assignment]) -> str:
    first, last = min(a.arrive for a in own), max(a.arrive for a in own)
    said = (
        f"there at {_clock(first)}"
        if first == last
        else f"there from {_clock(first)} to {_clock(last)}"
    )
    late = max(each.late for each in own)
    if not late:
        return f"{said}, in time"
    most = "up to " if first != last else ""
    return f"{said}, {most}{late:,} {'minute' if late == 1 else 'minutes'} late"


def _clock(minute: int) -> str:
    return clock.instant_of(minute).strftime("%H:%M on %-d %B")


def _without(reason: DonorReason, name: str) -> str:
    if not reason.level:
        return f"Without {name} another would do as well in every way that is weighed."
    if reason.level in BETTER:
        said = BETTER[reason.level][0].format(reason.worse)
        return f"Without {name} there would be as many units, but {said}."
    more = f"{reason.worse:,.0f} more would be {reason.level}"
    return f"Without {name} {more}."


def short_words(reason: ShortReason, doctrine: Doctrine) -> str:
    """Return what a demand is short of, and each single thing that would cure it."""
    short = f"{reason.demand} is short of {unit_words(reason.count, reason.unit, doctrine)}."
    if not reason.cures:
        return f"{short} No single thing that was tried cures it."
    return " ".join((short, *(cure_words(cure, reason, doctrine) for cure in reason.cures)))


def cure_words(cure: Cure, reason: ShortReason, doctrine: Doctrine) -> str:
    """Return one thing that, relaxed, raises units a demand is short of."""
    cured = f"{cure.cured:,} of them"
    if cure.cured == reason.count:
        cured = "it" if cure.cured == 1 else "all of them"
    at, come = _where(cure.forces, "at", doctrine), _where(cure.forces, "from", doctrine)
    one = name_of(cure.forces[0][0], doctrine) if cure.forces else "a force"
    more = f", with {at} more" if at else ", earlier"
    return {
        "floor": f"Floors lower by {at} raise {cured}.",
        "cover": f"Without minimum cover {cured} can be raised{more}.",
        "distance": f"If it can wait {_hours(cure.minutes)}, {cured} can come: {come}.",
        "authority": f"Asking {TIER_NAMES.get(cure.tier, cure.tier)} raises {cured}: {come}.",
        "instruction": f"Without what is pinned and forbidden {cured} can be raised.",
        "people": f"With {_needs(cure.needs)}, {one} makes one more unit, which raises {cured}.",
    }[cure.binding]


def _where(forces: Sequence[tuple[str, int]], word: str, doctrine: Doctrine) -> str:
    said = [f"{count:,} {word} {name_of(force, doctrine)}" for force, count in forces]
    return " and ".join((", ".join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said)


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, clock.HOUR)
    return f"{hours} h {rest:02} min" if hours else f"{rest} minutes"


def _needs(needs: Sequence[Need]) -> str:
    said = [f"{need.count:,} more {_plural(need.post, need.count)}" for need in needs]
    return " and ".join(said) if said else "one more unit's people"


def _plural(post: str, count: int) -> str:
    return post.replace("_", " ") + ("s" if count != 1 else "")


def worth_words(worth: Worth, doctrine: Doctrine) -> str:
    """Return what one more unit at a force would have been worth."""
    one = f"One more {unit_words(1, worth.unit, doctrine)[2:]} at {name_of(worth.force, doctrine)}"
    if not worth.level:
        return f"{one} would have changed nothing that is weighed."
    if worth.level in BETTER:
        return f"{one} would have meant {BETTER[worth.level][1].format(worth.gain)}."
    return f"{one} would have raised {worth.gain:,.0f} that is {worth.level}."


def level_words(level: Level) -> str:
    """Return one level of the objective with its proof."""
    value = f"{level.value:.0%}" if level.level == SHARE else f"{level.value:,.0f}"
    if level.bound is None:
        return f"{level.level}: {value}"
    if level.proved:
        return f"{level.level}: {value}, and nothing less is possible"
    bound = f"{level.bound:.0%}" if level.level == SHARE else f"{level.bound:,.0f}"
    return f"{level.level}: {value}; what is possible lies between {bound} and that"
