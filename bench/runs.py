"""The runs that need every peer, and the whole."""

import os

from bench import bench_plan, growth, jobs, report, report_rehearsal, shell
from bench.data import nation
from bench.measure import DOCS, Figure, say, spoken


def run_jobs() -> tuple[list[Figure], float]:
    """Measure the jobs and print each as it comes."""
    index, frames, build = jobs.build()
    say(f"index built in {spoken(build)}")
    figures = []
    for found in (
        jobs.instant_and_year(index, frames, build),
        jobs.expiry(index, frames),
        jobs.units(index),
    ):
        for figure in found:
            say(
                f"{figure.job}: {spoken(figure.ours)}, {figure.peer} {spoken(figure.theirs)}, "
                f"{figure.ratio:.0f} x {figure.gate or ''} {figure.reached}"
            )
            figures.append(figure)
    return figures, build


def run_growth() -> list[growth.Size]:
    """Measure each size of nation."""
    sizes = []
    for officers in growth.SIZES:
        nation.cache_clear()
        sizes.append(growth.measure(officers))
        say(f"{sizes[-1]}")
    nation.cache_clear()
    return sizes


def run_plan() -> bench_plan.PlanFigures:
    """Measure the plan."""
    return bench_plan.run(say)


def run_shell() -> list[tuple[str, str, str, str]]:
    """Measure what is felt at the terminal."""
    rows = [
        ("`import muster`", shell.import_seconds(), 0.15),
        ("`muster strength` on one packed force of 7,000, warm", shell.strength_seconds(), 1.5),
    ]
    names = {
        "csv": "30,000 officers as CSVs, read and checked",
        "workbook": "30,000 officers as a workbook, read and checked",
        "packed": "43 packed returns, 127,000 officers, first read",
        "packed again": "43 packed returns, read again",
        "west-midlands.muster --json": "`muster assess` on one packed force of 7,000, warm",
        "west-midlands.muster --html": "the same as a page, with the curve and the coming year",
        "west-midlands-2013 --json": "`muster assess west-midlands-2013`, warm",
        "west-midlands-2013 --html": "the same as a page",
        "nation, read and assessed": "the nation's matrix from 43 packed returns",
        "100,000 events in order": "a call-out of 100,000 events folded, in order",
        "100,000 events in no order": "the same events in no order",
        "overdue among them": "what of them is overdue, 10 hours in",
    }
    benches = ("bench_intake.py", "bench_matrix.py", "bench_callout.py")
    measured = [found for bench in benches for found in shell.figures_of(bench)]
    for found in measured:
        what, seconds, goal = found["what"], float(found["seconds"]), float(found["goal"])
        peak = f" (at most {found['peak_mb']} MB)" if what == "workbook" else ""
        rows.append((names.get(str(what), str(what)) + peak, seconds, goal))
    said = [
        (what, spoken(seconds), spoken(gate), "yes" if seconds < gate else "no")
        for what, seconds, gate in rows
    ]
    for row in said:
        say(" | ".join(row))
    return said


def run_everything(address: str | None) -> None:
    """Run everything, and write it up."""
    began = os.getloadavg()[0]
    felt = run_shell()  # first: a child's peak of memory would start from its parent's
    plan = run_plan()
    figures, build = run_jobs()
    tickets = sum(len(roster.tickets.officer) for roster in nation())
    sizes = run_growth()
    (DOCS / "img").mkdir(exist_ok=True)
    (DOCS / "img" / "growth.svg").write_text(growth.draw(sizes))
    (DOCS / "img" / "growth-plan.svg").write_text(bench_plan.draw(plan.sizes))
    report.write(figures, sizes, build, tickets, felt, plan, (began, os.getloadavg()[0]))
    report_rehearsal.run(address, write=True)
