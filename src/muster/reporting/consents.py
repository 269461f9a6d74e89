"""Can I say yes? One screen for a chief officer who is asked for aid."""

from muster.mobilisation import Consent, Going, Remaining, unit_words
from muster.policing import clock
from muster.reporting.background import Background, instant_words, remarks
from muster.reporting.charts import Step, steps_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Signature,
    Table,
    table,
)
from muster.reporting.words import counted, force_name, joined

SIGNED = ("Authorised by (rank and name)", "Date and time", "Signature")


def consent_report(consent: Consent, at: int, background: Background, *, names: bool) -> Document:
    """Return what saying yes would mean as a document, with a line to sign."""
    name = force_name(consent.force, background.doctrine)
    title = f"Can {name} say yes?"
    if not consent.going:
        blocks: tuple[Block, ...] = (Paragraph(f"The plan asks nothing of {name}.", "lead"),)
        return Document(title, blocks, background.synthetic, background.origins)
    blocks = (
        Paragraph(_headline(consent, at, background), "lead"),
        _figures(consent),
        Heading("What is asked"),
        _going(consent, background),
        Heading("What remains over 72 hours"),
        *(_remaining(consent, unit, background) for unit in _units(consent)),
        *(_named(each, background) for each in consent.going if names),
        Heading("What it rests on"),
        *remarks(background, *_basis(consent, background)),
        Signature(SIGNED),
    )
    return Document(title, blocks, background.synthetic, background.origins)


def _units(consent: Consent) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.unit for each in consent.remaining))


def _headline(consent: Consent, at: int, background: Background) -> str:
    asked: dict[str, int] = {}
    for each in consent.going:
        unit = each.assignment.unit
        asked[unit] = asked.get(unit, 0) + each.assignment.count
    doctrine = background.doctrine
    what = joined(unit_words(count, unit, doctrine) for unit, count in asked.items())
    worst = min(consent.remaining, key=lambda each: (each.after, each.at))
    more = _more_gaps(consent)
    cover = (
        f"Minimum cover would be worse kept at {counted(more, 'of the times', 'of the times')} "
        "looked at."
        if more
        else "Minimum cover is no worse kept than without it."
    )
    left = unit_words(worst.after, worst.unit, doctrine)
    return (
        f"On {instant_words(at)} the plan asks for {what}. "
        f"At the leanest, on {_time(worst.at)}, {left} "
        f"could still be raised within the hour, where {worst.before:,} could without it. {cover}"
    )


def _more_gaps(consent: Consent) -> int:
    """Return at how many instants cover is worse kept than without the aid."""
    worse = {e.at for e in consent.remaining if len(e.gaps_after) > len(e.gaps)}
    return len(worse)


def _figures(consent: Consent) -> Block:
    people = sum(len(each.officers) for each in consent.going)
    return KeyFigures(
        (
            KeyFigure(f"{people:,}", "people would go"),
            KeyFigure(f"{consent.recalled:,}", "called in from time off"),
            KeyFigure(f"{consent.rest_days:,}", "rest days lost, and owed back"),
            KeyFigure(f"{consent.beyond:,}", "officer-hours beyond their own tours"),
        )
    )


def _time(minute: int) -> str:
    return clock.instant_of(minute).strftime("%a %-d %b %H:%M")


def _going(consent: Consent, background: Background) -> Table:
    rows = [
        (
            each.assignment.demand,
            unit_words(each.assignment.count, each.assignment.unit, background.doctrine),
            _time(each.assignment.depart),
            _time(each.back),
            len(each.officers),
            each.recalled,
            each.rest_days,
            each.hours,
        )
        for each in consent.going
    ]
    columns = ("Demand", "Units", "Leave", "Back", "People#", "Called in#", "Rest days#", "Hours#")
    return table("What is asked, and who it takes", columns, rows)


def _remaining(consent: Consent, unit: str, background: Background) -> Figure:
    own = [each for each in consent.remaining if each.unit == unit]
    kind = background.doctrine.unit(unit).plural
    title = f"What could be raised within the hour: {kind}"
    lowest = min(own, key=lambda each: each.after)
    described = (
        f"Over 72 hours, after minimum cover; the fewest are {lowest.after} at {_time(lowest.at)}, "
        f"against {lowest.before} without the aid."
    )
    steps = [Step(_hour(each), each.after, each.before) for each in own]
    svg = steps_chart(title, described, steps, f"{kind}: from with the aid up to without it")
    rows = [
        (
            _time(each.at),
            each.before,
            Cell(f"{each.after:,}", "short" if each.after < each.before else ""),
            len(each.gaps),
            Cell(
                f"{len(each.gaps_after):,}",
                "short" if len(each.gaps_after) > len(each.gaps) else "",
            ),
        )
        for each in own
    ]
    columns = ("At", "Without the aid#", "With it#", "Cover gaps without#", "Cover gaps with#")
    return Figure(title, described, svg, table(title, columns, rows))


def _hour(each: Remaining) -> str:
    return clock.instant_of(each.at).strftime("%a %H")


def _named(going: Going, background: Background) -> Table:
    what = unit_words(going.assignment.count, going.assignment.unit, background.doctrine)
    rows = [(name,) for name in (*going.officers, *going.vehicles)]
    return table(f"Who would go: {what} for {going.assignment.demand}", ("Number",), rows)


def _basis(consent: Consent, background: Background) -> tuple[str, ...]:
    paid = f"{consent.paid_hours:,.0f}"
    return (
        f"{consent.hours:,} officer-hours from leaving to being back; {paid} as paid, rest days "
        "at doctrine's premium (recalled). No rate is known: multiply by your own.",
        "Those who go are counted on for nothing else from the order until they are back; for "
        "minimum cover they count until the notice at which they leave.",
    )
