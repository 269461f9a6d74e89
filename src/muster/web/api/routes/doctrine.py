"""Doctrine: criteria, lists and units, with their sources."""

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router

from muster.exchange import (
    DOCTRINE_LISTS,
    CriteriaAnswer,
    DoctrineAnswer,
    UnitAnswer,
    criteria_answer,
    doctrine_answer,
    doctrine_list,
    unit_answer,
)
from muster.web import clock
from muster.web.accounts.rights import Right
from muster.web.api.security import allowed
from muster.web.picture.asked import edition_on
from muster.web.rulebook import rulebook

router = Router(tags=["doctrine"])


@router.get("/criteria", response=CriteriaAnswer, by_alias=True, summary="Criteria of an edition")
@allowed(Right.SEE_DOCTRINE)
def criteria(request: HttpRequest, edition: str = "", threat: str = "") -> CriteriaAnswer:
    """Return the criteria of an edition, and what of them crosses into or out of it."""
    known = rulebook()
    chosen = known.edition(edition).slug if edition else edition_on(clock.now().date())
    found = [each for each in known.criteria_of(chosen) if threat in ("", each.threat)]
    crossing = [each for each in known.crosswalk if chosen in (each.from_edition, each.to_edition)]
    return criteria_answer(chosen, found, crossing, doctrine=known, threat=threat)


@router.get("/doctrine/{table}", response=DoctrineAnswer, by_alias=True, summary="A list")
@allowed(Right.SEE_DOCTRINE)
def listed(request: HttpRequest, table: str) -> DoctrineAnswer:
    """Return a list of doctrine by name: units, skills, forces, tiers and others."""
    if table not in DOCTRINE_LISTS:
        raise Http404(f"There is no list {table!r}; there are {', '.join(DOCTRINE_LISTS)}")
    found = doctrine_list(table, rulebook())
    return doctrine_answer(table, [dict(row) for row in found.rows], rulebook())


@router.get("/units/{unit}", response=UnitAnswer, by_alias=True, summary="What a unit is made of")
@allowed(Right.SEE_DOCTRINE)
def unit(request: HttpRequest, unit: str, on: date | None = None) -> UnitAnswer:
    """Return what one whole unit is made of on a day."""
    return unit_answer(rulebook().composition(unit, on or clock.now().date()), rulebook())
