"""One replication told: what was wanted, what came under the policy, and what hindsight sends."""

import csv
import io
from collections.abc import Iterator

from muster.mobilisation import Plan
from muster.policing import clock
from muster.rehearsal import Story, WantTold
from muster.reporting.background import Background, instant_words
from muster.reporting.document import Block, Heading, Paragraph, Table, table
from muster.reporting.words import counted, force_name

COLUMNS = ("id", "unit", "count", "lat", "lon", "needed_by", "duration_hours", "priority", "host",
           "operation", "rendezvous")  # fmt: skip


def story_blocks(story: Story, plan: Plan, background: Background) -> tuple[Block, ...]:
    """Return what happened in a replication, want by want, beside what hindsight would send."""
    starts = story.request.at - _first(story)
    activated = "The nation was never activated."
    if story.activated is not None:
        activated = f"The nation was activated at {instant_words(starts + story.activated)}."
    came = _arrived(story)
    in_time, late, never = (sum(row[place] for row in came.values()) for place in range(3))
    sent = sum(each.count for each in plan.assignments if not each.late)
    after = sum(each.count for each in plan.assignments if each.late)
    short = sum(each.count for each in plan.short)
    return (
        Heading(f"Replication {story.replication:,} under the policy {story.policy.name}"),
        Paragraph(
            f"{counted(in_time, 'unit')} in time, {late:,} late and {never:,} never. {activated} "
            f"As one plan, with hindsight: {sent:,} in time, {after:,} late and {short:,} never.",
            "lead",
        ),
        Paragraph(
            "The plan knows every demand from the first on, and sends each unit once; in the "
            "replication units that had rested went again, so that it may bring more."
        ),
        _wants(story, plan, came, starts, background),
    )


def _first(story: Story) -> int:
    """Return the minute of the scenario at which the request is made."""
    demands = {demand.slug: demand for demand in story.request.demands}
    for want in story.wants:
        slug = f"{want.source}-{want.number + 1}"
        if slug in demands:
            return story.request.at - (demands[slug].needed_by - want.needed)
    return 0


def _arrived(story: Story) -> dict[int, tuple[int, int, int]]:
    """Return units in time, late and never, by want that was real."""
    found = {}
    for want in story.wants:
        if want.real:
            own = [each for each in story.sent if each.want == want.number]
            late = sum(each.count for each in own if each.arrives > want.needed)
            found[want.number] = (sum(e.count for e in own) - late, late, want.short)
    return found


def _wants(
    story: Story,
    plan: Plan,
    came: dict[int, tuple[int, int, int]],
    starts: int,
    background: Background,
) -> Table:
    rows = []
    for want in sorted(story.wants, key=lambda each: (each.needed, each.number)):
        if want.real:
            in_time, late, never = came[want.number]
            own = [e for e in plan.assignments if e.demand == f"{want.source}-{want.number + 1}"]
            then = sum(each.count for each in own if not each.late)
            rows.append(
                (
                    instant_words(starts + want.needed), _where(want, background), want.count,
                    in_time, late, never, then,
                )
            )  # fmt: skip
    heads = ("Needed", "Place", "Units#", "In time#", "Late#", "Never#", "In time, one plan#")
    return table("What was wanted, and what came", heads, rows)


def _where(want: WantTold, background: Background) -> str:
    host = force_name(want.spot.host, background.doctrine)
    return host if host == want.spot.name else f"{want.spot.name} ({host})"


def story_demands_csv(story: Story) -> str:
    """Return the demands of a replication as `muster plan` reads them."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(story))
    return written.getvalue()


def _rows(story: Story) -> Iterator[tuple[str | int | float, ...]]:
    for demand in story.request.demands:
        yield (
            demand.slug, demand.unit, demand.count, demand.place.lat, demand.place.lon,
            clock.describe_instant(demand.needed_by), round(demand.minutes / clock.HOUR, 2),
            demand.priority, demand.host, demand.operation, demand.rendezvous,
        )  # fmt: skip
