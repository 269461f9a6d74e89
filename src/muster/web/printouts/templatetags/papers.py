"""Tags of pages with a paper behind them: figures and tables of reports, data, copies, stamps."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from muster.reporting import Figure, Table
from muster.web.printouts.answering import FORMAT, SHEET
from muster.web.shell.asking import PAGE, query_with

register = template.Library()
WORDY = 3  # columns of words: from so many on, a phone sets each row as a card


@register.simple_tag
def report_table(table: Table, *, tight: bool = True) -> SafeString:
    """Return a report's table as the pages set theirs."""
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    wordy = sum(not column.numeric for column in table.columns) >= WORDY
    given = {"table": table, "rows": rows, "tight": tight, "stack": wordy}
    return render_to_string("printouts/table.html", given)


@register.simple_tag
def report_figure(figure: Figure, said: str | None = None) -> SafeString:
    """Return a report's chart, described in words, with its numbers in a table beneath."""
    given = {
        "drawing": mark_safe(figure.svg),  # noqa: S308 - our own drawing, its words escaped
        "caption": figure.title,
        "said": figure.description if said is None else said,
        "numbers": report_table(figure.table),
    }
    return render_to_string("shell/components/figure.html", given)


@register.simple_tag(takes_context=True)
def sheet_link(context: template.Context, name: str, label: str = "") -> SafeString:
    """Return a link to one of the page's tables as CSV."""
    query = query_with(context["request"], **{FORMAT: "csv", SHEET: name, PAGE: None})
    words = label or _("Download as CSV")
    return format_html('<a href="{}" download>{}</a>', query, words)


@register.inclusion_tag("printouts/stamp.html", takes_context=True)
def stamp(context: template.Context) -> dict[str, Any]:
    """Return what a page is of: its instant, what was known, the edition, its digest."""
    request = context["request"]
    names = ("asked", "edition", "paper")
    return {
        **{name: context.get(name) for name in names},
        "json_url": query_with(request, **{FORMAT: "json"}),
        "print_url": query_with(request, **{FORMAT: "print"}),
    }


@register.inclusion_tag("printouts/keep.html", takes_context=True)
def keep_button(context: template.Context) -> dict[str, Any]:
    """Return the button that keeps a copy of the page's answer."""
    return {"csrf_token": context.get("csrf_token")}
