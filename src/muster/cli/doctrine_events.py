"""`muster doctrine events`: the method by which events become units."""

from collections.abc import Iterator, Mapping
from datetime import date

from muster.cli import options
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
from muster.doctrine import Doctrine, EventRule, Source
from muster.exchange import doctrine_answer, source_cells
from muster.reporting import list_report

Row = dict[str, str]


def events(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The method by which events become units: kinds, bases, factors, rules, confidence."""
    known = doctrine_of(doctrine)
    rows = list(_rows(known))
    answer = doctrine_answer("events", [dict(row) for row in rows], known)
    show(list_report("How events become units", rows), answer, Output(json, None, markdown))


def _rows(known: Doctrine) -> Iterator[Row]:
    for kind in known.event_kinds:
        said = f"in place {kind.before_minutes} minutes before, until {kind.after_minutes} after; "
        said += f"commanded by {', '.join(kind.command)}"
        yield _row("kind", kind.slug, said, kind.starts, kind.source)
    for base in known.event_bases:
        said = "; ".join(f"from {each.attendance:,}: {_units(each.units)}" for each in base.bands)
        yield _row("base", base.slug, said, base.starts, base.source)
    for factor in known.event_factors:
        yield _row("factor", factor.slug, factor.asks, factor.starts, factor.source)
    for rule in known.event_rules:
        yield _row("rule", rule.slug, _rule(rule), rule.starts, rule.source)
    for grade in known.event_confidences:
        yield _row("confidence", grade.slug, f"weight {grade.weight:g}", grade.starts, grade.source)


def _row(what: str, slug: str, said: str, starts: date, source: Source) -> Row:
    return {
        "what": what,
        "name": slug,
        "says": said,
        "from": starts.isoformat(),
        **source_cells(source),
    }


def _rule(rule: EventRule) -> str:
    holds = f"{rule.factor}{' (or not known)' if rule.unknown_counts else ''}"
    holds += f" over {rule.over:g}" if rule.over else ""
    begun = f" for each {rule.each:g} begun" if rule.each else ""
    does = [
        f"adds {_units(rule.adds)}{begun}" if rule.adds else "",
        f"multiplies {_units(rule.times)}" if rule.times else "",
        f"at least {_units(rule.at_least)}" if rule.at_least else "",
    ]
    kinds = f" at {', '.join(rule.kinds)}" if rule.kinds else ""
    return f"{holds}{kinds}: {', '.join(filter(None, does))}; {rule.because}"


def _units(units: Mapping[str, float]) -> str:
    return " + ".join(f"{amount:g} {unit}" for unit, amount in units.items()) or "nothing"
