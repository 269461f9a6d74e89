"""Pages of doctrine: criteria, what changed between editions, figures, units."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from muster.doctrine import UnableToFindDoctrine
from muster.exchange import DOCTRINE_LISTS, criteria_answer, doctrine_list
from muster.policing import Composition
from muster.web import clock
from muster.web.accounts.rights import Right, needs
from muster.web.requirements import queries
from muster.web.rulebook import rulebook
from muster.web.spreadsheet import csv_answer

SEEN = needs(Right.SEE_DOCTRINE)


@SEEN
def criteria(request: HttpRequest) -> HttpResponseBase:
    """Show the criteria of an edition, of one threat or all; also as CSV and JSON."""
    known = rulebook()
    edition = _edition(request)
    threat = request.GET.get("threat", "")
    if threat and threat not in edition.threats:
        raise Http404(_("This edition has no threat of that name"))
    rows = queries.rows_of(edition.slug, known, threat)
    if request.GET.get("format") == "csv":
        return csv_answer(
            "criteria", (CRITERION_COLUMNS, *(_criterion_cells(each) for each in rows))
        )
    if request.GET.get("format") == "json":
        asked = [each.criterion for each in rows]
        answer = criteria_answer(edition.slug, asked, (), doctrine=known, threat=threat)
        return HttpResponse(answer.to_json(), content_type="application/json")
    names = {each.slug: each.name for each in known.threats}
    return render(
        request,
        "requirements/criteria.html",
        {
            "edition": edition,
            "editions": sorted(known.editions, key=lambda each: each.starts, reverse=True),
            "threats": [(slug, names[slug]) for slug in edition.threats],
            "threat": threat,
            "rows": rows,
            "source": queries.sourced(edition.source, known),
            "source_digest": known.digest,
        },
    )


@SEEN
def criterion(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one criterion: what is asked, what counts as meeting it, and who says so."""
    known = rulebook()
    found = next((each for each in known.criteria if each.slug == slug), None)
    if found is None:
        raise Http404(_("Doctrine has no criterion of that name"))
    return render(
        request,
        "requirements/criterion.html",
        {
            "row": queries.criterion_row(found, known),
            "editions": [each for each in known.editions if each.slug in found.editions],
            "history": queries.history_of(found, known),
            "source_digest": known.digest,
        },
    )


@SEEN
def changes(request: HttpRequest) -> HttpResponseBase:
    """Show what changed from one edition to another."""
    known = rulebook()
    pairs = queries.pairs_of(known.editions)
    older = request.GET.get("from", pairs[-1][0].slug)
    newer = request.GET.get("to", pairs[-1][1].slug)
    try:
        first, second = known.edition(older), known.edition(newer)
    except UnableToFindDoctrine as unknown:
        raise Http404(str(unknown)) from unknown
    found = queries.changes_between(first.slug, second.slug, known)
    if request.GET.get("format") == "csv":
        return csv_answer("changes", (CHANGE_COLUMNS, *(_change_cells(each) for each in found)))
    return render(
        request,
        "requirements/changes.html",
        {"first": first, "second": second, "pairs": pairs, "changes": found,
         "source_digest": known.digest},
    )  # fmt: skip


@SEEN
def figures(request: HttpRequest) -> HttpResponseBase:
    """Show which lists of figures doctrine holds, and the kinds of unit; those also as CSV."""
    known = rulebook()
    lists = [doctrine_list(table, known) for table in DOCTRINE_LISTS]
    units = [(each, next(queries.compositions_of(each.slug, known), None)) for each in known.units]
    if request.GET.get("format") == "csv":
        rows = [
            [kind.slug, kind.name, *_made_cells(made[0] if made else None)] for kind, made in units
        ]
        return csv_answer("units", (UNIT_COLUMNS, *rows))
    given = {"lists": lists, "units": units, "source_digest": known.digest}
    return render(request, "requirements/figures.html", given)


@SEEN
def listed(request: HttpRequest, table: str) -> HttpResponseBase:
    """Show one list of doctrine, as a table and as CSV."""
    if table not in DOCTRINE_LISTS:
        raise Http404(_("Doctrine has no list of that name"))
    known = rulebook()
    found = doctrine_list(table, known)
    columns = list(dict.fromkeys(name for row in found.rows for name in row))
    rows = [[_cell(row.get(name)) for name in columns] for row in found.rows]
    if request.GET.get("format") == "csv":
        return csv_answer(table, (columns, *rows))
    return render(
        request,
        "requirements/list.html",
        {
            "list": found,
            "columns": [name.replace("_", " ") for name in columns],
            "rows": rows,
            "source_digest": known.digest,
        },
    )


@SEEN
def unit(request: HttpRequest, unit: str) -> HttpResponseBase:
    """Show what a kind of unit is made of, and has been; also as CSV."""
    known = rulebook()
    try:
        kind = known.unit(unit)
    except UnableToFindDoctrine as unknown:
        raise Http404(str(unknown)) from unknown
    names = {each.slug: each.name for each in known.ranks}
    names |= {each.slug: each.name for each in known.skills}
    names |= {each.slug: each.name for each in known.vehicle_kinds}
    compositions = list(queries.compositions_of(kind.slug, known))
    if request.GET.get("format") == "csv":
        rows = (row for made, _source in compositions for row in _post_cells(made))
        return csv_answer(f"unit-{kind.slug}", (POST_COLUMNS, *rows))
    given = {"kind": kind, "compositions": compositions, "names": names}
    return render(request, "requirements/unit.html", given | {"source_digest": known.digest})


def _edition(request: HttpRequest) -> Any:
    try:
        return queries.edition_of(request.GET.get("edition", ""), clock.now().date(), rulebook())
    except UnableToFindDoctrine as unknown:
        raise Http404(str(unknown)) from unknown


CRITERION_COLUMNS = (
    "criterion", "threat", "aspect", "statement", "basis", "required", "within_minutes", "level",
    "shelf_life_days", "from", "standing", "source",
)  # fmt: skip
UNIT_COLUMNS = ("unit", "name", "people", "from", "standing")
POST_COLUMNS = ("from", "post", "how_many", "ranks", "skills")
CHANGE_COLUMNS = ("what", "before", "after", "note", "standing")


def _criterion_cells(row: queries.CriterionRow) -> list[object]:
    each = row.criterion
    return [
        each.slug, row.threat, row.aspect, each.statement, each.basis, row.required,
        each.within_minutes, each.level, each.shelf_life_days, each.starts.isoformat(),
        row.source.standing, each.source.describe(),
    ]  # fmt: skip


def _change_cells(change: queries.Change) -> list[object]:
    before, after = change.before, change.after
    return [
        change.what,
        before.slug if before else "",
        after.slug if after else "",
        change.note,
        change.source.standing if change.source else "",
    ]


def _made_cells(made: Composition | None) -> list[object]:
    if made is None:
        return ["", "", ""]
    return [made.people, made.starts.isoformat(), rulebook().composition_source(made).standing]


def _post_cells(made: Composition) -> Iterator[list[object]]:
    starts = made.starts.isoformat()
    for post in made.posts:
        yield [starts, post.slug, post.count, " ".join(post.ranks), " ".join(post.skills)]
    for need in made.vehicles:
        yield [starts, need.kind, need.count, "", ""]


def _cell(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
