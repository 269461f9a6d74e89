"""The tables and the chart of a scored test."""

from collections.abc import Sequence

from muster.mobilisation import MOVED, STATES, EvidenceRow, MarkScore, NoNoticeResult, Standing
from muster.policing import Composition
from muster.reporting.background import Background
from muster.reporting.document import Cell, Figure, Table, Tone, table
from muster.reporting.minutes_chart import Line, minutes_chart
from muster.reporting.words import opened, post_name, unit_names, within_words
from muster.strength import KindCount

Bounds = tuple[int, int | None] | None
TONES: dict[Standing, Tone] = {
    Standing.ABOVE: "short",
    Standing.BELOW: "short",
    Standing.AGREES: "good",
}
MARK_COLUMNS = (
    "Mark",
    "Stated whole",
    "By posts said",
    "Acknowledged",
    "Arrived",
    "Deployed",
    "Records, assured",
    "Records, with recall",
    "Required",
    "Stands",
)
STATE_WORDS = {
    "on_duty": "on duty",
    "on_call": "on call",
    "recall": "recalled",
    "unexpected": "not expected by the records",
    "not_said": "how is not said",
}


def figure_words(bounds: Bounds) -> str:
    """Return bounds in as few words as are true; a dash where there are none."""
    if bounds is None:
        return "–"
    low, high = bounds
    if high is None:
        return f"at least {low:,}" if low else "not known"
    if low == high:
        return f"{low:,}"
    return f"at most {high:,}" if not low else f"{low:,} to {high:,}"


def pair_of(count: KindCount | None) -> Bounds:
    """Return the low and high of a count, None where there is none."""
    return (count.low, count.high) if count else None


def marks_table(result: NoNoticeResult, background: Background) -> Table:
    """Return the marks: what was stated, what came, what records allow, what is asked."""
    rows = [
        (
            opened(within_words(mark.minutes)),
            figure_words(mark.claimed),
            figure_words(pair_of(mark.said)),
            figure_words(pair_of(mark.acknowledged)),
            figure_words(pair_of(mark.arrived)),
            figure_words(pair_of(mark.deployed)),
            figure_words(pair_of(mark.assured)),
            figure_words(pair_of(mark.recorded)),
            ", ".join(f"{each.requirement or 0:g}" for each in mark.required) or "–",
            Cell(mark.standing.value, TONES.get(mark.standing, "unknown")),
        )
        for mark in result.marks
    ]
    _, many = unit_names(background.doctrine.unit(result.test.unit))
    kept = [at for at in range(len(MARK_COLUMNS)) if any(row[at] != "–" for row in rows)]
    return table(
        f"Whole {many}: stated as such, then made by the posts and vehicles answered for, "
        "against what records allow",
        [MARK_COLUMNS[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
    )


def curve_figure(result: NoNoticeResult, background: Background) -> Figure:
    """Return whole units by the minute, drawn and as a table."""
    _, many = unit_names(background.doctrine.unit(result.test.unit))
    title = f"Whole {many} by the minute"
    lines = [
        Line("records allow", "line", [(p.minutes, *p.recorded) for p in result.curve], shade=True)
    ]
    for name, class_, picked in (
        ("stated", "stated", [(p.minutes, p.stated) for p in result.curve]),
        ("arrived", "arrived", [(p.minutes, p.arrived) for p in result.curve]),
    ):
        steps = [(minute, *bounds) for minute, bounds in picked if bounds]
        until = result.test.ended if name == "arrived" else None
        lines += [Line(name, class_, steps, until=until)] if steps else []
    said = "; ".join(
        f"{within_words(p.minutes)} records allow {figure_words(p.recorded)}, "
        f"stated {figure_words(p.stated)}, arrived {figure_words(p.arrived)}"
        for p in result.curve
        if p.minutes in {mark.minutes for mark in result.marks}
    )
    description = f"{opened(said)}. Each line keeps its value until the next minute shown."
    rows = [
        (
            p.minutes,
            figure_words(p.recorded),
            figure_words(p.stated),
            figure_words(p.arrived),
        )
        for p in result.curve
    ]
    numbers = table(title, ("Minute#", "Records allow", "Stated", "Arrived"), rows)
    marks = [mark.minutes for mark in result.marks]
    drawn = minutes_chart(title, description, lines, marks=marks, unit=f"whole {many}")
    return Figure(title, description, drawn, numbers)


def posts_table(result: NoNoticeResult, unit: Composition, background: Background) -> Table:
    """Return, at each mark, what was answered for each post beside what records hold."""
    takes = [(post.slug, post.count) for post in unit.posts]
    takes += [(need.kind, need.count) for need in unit.vehicles]
    rows = [
        (
            opened(within_words(mark.minutes)),
            opened(post_name(slug, background.doctrine)),
            each,
            "–" if result.test.units is None else f"{each * result.test.units:,}",
            _answered(mark, slug, moved=result.level in MOVED),
            _known(mark.recorded, slug),
        )
        for mark in result.marks
        for slug, each in takes
    ]
    return table(
        "What was answered for, at most, beside the people and vehicles that records hold",
        ("Mark", "Post", "One takes#", "As asked#", "Answered#", "Records#"),
        rows,
    )


def _answered(mark: MarkScore, slug: str, *, moved: bool) -> Cell:
    if mark.standing is Standing.NOT_REACHED:
        return Cell("–")
    count = mark.arrived or mark.deployed if moved else mark.said or mark.acknowledged
    return _known(count, slug)


def _known(count: KindCount | None, slug: str) -> Cell:
    held = count.available.get(slug) if count else None
    return Cell("not known", "unknown") if held is None else Cell(f"{held:,}")


def outcomes_table(result: NoNoticeResult, background: Background) -> Table:
    """Return who was called and who came, by post and by how they were to come."""
    order = (*STATES, "unexpected", "not_said")
    groups: dict[tuple[str, str], list[int]] = {}
    for each in result.outcomes:
        row = groups.setdefault((each.post, each.state), [0, 0, 0])
        row[0] += each.count
        row[1] += each.count if each.arrived is not None else 0
        row[2] += each.count if each.absent else 0
    rows: list[tuple[str | int, ...]] = [
        (
            opened(post_name(post, background.doctrine)),
            STATE_WORDS[state],
            *counts,
            f"{counts[1] / counts[0]:.0%}",
        )
        for (post, state), counts in sorted(
            groups.items(), key=lambda pair: (pair[0][0], order.index(pair[0][1]))
        )
    ]
    columns = ("Post", "How", "Called#", "Came#", "Found away#", "Turnout#")
    return table("People called by post and by how they were to come", columns, rows)


def evidence_table(evidence: Sequence[EvidenceRow]) -> Table:
    """Return what the test is evidence of."""
    rows = [(each.criterion, each.level, each.value, each.statement) for each in evidence]
    return table(
        "Rows for the evidence table of the force's return (--evidence writes them)",
        ("Criterion", "Level", "Figure", "Statement"),
        rows,
    )
