"""Write what was measured as docs/benchmarks.md."""

import platform
from collections.abc import Sequence

from bench.bench_plan import PlanFigures
from bench.data import NATION, SKILLS
from bench.growth import LINES, Size
from bench.measure import DOCS, Figure, spoken
from bench.report_plan import plan_section

HEAD = """# Benchmarks

Written by `python -m bench` (extra `bench`); every figure below comes from one run on
{machine}, Python {python}. Times are medians, ours and a peer's
taken in turns; they move by half from run to run where the machine is shared, and growth and
the shell, which have no peer, are the least of a few for that reason. **The ratios are what is
held to**, each against a named peer that did the same work in the same run and gave the same
answer, which is asserted before anything is timed. The machine's load average was {before:.1f}
when the run began and {after:.1f} when it ended, the run itself included; under a load of 5 the
year has taken up to five times as long, its peers up to three times, and one force from the
shell 1.6 s. [Rehearsals](rehearsal-benchmarks.md) and [the web](web-benchmarks.md) have pages
of their own.

The nation measured is synthetic: {officers:,} officers in 43 forces, their patterns, duties,
leave and {tickets:,} tickets over {skills} skills (the 20 that doctrine ships and 44 local ones,
so that the index is full). Notice is 60 minutes.

"""

METHOD = """
## What is measured, and against what

- **Our side** starts from an index (`index_nation`), which took **{build}** to build from the
  rosters. The functions are the package's own: `forecast` asks for every hour and for
  tickets by day through them. An instant, and units of all forces, are `count_at` and
  `count_units` of the index; the national table of `muster strength` does not use them yet, but
  counts force by force with every reason. Peers have no such index: what it costs to build is
  in no row above. An instant is asked an hour further on each time, so the planes move.
- **The peers** start from columns in memory, and much that can be worked out ahead is worked out
  for them, untimed: the tours of every class of officer over the year in UTC (with the clock
  changes), the local days each duty replaces, tickets in order. pandas and Polars collapse
  officers into classes as we do; Polars runs lazily on all its threads. NumPy is the same
  algorithm by hand on whole columns.
- **The year** is every hour of 365 days: {cells:,} counts. Peers answer one hour at a time; they
  were measured on hours spread evenly over the year and scaled up.
- **365 days of tickets** counts, for each day, force and skill, the officers in date while
  employed, tickets that overlap counted once, and (ours only) those whose last day it is.
- **PSUs** is people and carriers both, for those present, from the skills and rank of each.
  Ours answers by Hall's theorem on the bit-planes. HiGHS is given its model as arrays. *By
  signature* is the best integer programme we know (people who fit the same posts are one
  flow); *person by person* has a binary for each person and post, as it would first be
  written. The largest force is indexed by itself for its row.

## How it works

Officers are seated force by force, each force from a fresh 64-bit word, and within a force by
pattern, day of the pattern, and how they can be recalled, so that those who do the same sit
together. A skill in date, or being away, is one bit an officer; what a class does is one code,
and is written over its run of seats. Everything that changes (a tour starts or ends, rest is
complete, leave begins, a ticket lapses, someone joins) is worked out once, for one notice, as a
moment; moments are cut into hours. An instant applies the moments in between and counts bits,
word by word. The year is kept as running differences: an officer who changes moves one count
for each skill, and a class that turns moves a row of counts at once. The 365 days of tickets
are the gains and losses alone, added up.

## Growth

![Time against number of officers](img/growth.svg)

{growth}

Between the smallest and the largest the number of officers grows {times:.0f} times. An instant
and the PSUs go with the words of 64 officers, not with officers times skills times states; among
the smallest a fixed cost shows, since 43 forces and their classes are walked whatever their
size. The year goes with the moments of change, not with officers times hours: each hour costs
what changed in it, beside a fixed share for writing {cells:,} counts. Building the index goes
with rows read and moments found. From {before:,} to {last:,} officers the year takes
{year:.1f} times as long and the index {index:.1f} times; what exceeds 2 there has not been looked
into, and the machine was shared.

## What is weaker than it looks

- The figures rest on classes: officers on the same day of the same pattern share their moments.
  In a nation where everyone has a cycle of their own nothing is shared: the answers are the
  same, but every officer has some {each_class:.0f} moments of tours a year where now each class
  has, and time and memory of the year and of the index grow with them. It was not measured.
- Against the best integer programme for a single force the margin is the narrowest: people who
  fit the same posts being one flow, the model has a few dozen columns and HiGHS is done in about
  half a millisecond, where our own time is mostly the calls of Python. An earlier way of counting
  one force was at 6 times; two runs since have been at 43 and 53.
- Of the other jobs the narrowest gate is 365 days of tickets against Polars, at 114, 91, 86, 68
  and 51 times in five runs under loads from 1 to 5. Under a load of 5 one force from the shell has
  taken 1.55 s against 1.5 s.
- A jump of months applies the moments of those months, some tens of milliseconds; the figure
  for an instant is for a neighbouring hour. The index answers for the notice it was built for.
- The first run after installation compiles, some twenty seconds when it was tried; then it is kept
  on disk.
"""


def write(
    figures: Sequence[Figure],
    sizes: Sequence[Size],
    build: float,
    tickets: int,
    shell: Sequence[tuple[str, str, str, str]],
    plan: PlanFigures,
    loads: tuple[float, float],
) -> None:
    """Write the page."""
    machine = f"{platform.system()} {platform.machine()}, 2 shared cores"
    text = HEAD.format(
        machine=machine,
        python=platform.python_version(),
        officers=NATION,
        tickets=tickets,
        skills=SKILLS,
        before=loads[0],
        after=loads[1],
    )
    text += "| job | ours | peer | theirs | ratio | gate | reached |\n"
    text += "|---|---:|---|---:|---:|---:|---|\n"
    for figure in figures:
        gate = f"{figure.gate:.0f} ×" if figure.gate else ""
        text += (
            f"| {figure.job} | {spoken(figure.ours)} | {figure.peer} | {spoken(figure.theirs)} "
            f"| {figure.ratio:,.0f} × | {gate} | {figure.reached} |\n"
        )
    text += "\n## From the shell\n\n| what | measured | gate | reached |\n|---|---:|---:|---|\n"
    text += "".join(f"| {what} | {took} | {gate} | {met} |\n" for what, took, gate, met in shell)
    middle = min(sizes, key=lambda size: abs(size.officers - NATION))
    text += METHOD.format(
        build=spoken(build),
        cells=8760 * 43 * SKILLS * 4,
        growth=_growth_table(sizes),
        times=sizes[-1].officers / sizes[0].officers,
        each_class=middle.each_class,
        before=sizes[-2].officers,
        last=sizes[-1].officers,
        year=sizes[-1].seconds["year"] / sizes[-2].seconds["year"],
        index=sizes[-1].seconds["index"] / sizes[-2].seconds["index"],
    )
    text += plan_section(plan)
    (DOCS / "benchmarks.md").write_text(text)


def _growth_table(sizes: Sequence[Size]) -> str:
    head = "| officers | moments of change | " + " | ".join(name for name, _ in LINES.values())
    rows = [head + " |", "|---:" * (2 + len(LINES)) + "|"]
    for size in sizes:
        times = " | ".join(spoken(size.seconds[key]) for key in LINES)
        rows.append(f"| {size.officers:,} | {size.changes:,} | {times} |")
    return "\n".join(rows)
