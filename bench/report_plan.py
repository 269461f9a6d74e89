"""What was measured of the plan, as a part of docs/benchmarks.md."""

from collections.abc import Sequence
from statistics import median

from bench.bench_plan import GROWING, INSTANCES, SECONDS, TRIALS, PlanFigures, Row, Telephone
from bench.measure import spoken

TEXT = """
## The plan

The request is synthetic and seeded: 70 lines of demand at 4 priorities over the 43 forces (their
real places, great-circle travel), 8 kinds of unit, 4 notices, every force keeping a floor of a
quarter; {arcs:,} pairs of a step and a line it may serve. Two kinds or so are asked for beyond
what there is. Where a force's kinds want the same people is measured apart, below.

{rows}

- **Ours** starts from the request as columns, and is a plan with every certificate checked:
  unmet by priority, minutes late, the largest share of a donor (with the proof that the share
  below it leaves no plan), balance, people called in, travel. To read the request into columns,
  with the travel times, takes {reading} more, which is in no row. *The first level* is what is
  unmet, by priority, and late, as one cost.
- **OR-Tools** does the same levels: `SimpleMinCostFlow` for the first, `SimpleMaxFlow` for
  halving among the shares there can be, `SimpleMinCostFlow` again for the lower levels over the
  arcs that are left free. It tells no prices, so which arcs those are is worked out for it,
  untimed. It proves nothing beside. **HiGHS** solves linear programmes, each from the last
  basis, its reduced costs fixing arcs; *as written* has whole units, one level at a time, and
  a row to hold each. Both get our own network, whose kinds are apart.
- Each peer runs in a process of its own and times itself from columns in memory. Its flow is
  measured by our sums, and every level is held equal before a row is written.
- **One change** is a demand up or down by 1 to 3, a force's step down by as many, or a force
  barred from a demand; {trials} trials, each held equal to the plan made from nothing, and each
  fifth to OR-Tools' too.

{spreads}

### Growth with lines

![Time against lines of demand](img/growth-plan.svg)

{growth}

What forces offer stays the same; more lines ask for less each. Least of seven for plans made
from nothing, medians of 40 for plans made again, all of processor time.

### By telephone

Nearest-first by priority, on {instances} other instances of 70 lines, against the optimum:

- unmet is the same at every priority in {same} of {instances}, and worse at the first priority
  that differs in the other {worse}; the optimum is never worse there;
- minutes late are **{least:.1f} to {most:.1f} times** the optimum's, median {middle:.1f}; where
  unmet is the same, median {alike:.1f}.

### Where kinds share people

Every force's kinds want the same constables, of whom there are six tenths of what all its offers
together need. The flow that leaves this out is a certified bound after {bound}; a plan came after
{seconds}, with {limit:.0f} s allowed, {proved}.

{levels}

A level has no bound once one above it is not at its own.

### What of the plan is weaker than asked

- {misses}
- On a shared machine the clock counts waiting for a turn, which a job of a millisecond mostly
  escapes and a job of forty does not; so a plan made again looks better by the clock than it is.
  Processor time, beside it, leaves the waiting out. All of these run on one thread.
- A change that moves the best share makes the search for it begin again.
"""


def plan_section(plan: PlanFigures) -> str:
    """Return the section."""
    ratios = [each.late[0] / each.late[1] for each in plan.telephone]
    same = [each for each in plan.telephone if each.unmet[0] == each.unmet[1]]
    return TEXT.format(
        arcs=plan.arcs,
        reading=spoken(plan.reading),
        rows=_rows(plan.rows),
        trials=TRIALS,
        spreads=_spreads(plan),
        growth=_growth(plan),
        instances=INSTANCES,
        same=len(same),
        worse=len(plan.telephone) - len(same),
        least=min(ratios),
        most=max(ratios),
        middle=median(ratios),
        alike=_typical(same),
        bound=spoken(plan.shared.bound),
        seconds=spoken(plan.shared.seconds),
        limit=SECONDS,
        proved="proved" if plan.shared.proved else "not proved, and it says how far it may be off",
        levels=_levels(plan),
        misses=_misses(plan),
    )


def _typical(cases: Sequence[Telephone]) -> float:
    return median(each.late[0] / each.late[1] for each in cases) if cases else float("nan")


def _rows(measured: Sequence[Row]) -> str:
    rows = ["| job | ours | peer | theirs | ratio | by processor time | gate | reached |"]
    rows.append("|---|---:|---|---:|---:|---:|---:|---|")
    for row in measured:
        each = row.figure
        gate = f"{each.gate:.0f} ×" if each.gate else ""
        rows.append(
            f"| {each.job} | {spoken(each.ours)} | {each.peer} | {spoken(each.theirs)} "
            f"| {each.ratio:,.1f} × | {row.processor:,.1f} × | {gate} | {row.reached} |"
        )
    return "\n".join(rows)


def _spreads(plan: PlanFigures) -> str:
    rows = [
        "| made again after one change | median | 95 in 100 under | by processor time "
        "| asked | reached |"
    ]
    rows.append("|---|---:|---:|---:|---:|---|")
    for each in plan.spreads:
        asked = f"{spoken(each.goal[0])}, {spoken(each.goal[1])}" if each.goal else ""
        rows.append(
            f"| {each.what} | {spoken(each.middle)} | {spoken(each.most)} "
            f"| {', '.join(map(spoken, each.processor))} | {asked} | {each.reached} |"
        )
    return "\n".join(rows)


def _growth(plan: PlanFigures) -> str:
    rows = ["| lines | " + " | ".join(name for name, _ in GROWING.values()) + " |"]
    rows.append("|---:" * (1 + len(GROWING)) + "|")
    for lines, seconds in plan.sizes:
        rows.append(f"| {lines:,} | " + " | ".join(spoken(seconds[key]) for key in GROWING) + " |")
    return "\n".join(rows)


def _levels(plan: PlanFigures) -> str:
    rows = ["| level | value | bound |", "|---|---:|---:|"]
    for name, value, bound in plan.shared.levels:
        rows.append(f"| {name} | {value:,.6g} | {'' if bound is None else f'{bound:,.6g}'} |")
    return "\n".join(rows)


def _misses(plan: PlanFigures) -> str:
    """Return which gates were missed in this run, in words."""
    missed = [
        f"{each.job} against {each.peer} is {each.ratio:,.1f} times by the clock and "
        f"{row.processor:,.1f} by processor time, where {each.gate:.0f} is asked"
        for row in plan.rows
        if row.reached not in ("", "yes") and (each := row.figure)
    ]
    for each in plan.spreads:
        if each.reached == "no":
            missed.append(
                f"{each.what}, after one change, takes {spoken(each.middle)} at the median and "
                f"{spoken(each.most)} for 95 in 100, asked {spoken(each.goal[0])} and "
                f"{spoken(each.goal[1])}"
            )
    return "; ".join(missed) + "." if missed else "In this run every gate was reached."
