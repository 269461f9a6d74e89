"""The count for one force as a document."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from muster.policing import Composition, clock
from muster.reporting.background import (
    Background,
    figures_used,
    instant_words,
    remarks,
    warnings,
)
from muster.reporting.charts import Step, bars_chart, steps_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
    table,
)
from muster.reporting.words import (
    bounds_words,
    duration_words,
    force_name,
    headline,
    joined,
    needs_words,
    opened,
    post_name,
    unit_names,
    within_words,
)
from muster.strength import KindCount, Options, UnitCount

REASON_WORDS = {
    "not_employed": "Not in service on the day",
    "restricted": "On restricted duties",
    "abstracted": "Away: leave, sickness, course, court or aid",
    "deployed": "Deployed already",
    "unrostered": "Unrostered: no pattern or duty is known for then",
    "other_duty": "On a duty that cannot be called off",
    "tour_ending": "On duty, but the tour ends too soon",
    "resting": "Minimum rest not complete",
    "not_recallable": "Off duty and not recallable",
    "too_far": "Off duty and too far away",
    "untrained": "No rank and ticket for any post",
    "lapsed": "A ticket has lapsed",
    "not_assured": "Might come if recalled: not assured",
}


def strength_report(count: UnitCount, background: Background) -> Document:
    """Return the whole answer: the headline, who could serve, the curve, and where it rests."""
    doctrine = background.doctrine
    force = force_name(count.force, doctrine)
    on = clock.instant_of(count.at).date()
    compositions = [doctrine.composition(kind.unit, on) for kind in count.kinds]
    blocks: list[Block] = [
        Paragraph(headline(force, kind, doctrine, count.options), "lead") for kind in count.kinds
    ]
    blocks += [
        Paragraph(f"Counted for {instant_words(count.at)}.", "note"),
        *warnings(background),
        KeyFigures(tuple(_key(kind, background) for kind in count.kinds)),
    ]
    for kind, composition in zip(count.kinds, compositions, strict=True):
        blocks += _kind(count, kind, composition, background)
    if count.joint:
        blocks += _joint(count, background)
    notes = remarks(background, *_dips(count, background), *count.notes)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    people = any(kind.by_post for kind in count.kinds)
    blocks.append(figures_used(compositions, background, people=people))
    title = f"{force}: whole units {within_words(count.within)}"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def unit_tone(kind: KindCount) -> Tone:
    """Return the tone of a number of units: none, bounded, or known."""
    if kind.high == 0:
        return "none"
    return "" if kind.low == kind.high else "unknown"


def _key(kind: KindCount, background: Background) -> KeyFigure:
    one, many = unit_names(background.doctrine.unit(kind.unit))
    noun = one if kind.high == 1 else many
    return KeyFigure(
        opened(bounds_words(kind)), f"whole {noun} {within_words(kind.within)}", unit_tone(kind)
    )


def _kind(
    count: UnitCount, kind: KindCount, composition: Composition, background: Background
) -> list[Block]:
    _, many = unit_names(background.doctrine.unit(kind.unit))
    blocks: list[Block] = [
        Heading(opened(many)),
        posts_table(kind, composition, background, count.options),
    ]
    if kind.by_post:
        blocks.append(firmness_table(kind, background))
    blocks.append(curve_figure(count, kind.unit, background))
    if kind.unavailable:
        blocks.append(reasons_figure(kind.unavailable, many))
    return blocks


def posts_table(
    kind: KindCount, composition: Composition, background: Background, options: Options
) -> Table:
    """Return what one unit takes beside who could serve; the limiting rows say so.

    Who could serve is counted across the force and before cover, so for how many units that
    would be enough is not said of a question narrower than that.
    """
    narrower = [
        said
        for asked, said in (
            (options.by_base, "across the whole force"),
            (options.releasable, "before minimum cover is kept"),
        )
        if asked
    ]
    one, _ = unit_names(background.doctrine.unit(kind.unit))
    wanted = [(post.slug, post.count) for post in composition.posts]
    wanted += [(need.kind, need.count) for need in composition.vehicles]
    rows: list[tuple[str | int | Cell, ...]] = [
        (
            opened(post_name(slug, background.doctrine)),
            takes,
            *_served(kind, slug, takes)[: 1 if narrower else 2],
            _stop(kind, slug),
        )
        for slug, takes in wanted
    ]
    counted = f" ({joined(narrower)})" if narrower else ""
    return table(
        f"What one {one} takes, and who could serve{counted}; "
        "one person may be counted for several posts",
        ("Post", "One takes#", "Could serve#", *([] if narrower else ["Enough for#"]), "Next unit"),
        rows,
    )


def firmness_table(kind: KindCount, background: Background) -> Table:
    """Return who could serve by how firm they are, and how many would come."""
    rows = [
        (
            opened(post_name(post.post, background.doctrine)),
            post.on_duty,
            post.on_call,
            post.recall,
            Cell(f"{post.expected:,.1f}"),
        )
        for post in kind.by_post
    ]
    return table(
        "How firm that is: on duty and on call are assured, recall might come",
        ("Post", "On duty#", "On call#", "Recall#", "Expected to come#"),
        rows,
    )


def _served(kind: KindCount, slug: str, takes: int) -> tuple[Cell, Cell]:
    serving = kind.available.get(slug)
    if serving is None:
        return Cell("not known", "unknown"), Cell("not known", "unknown")
    most = "" if kind.by_post else "up to "
    enough = Cell(f"{most}{serving // takes:,}", "none" if serving < takes else "")
    return Cell(f"{most}{serving:,}"), enough


def _stop(kind: KindCount, slug: str) -> Cell:
    needed = {need.post: need.count for need in kind.next_unit_needs}
    return Cell(f"needs {needed[slug]:,} more", "short") if slug in needed else Cell("")


def curve_figure(count: UnitCount, unit: str, background: Background) -> Figure:
    """Return whole units of one kind by notice, drawn and as a table."""
    points = [next(kind for kind in row if kind.unit == unit) for row in count.curve]
    _, many = unit_names(background.doctrine.unit(unit))
    title = f"Whole {many} by notice"
    said = "; ".join(f"{within_words(point.within)} {bounds_words(point)}" for point in points)
    description = f"{opened(said)}. Notices are evenly spaced, whatever their length."
    steps = [Step(_short(point.within), point.low, point.high) for point in points]
    rows = [
        (
            opened(within_words(point.within)),
            Cell(bounds_words(point), unit_tone(point)),
            needs_words(point.next_unit_needs, background.doctrine) or "nothing stated limits it",
        )
        for point in points
    ]
    numbers = table(title, ("Notice", f"Whole {many}", "The next one needs"), rows)
    return Figure(title, description, steps_chart(title, description, steps, many), numbers)


def _dips(count: UnitCount, background: Background) -> list[str]:
    """Return why fewer of a kind can be had at a longer notice, where that is so."""
    said = []
    for kinds in zip(*count.curve, strict=True):
        fewer = first_fall(kinds)
        if fewer:
            _, many = unit_names(background.doctrine.unit(fewer[0].unit))
            shorter, longer = (within_words(kind.within) for kind in fewer)
            said.append(
                f"Fewer {many} {longer} than {shorter}: each notice asks who could be on parade "
                "at its end, and by then tours have ended, rest is owed or leave has begun."
            )
    return said


def first_fall(kinds: Sequence[KindCount]) -> tuple[KindCount, KindCount] | None:
    """Return the first two notices of a kind of which the longer gives fewer; None for none."""
    return next((pair for pair in pairwise(kinds) if _falls(*pair)), None)


def _falls(shorter: KindCount, longer: KindCount) -> bool:
    """Say whether people who can be had at a shorter notice cannot at a longer one."""
    if shorter.high is None or longer.high is None or not shorter.by_post:
        return False
    return longer.high < shorter.high


def _short(minutes: int) -> str:
    return "at once" if minutes == 0 else duration_words(minutes)


def reasons_figure(reasons: Mapping[str, int], many: str) -> Figure:
    """Return why officers fill no post of a unit, drawn and as a table, the most first."""
    title = f"Officers who fill no post in {many}, and why"
    bars = sorted(
        ((REASON_WORDS.get(reason, reason), count) for reason, count in reasons.items()),
        key=lambda bar: -bar[1],
    )
    said = "; ".join(f"{name} {count:,}" for name, count in bars)
    numbers = table(title, ("Why", "Officers#"), bars)
    return Figure(title, said, bars_chart(title, said, bars), numbers)


def _joint(count: UnitCount, background: Background) -> list[Block]:
    names = [unit_names(background.doctrine.unit(kind.unit))[1] for kind in count.kinds]
    rows = [tuple(point[kind.unit] for kind in count.kinds) for point in count.joint]
    said = (
        "The kinds draw on the same people. Each row can be had whole; "
        "no number in it can grow unless another shrinks."
    )
    shown = table("Best mixes", [f"{opened(name)}#" for name in names], rows)
    return [Heading("Together"), Paragraph(said), shown]
