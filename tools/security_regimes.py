"""Write the table of regimes in docs/security/index.md from the models.

Each table of the database, what a row of it is, and the legal regime its module states. A test
holds the page to it.
"""

import inspect
import os
import re
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.web.settings")
os.environ.setdefault("MUSTER_DEMONSTRATION", "yes")
import django

django.setup()
from django.apps import apps  # noqa: E402 - Django is set up first
from django.db.models import Model  # noqa: E402

PAGE = Path(__file__).parent.parent / "docs" / "security" / "index.md"
BEGIN, END = "<!-- regimes -->\n", "<!-- end of regimes -->"
STATED = re.compile(r"Legal regime: (.+?)(?:\n\n|\Z)", re.DOTALL)


def models() -> list[type[Model]]:
    """Return the models of the web, by table."""
    found = (each for each in apps.get_models() if each.__module__.startswith("muster.web."))
    return sorted(found, key=lambda each: each._meta.db_table)


def regime_of(model: type[Model]) -> str:
    """Return the regime that a model's module states; empty where it states none."""
    module = inspect.getmodule(model)
    stated = STATED.search((module.__doc__ or "") if module else "")
    return " ".join(stated[1].split()) if stated else ""


def reference() -> str:
    """Return the regimes as a Markdown table, by table of the database."""
    rows = ["| table | a row is | regime |", "|---|---|---|"]
    for each in models():
        meant = " ".join((each.__doc__ or "").split("\n\n", maxsplit=1)[0].split())
        rows.append(f"| `{each._meta.db_table}` | {meant} | {regime_of(each)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(before + BEGIN + reference() + END + rest.partition(END)[2], encoding="utf-8")
