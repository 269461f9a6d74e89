"""What one more would be worth as a document: at which force, of what, and for how much."""

from collections.abc import Iterator, Sequence

from muster.doctrine import Doctrine
from muster.mobilisation import name_of, unit_words
from muster.rehearsal import Estimate, Worth, Worths, hide_worths
from muster.reporting.background import Background, remarks, warnings
from muster.reporting.campaign_basis import basis_blocks, names_besides, quiet
from muster.reporting.campaign_words import place_name
from muster.reporting.chance_charts import frontier_chart
from muster.reporting.chances import (
    CANNOT_TELL,
    gain_words,
    interval_words,
    points_range,
    share_words,
)
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Tone,
    table,
)
from muster.reporting.dots_charts import Dot, DotGroup, Scale, dots_chart
from muster.reporting.svg import round_top
from muster.reporting.words import counted, opened, post_name

MOST_SHOWN = 12
PER = 100  # gains are marked in hundredths of a unit-hour


def worths_report(worths: Worths, background: Background, *, named: bool) -> Document:
    """Return what one more is worth as a document; without `named`, forces have numbers."""
    told = worths
    if not named:
        told = hide_worths(worths, also=names_besides(background.doctrine))
        background = quiet(background, worths)
    doctrine = background.doctrine
    blocks = (
        *warnings(background),
        Paragraph(_answer(told, doctrine), "lead"),
        _figures(told),
        Heading("What one more is worth"),
        *_worths(told, doctrine),
        *_frontier(told, doctrine),
        *basis_blocks(told.scenario, [told.policy]),
        *remarks(background, *_played(told), *told.notes),
    )
    title = f"{told.scenario.name}: what one more is worth"
    return Document(title, blocks, background.synthetic, background.origins)


def _answer(worths: Worths, doctrine: Doctrine) -> str:
    """Return what is worth most, how many cannot be told, and how far the frontier reaches."""
    told = [each for each in worths.worths if not each.cannot_tell]
    gains = [each for each in told if each.helps]
    if not worths.worths:
        said = "Nothing was tried."
    elif not gains:
        said = "Of nothing that was tried can these replications tell that one more would help."
    else:
        best = max(gains, key=_rank)
        said = (
            f"One more {_what(best, doctrine)} at {name_of(best.force, doctrine)} is worth most: "
            f"{_gains(best)}."
        )
    unsure = len(worths.worths) - len(told)
    if unsure and gains:
        said += (
            f" Of {unsure:,} of the {len(worths.worths):,} tried, these replications cannot tell "
            "whether they help at all."
        )
    return f"{said}{_reach(worths)}"


def _gains(best: Worth) -> str:
    """Return what one more brings a replication, in each measure that can be told."""
    covered, in_time = best.hours_covered, best.in_time
    hours = f"{gain_words(covered)} unit-hours covered that would be short"
    units = f"{gain_words(in_time)} units in time"
    if covered.straddles:
        return f"{units} a replication; of unit-hours short they cannot tell"
    if in_time.straddles:
        return f"{hours}, a replication; of units in time they cannot tell"
    return f"{hours}, and {units}, a replication"


def _reach(worths: Worths) -> str:
    if len(worths.frontier) < 2:
        return ""
    first, last = worths.frontier[0], worths.frontier[-1]
    return (
        f" For a cost of {last.cost:,g} in all, the chance that the requirement is met goes from "
        f"{share_words(first.met.value)} to {share_words(last.met.value)} "
        f"({interval_words(last.met)})."
    )


def _figures(worths: Worths) -> Block:
    unsure = sum(each.cannot_tell for each in worths.worths)
    helps = sum(each.helps for each in worths.worths)
    return KeyFigures(
        (
            KeyFigure(f"{helps:,} of {len(worths.worths):,}", "would help, beyond noise"),
            KeyFigure(f"{unsure:,}", CANNOT_TELL),
            KeyFigure(f"{worths.replications:,}", "replications of each"),
            KeyFigure(f"{worths.played:,}", "replications played in all"),
        )
    )


def _what(each: Worth, doctrine: Doctrine) -> str:
    """Return one more of what: a whole unit, or a post or vehicle of it."""
    if each.what == "unit":
        return unit_words(1, each.unit, doctrine).partition(" ")[2]
    return post_name(each.what, doctrine)


def _worths(worths: Worths, doctrine: Doctrine) -> Iterator[Block]:
    if not worths.worths:
        yield Paragraph("Nothing was tried.")
        return
    ranked = sorted(worths.worths, key=_rank, reverse=True)
    shown = ranked[:MOST_SHOWN]
    title = "What one more takes off the unit-hours short"
    dots = [_dot(each, doctrine) for each in shown]
    rest = f" The first {len(shown):,} of {len(ranked):,}." * (len(ranked) > len(shown))
    described = (
        "Mean unit-hours short a replication without one more, less those with it, by the same "
        "draws: further to the right is better. Where the interval holds nought, noise wins."
        f"{rest}"
    )
    svg = dots_chart(title, described, [DotGroup("", dots)], _scale(dots), nought=0)
    rows = [_row(each, doctrine) for each in ranked]
    columns = (
        *("One more", "Helps?"),
        *("Unit-hours covered#", "Units in time#", "Chance, points#"),
    )
    yield Figure(title, described, svg, table(title, columns, rows))


def _rank(each: Worth) -> tuple[float, float]:
    return each.hours_covered.value, each.in_time.value


def _dot(each: Worth, doctrine: Doctrine) -> Dot:
    gain = each.hours_covered
    said = CANNOT_TELL if gain.straddles else gain_words(gain)
    name = f"{_what(each, doctrine)}, {place_name(each.force, doctrine)}"
    return Dot(opened(name), gain.low, gain.value, gain.high, said)


def _row(each: Worth, doctrine: Doctrine) -> Sequence[str | Cell]:
    return (
        opened(f"{_what(each, doctrine)}, {name_of(each.force, doctrine)}"),
        _verdict(each),
        gain_words(each.hours_covered),
        gain_words(each.in_time),
        points_range(each.met),
    )


def _verdict(each: Worth) -> Cell:
    """Return whether it helps; of each measure, where they say different things."""
    hours, in_time = _said(each.hours_covered), _said(each.in_time)
    tone: Tone = "good" if each.helps else "unknown" if each.cannot_tell else "short"
    if hours == in_time:
        return Cell({"no": "No: it hinders"}.get(hours, opened(hours)), tone)
    return Cell(f"In hours, {hours}; in time, {in_time}", tone)


def _said(gain: Estimate) -> str:
    if gain.straddles:
        return CANNOT_TELL
    return "yes" if gain.value > 0 else "no"


def _scale(dots: Sequence[Dot]) -> Scale:
    """Return a scale that holds every interval and nought, marked in round numbers."""
    high = max(0.0, *(dot.high for dot in dots))
    low = min(0.0, *(dot.low for dot in dots))
    _, step = round_top((high - low) * PER)
    first, last = int(low * PER // step), -int(-high * PER // step)
    marks = tuple(
        (at * step / PER, f"{at * step / PER:g}".replace("-", "−")) for at in range(first, last + 1)
    )
    return Scale(first * step / PER, last * step / PER, marks)


def _frontier(worths: Worths, doctrine: Doctrine) -> Iterator[Block]:
    if len(worths.frontier) < 2:
        return
    yield Heading("What money buys")
    title = "The chance that the requirement is met, against what it costs"
    steps = list(enumerate(worths.frontier))
    rows = [
        (
            f"{number:,}",
            f"{opened(post_name(each.what, doctrine))}, {name_of(each.force, doctrine)}"
            if each.what
            else "As it is",
            f"{each.cost:,g}",
            f"{share_words(each.met.value)} ({interval_words(each.met)})",
            f"{share_words(each.share.value)} ({interval_words(each.share)})",
        )
        for number, each in steps
    ]
    described = (
        f"{counted(len(steps), 'step')}, each adding what raises the chance most for its cost; "
        "each point is numbered, with its interval at 95%. Costs are the scenario's own."
    )
    svg = frontier_chart(
        title, described, [(each.cost, each.met) for _, each in steps], "cost of all that is added"
    )
    columns = ("Step", "Adds one more", "Cost so far#", "Met#", "Share in time#")
    yield Figure(title, described, svg, table(title, columns, rows))


def _played(worths: Worths) -> tuple[str, ...]:
    return (
        f"Under “{worths.policy.name}”, {counted(worths.replications, 'replication')} from seed "
        f"{worths.seed}, with and without each by the same draws.",
    )
