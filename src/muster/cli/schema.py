"""`muster schema`: the contracts, as JSON Schema."""

import json
import sys
from typing import Annotated

import typer

from muster.exchange import schema_names, schema_of


def schema(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="A contract: muster.strength/1, or strength.")
    ] = "",
) -> None:
    """Print the JSON Schema of a contract, or the names of them all.

    muster schema strength > strength.schema.json
    """
    if not name:
        sys.stdout.write("\n".join(schema_names()) + "\n")
        return
    sys.stdout.write(json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n")
