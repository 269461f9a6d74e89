"""People of one's own force, with a reason that is recorded; never a contact."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.errors import ValidationError

from muster.policing import clock as minutes
from muster.strength import State
from muster.web import clock
from muster.web.accounts.rights import Place, Right, force_of, may
from muster.web.api.contracts.base import Paged, Paging, page_of
from muster.web.api.contracts.people import (
    PeopleAnswer,
    PeopleSought,
    PersonAnswer,
    PersonPart,
    Reasoned,
    StretchPart,
    TicketPart,
)
from muster.web.api.routes.asking import Asking, Question, question_of
from muster.web.api.routes.forces import held_return
from muster.web.api.security import allowed, viewer_asking
from muster.web.documents.models import Document
from muster.web.people.filters import PeopleFilter, chosen_rows, ordered
from muster.web.people.lifts import lifted_by
from muster.web.people.reading import tell_read
from muster.web.people.reasons import Reason
from muster.web.people.records import Records, records_of
from muster.web.people.sheets import Sheets, Stretch
from muster.web.picture.asked import Asked

router = Router(tags=["people"])
Seeking: Any = Query(...)  # type: ignore[type-arg]
Reasoning: Any = Query(...)  # type: ignore[type-arg]
SAME = ("rank", "skill", "lacking", "expiring", "state")


@router.get("/forces/{force}/people", response=PeopleAnswer, by_alias=True, summary="People")
@allowed(Right.SEE_PEOPLE, force_of)
def people_list(
    request: HttpRequest,
    force: str,
    sought: PeopleSought = Seeking,
    paging: Paging = Paged,
    question: Question = Asking,
) -> PeopleAnswer:
    """Return the people of one's own force, narrowed and in order; the reason is recorded.

    An absence is *Unavailable* to all who may not see sickness.
    """
    asked = question_of(request)
    document, records = _records(force, asked)
    chosen = _chosen(sought, records)
    lift = lifted_by(sought.lift, document, asked)
    found = chosen_rows(records, chosen, lift.officers if lift else None)
    found = ordered(records, found, sought.sort, downwards=sought.downwards)
    rows, said = page_of(found, paging)
    tell_read(
        request,
        "people.listed",
        force,
        _why(sought),
        document,
        chosen,
        rows=said["count"],
        offset=paging.offset,
        limit=paging.limit,
        through="interface",
    )
    sheets = _sheets(request, force, records)
    renewals = lift.skills if lift else {}
    return PeopleAnswer(
        force=document.subject,
        at=minutes.instant_of(asked.at),
        within_minutes=asked.within,
        document=document.sha256,
        items=[
            _person(sheets, int(row), renewals.get(str(records.names[row]), ())) for row in rows
        ],
        synthetic=document.synthetic,
        **said,
    )


@router.get(
    "/forces/{force}/people/{officer}", response=PersonAnswer, by_alias=True, summary="A person"
)
@allowed(Right.SEE_PEOPLE, force_of)
def person(
    request: HttpRequest,
    force: str,
    officer: str,
    why: Reasoned = Reasoning,
    question: Question = Asking,
) -> PersonAnswer:
    """Return one person's tickets, duties and abstractions by collar number, and record that."""
    asked = question_of(request)
    document, records = _records(force, asked)
    row = records.row_of(officer)
    if row is None:
        raise Http404("The return holds nobody of that collar number")
    sheets = _sheets(request, force, records)
    tell_read(
        request,
        "person.read",
        force,
        _why(why),
        document,
        officer=officer,
        sickness=sheets.sees_sickness,
        through="interface",
    )
    officers = records.roster.officers
    return PersonAnswer(
        force=document.subject,
        at=minutes.instant_of(asked.at),
        within_minutes=asked.within,
        document=document.sha256,
        person=_person(sheets, row),
        recall_minutes=int(officers.recall_minutes[row]),
        on_call=int(officers.on_call[row]) >= 0,
        tickets=[
            TicketPart(
                skill=each.skill, awarded=each.awarded, expires=each.expires, said=each.words
            )
            for each in sheets.tickets(row)
        ],
        duties=[_stretch(each) for each in sheets.duties(row)],
        abstractions=[_stretch(each) for each in sheets.abstractions(row)],
        sickness_shown=sheets.sees_sickness,
        synthetic=document.synthetic,
    )


def _records(force: str, asked: Asked) -> tuple[Document, Records]:
    document = held_return(force, asked)
    records = records_of(document, asked)
    if records is None:
        raise Http404("The return of this force gives counts, and nobody's record")
    return document, records


def _chosen(sought: PeopleSought, records: Records) -> dict[str, str]:
    """Return what a list is narrowed to, as the page takes it. Raises ValidationError."""
    bases = {name: str(code) for code, name in enumerate(records.roster.bases.name)}
    typed = {name: getattr(sought, name) for name in SAME}
    typed |= {"q": sought.officer, "base": bases.get(sought.base, sought.base)}
    if sought.base and sought.base not in bases:
        typed["base"] = "unknown"  # a number is no name, though the page's form goes by numbers
    form = PeopleFilter(typed, records=records)
    if not form.is_valid():
        raise ValidationError(
            [
                {"loc": ("query", "officer" if part == "q" else part), "msg": str(each), "type": ""}
                for part, said in form.errors.items()
                for each in said
            ]
        )
    return form.narrowed


def _why(given: Reasoned) -> Reason:
    return Reason(given.reason.strip(), clock.now())


def _sheets(request: HttpRequest, force: str, records: Records) -> Sheets:
    sees = may(viewer_asking(request), Right.SEE_SICKNESS, Place.force(force))
    return Sheets(records, sees_sickness=sees)


STATES = {
    State.ON_DUTY: "on_duty",
    State.STARTING: "starting",
    State.ON_CALL: "on_call",
    State.RECALL: "recall",
    State.ABSENT: "absent",
}


def _person(sheets: Sheets, row: int, renew: tuple[str, ...] = ()) -> PersonPart:
    line = sheets.line(row, renew)
    return PersonPart(
        officer=line.officer,
        rank=line.rank,
        base=line.base,
        state=STATES[sheets.records.state(row)],
        said=line.state,
        tickets_in_date=line.in_date,
        tickets_lapsed=line.lapsed,
        next_skill=line.next_skill,
        next_day=line.next_day,
        renew=list(line.renew),
    )


def _stretch(stretch: Stretch) -> StretchPart:
    end = None if stretch.end is None else minutes.instant_of(stretch.end)
    return StretchPart(start=minutes.instant_of(stretch.start), end=end, what=stretch.words)
