"""What was measured of rehearsals, as docs/rehearsal-benchmarks.md."""

import os
import platform
from collections.abc import Sequence
from math import log
from statistics import median

from bench import bench_engines, bench_worth
from bench.bench_rehearsal import (
    DRAWS,
    OPTIMAL,
    PLAYED,
    YEAR_SECONDS,
    RehearsalFigures,
    draw,
)
from bench.bench_rehearsal import run as measure
from bench.bench_worth import Saving
from bench.measure import DOCS, Figure, say, spoken

PAGE, DRAWING = "rehearsal-benchmarks.md", "growth-rehearsal.svg"

TEXT = """# Benchmarks of rehearsals

Written by `python -m bench rehearsal --write`; every figure below comes from one run on
{machine}, Python {python}. Times are medians; where there is a peer, ours and the
peer's taken in turns, and answers held equal first. They move by half from run to run where the
machine is shared: **the ratios are what is held to**. The machine's load average was {before:.1f}
when the run began and {after:.1f} when it ended, the run itself included.

What is played is the shipped disorder of [August 2024](rehearsing.md), cut to 72 hours, by the
synthetic nation, the nearest sent first, except where something else is said.

## Against SimPy

{peers}

SimPy plays the [rules](rehearsal-model.md) as a program of its own, by the same draws; its supply
and travel times are worked out beforehand, as ours are. It found the same wanted, in time, late,
never sent, minutes late and minutes short in **{same} of {of}** replications, and is timed on
those. Ours are campaigns of {played:,}, tallies and digests among it: {speeds}.

**The optimal policy**, apart: {best:,.0f} replications a second of {optimal:,} on one thread, with
{plans:,.1f} plans made again in each, so at most {plan} a plan.

## Growth

![Time of a replication as incidents, and people, become more](img/{drawing})

{growth}

From {fewest:,.0f} to {most:,.0f} incidents, {times:,.0f} times as many, a replication takes
{longer:,.0f} times as long: as incidents to the power of {power:.2f}. {linear}
{few}
With {more:,.0f} times the people a replication takes {share:.2f} times as long: it goes with what
happens and not with officers, and where more can be sent less waits.

## One more unit at every force

A whole unit more at each of {forces} forces, {weighed:,} replications by the same draws with and
without it, on two threads: **{worth}**, asked {asked}. {again:,} were played of {could:,}: where a
force never ran out, one more there changes nothing, and the replication is not played again. The
widest half-width at 95 % is {hours:.3g} [unit-hours short](rehearsal-model.md#what-is-counted), and
{half:.3f} units in time. Unit-hours tell one more from nothing at {hours_told} of the {forces}
forces, units in time at {told}.

What the same draws save, in both measures, on the scenario that is played throughout this page and
on each shipped one as it stands:

{savings}

*Variance* is how many times that of the difference one unit more makes to the measure is as large
between streams apart as by the same draws: so many times as many replications they need for the
same interval. It is of the units that made any difference; the most is of those that seldom do.
*Scenarios* is how many scenarios streams apart would play for each of ours, until the widest of
their intervals is as wide as the widest of ours: a stream without, and one with each unit.
{gate}

Streams apart differ by twice the variance that the measure has anyway: where that is small, as that
of units in time is where everything is short, there is little to save. Unit-hours short vary by far
more from one future to the next, as units are wanted for longer or shorter, and that is common to
both. What is left by the same draws is whether one more unit comes to be used, and for how long.
Of units in time no control variate takes that away: units wanted, in time and late, incidents, and
when the first and the tenth came, all without one more, explain none of it in the middle and a
tenth at most, on August 2024 and on `triple`, where it was tried.

## Every hour of a year

{year} for the 43 forces, 8,760 hours and 5 notices with {draws} draws: {gathered} to gather
who could parade, once, and {judged} to judge every hour. Asked is {limit}: {reached}.

## Other engines

{engines}

{shards} shards of a campaign of a made-up kernel that keeps one processor busy, about a second
each; the ratio is the speed of threads that is kept. Digests are held equal first.
{ray}

## What of this is weaker than asked

{misses}
"""


NEAR_LINEAR = 1.1
ASKED_A_SECOND = 150_000  # replications, beside the ratios to a peer
LINEAR = "That is in proportion."
STEEPER = "That is more than in proportion: what waits is asked for again."
FEW = """Few incidents cost less each: most of a replication is drawing who is there, force by
force, and that is done only for hours in which somebody is asked."""
VARIES = "there what one unit more changes varies too much, beside what the measure varies anyway"
RAY = "Ray is a cluster of this machine alone."
NO_RAY = "Ray is measured where `--cluster HOST:PORT` gives the address of a cluster."


def run(address: str | None = None, *, write: bool = False) -> None:
    """Measure rehearsals, and write their page where that is asked."""
    began = os.getloadavg()[0]
    found = measure(say, address)
    if write:
        write_page(found, (began, os.getloadavg()[0]))


def write_page(found: RehearsalFigures, loads: tuple[float, float]) -> None:
    """Write the page and its drawing."""
    (DOCS / "img").mkdir(exist_ok=True)
    (DOCS / "img" / DRAWING).write_text(draw(found))
    (DOCS / PAGE).write_text(page(found, loads))


def page(found: RehearsalFigures, loads: tuple[float, float]) -> str:
    """Return the page."""
    (fewest, least), (most, longest) = found.events[0], found.events[-1]
    longer, times, worth = longest / least, most / fewest, found.worth
    power = log(longer) / log(times)
    return TEXT.format(
        machine=f"{platform.system()} {platform.machine()}, 2 shared cores",
        python=platform.python_version(),
        before=loads[0],
        after=loads[1],
        peers=_peers(found.rows),
        same=found.held[0],
        of=found.held[1],
        played=PLAYED,
        speeds=", ".join(f"{each:,.0f} a second on {name}" for name, each in found.speeds.items()),
        best=found.optimal[0],
        optimal=OPTIMAL,
        plans=found.optimal[1],
        plan=spoken(1 / found.optimal[0] / found.optimal[1]),
        drawing=DRAWING,
        growth=_growth(found),
        fewest=fewest,
        most=most,
        times=times,
        longer=longer,
        power=power,
        few=FEW,
        linear=LINEAR if power < NEAR_LINEAR else STEEPER,
        more=found.people[-1][0] / found.people[0][0],
        share=found.people[-1][1] / found.people[0][1],
        forces=worth.forces,
        weighed=worth.replications,
        worth=spoken(worth.seconds),
        asked=spoken(bench_worth.SECONDS),
        again=worth.played,
        could=worth.replications * (1 + worth.forces),
        half=worth.in_time.half,
        told=worth.in_time.forces,
        hours=worth.hours.half,
        hours_told=worth.hours.forces,
        savings=_savings(found.savings),
        gate=_gate(found.savings),
        year=spoken(sum(found.year)),
        draws=DRAWS,
        gathered=spoken(found.year[0]),
        judged=spoken(found.year[1]),
        limit=spoken(YEAR_SECONDS),
        reached="reached" if sum(found.year) < YEAR_SECONDS else "not reached",
        engines=_engines(found.engines),
        shards=bench_engines.SHARDS,
        ray=RAY if any("Ray" in each.job for each in found.engines) else NO_RAY,
        misses=_misses(found),
    )


def _table(head: str, ruled: str, rows: Sequence[str]) -> str:
    return "\n".join([head, ruled, *rows])


def _peers(figures: Sequence[Figure]) -> str:
    return _table(
        "| job | ours | peer | theirs | ratio | gate | reached |",
        "|---|---:|---|---:|---:|---:|---|",
        [
            f"| {each.job} | {spoken(each.ours)} | {each.peer} | {spoken(each.theirs)} "
            f"| {each.ratio:,.0f} × | {each.gate:.0f} × | {each.reached} |"
            for each in figures
        ],
    )


def _growth(found: RehearsalFigures) -> str:
    rows = [
        f"| {size:,.0f} incidents | {spoken(taken)} | {spoken(taken / size)} |"
        for size, taken in found.events
    ]
    rows += [f"| {size:,.0f} people | {spoken(taken)} | |" for size, taken in found.people]
    head = "| what there is | a replication | an incident |"
    return _table(head, "|---|---:|---:|", rows)


def _savings(savings: Sequence[Saving]) -> str:
    head = "| scenario | measure | replications | standard deviation | units tried "
    head += "| made a difference | variance, least | median | most | scenarios "
    head += f"| {bench_worth.GATE:,} × reached | took |"
    ruled = "|---|---" + "|---:" * 8 + "|---|---:|"
    return _table(head, ruled, [_saving(each) for each in savings])


def _saving(found: Saving) -> str:
    row = f"| {_scenario(found)} | {found.measure} | {found.replications} | {found.spread:,.4g} "
    row += f"| {found.things} | {len(found.ratios)} "
    if found.ratios:
        middle = median(found.ratios)
        row += f"| {found.ratios[0]:,.0f} × | {middle:,.0f} × | {found.ratios[-1]:,.0f} × "
        row += f"| {found.fewer:,.0f} × | {'yes' if found.reached else 'no'} "
    else:
        row += "| – | – | – | – | – "
    return f"{row}| {spoken(found.seconds)} |"


def _scenario(found: Saving) -> str:
    return found.scenario if found.scenario == bench_worth.OWN else f"`{found.scenario}`"


def _short(savings: Sequence[Saving]) -> list[Saving]:
    """Return the scenarios and measures on which the same draws save less than is asked."""
    return [each for each in savings if each.ratios and not each.reached]


def _gate(savings: Sequence[Saving]) -> str:
    """Return where as many scenarios are saved as is asked, the one played here before all."""
    said = [f"{bench_worth.GATE:,} × is asked."]
    for each in savings:
        if each.scenario == bench_worth.OWN and each.ratios:
            verdict = "reached" if each.reached else "not reached"
            said.append(f"On {each.scenario}, in {each.measure}, it is {verdict}.")
    shipped = [each for each in savings if each.scenario != bench_worth.OWN and each.ratios]
    for name in bench_worth.MEASURES:
        told = [each for each in shipped if each.measure == name]
        reached = sum(each.reached for each in told)
        said.append(f"Of shipped scenarios, in {name}, it is on {reached} of {len(told)}.")
    return " ".join(said)


def _engines(figures: Sequence[Figure]) -> str:
    return _table(
        "| job | time | threads | ratio | gate | reached |",
        "|---|---:|---:|---:|---:|---|",
        [
            f"| {each.job} | {spoken(each.ours)} | {spoken(each.theirs)} | {each.ratio:.1%} "
            f"| {each.gate:.0%} | {each.reached} |"
            for each in figures
        ],
    )


def _misses(found: RehearsalFigures) -> str:
    """Return what was asked and not reached in this run, in words."""
    missed = [
        f"{each.job} is {each.ratio:,.0f} times as fast as {each.peer}, asked {each.gate:.0f}"
        for each in found.rows
        if each.reached == "no"
    ]
    fastest = max(found.speeds.values())
    if fastest < ASKED_A_SECOND:
        missed.append(
            f"{fastest:,.0f} replications a second, asked about {ASKED_A_SECOND:,} besides the "
            "ratios: who is there is drawn by post, hour and notice, which is most of the work"
        )
    if found.worth.seconds > bench_worth.SECONDS:
        missed.append(
            f"a unit more at every force takes {spoken(found.worth.seconds)}, asked "
            f"{spoken(bench_worth.SECONDS)}"
        )
    missed += [
        f"on {_scenario(each)}, in {each.measure}, the same draws save {each.fewer:,.0f} times the "
        f"scenarios, asked {bench_worth.GATE:,}: {VARIES}"
        for each in _short(found.savings)
    ]
    missed += [
        f"{each.job} keep {each.ratio:.1%} of the speed of threads, asked {each.gate:.0%}"
        for each in found.engines
        if each.reached == "no"
    ]
    if sum(found.year) >= YEAR_SECONDS:
        missed.append(f"every hour of a year takes {spoken(sum(found.year))}")
    if not missed:
        return "In this run nothing was."
    return "\n".join(f"- {each}." for each in missed)
