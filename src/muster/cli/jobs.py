"""`muster jobs`: the work a server has to do, who does it, and what was given up."""

from typing import Annotated

import typer

import muster.web as web
from muster.cli import options
from muster.cli.guard import tell
from muster.cli.show import Output, show
from muster.exchange import jobs_answer
from muster.reporting import jobs_report


def list_jobs(
    dead: Annotated[bool, typer.Option("--dead", help="Those that were given up.")] = False,
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """How the work stands: what is due, to come, being done, and given up.

    muster jobs list --dead
    """
    backlog, jobs = web.list_jobs(dead=dead)
    show(jobs_report(backlog, jobs), jobs_answer(backlog, jobs), Output(json, None, markdown))


def retry(job: Annotated[int, typer.Argument(metavar="JOB", help="Its number.")]) -> None:
    """Let a job that was given up be tried again.

    muster jobs retry 17
    """
    found = web.retry_job(job)
    tell(f"Job {found.pk} ({found.kind}) will be tried again", style="green")


def work(
    beside: Annotated[
        int | None,
        typer.Option("--beside", metavar="PID", help="End when this process, the parent, ends."),
    ] = None,
) -> None:
    """Do the work that is due, until told to stop (Ctrl-C, or SIGTERM).

    `muster serve` starts one beside itself; as many as are wanted may run, on any machine that
    reaches the database.

        muster jobs work
    """
    web.work_jobs(beside)
