"""`muster check`: may the server run as it is configured?"""

import typer

import muster.web as web
from muster.cli import options
from muster.cli.guard import FAULTS
from muster.cli.show import Output, show
from muster.exchange import check_answer
from muster.reporting import server_report


def check(json: options.Json = False, markdown: options.Markdown = False) -> None:
    """Name everything that is unsafe or wrong with the server's settings, with its remedy.

    Ends with 1 when something keeps the server from starting. It looks at the environment, the
    database and its migrations, folders, files, keys, single sign-on and the clock.

        muster check

        muster check --json
    """
    found = web.check_configuration()
    answer = check_answer(found)
    show(server_report(found), answer, Output(json, None, markdown))
    if not answer.safe:
        raise typer.Exit(FAULTS)
