"""What a force can raise, in words and figures: the sentence, the curve, what stops the next."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from muster.assessment import Finding, Grade, figure, notice, number
from muster.policing import Composition, clock
from muster.reporting import (
    REASON_WORDS,
    Background,
    Figure,
    Table,
    bounds_words,
    counted,
    curve_figure,
    figures_used,
    headline,
    needs_words,
    opened,
    ordinal,
    pluralise,
    post_name,
    reasons_figure,
    unit_names,
    within_words,
)
from muster.strength import KindCount, UnitCount
from muster.web.forces.queries import Lift, required_at
from muster.web.picture.asked import Asked
from muster.web.picture.falls import fall_words
from muster.web.printouts.papers import Sheet, sheet_of
from muster.web.rulebook import rulebook


@dataclass(frozen=True)
class KeyFigure:
    """A large figure, what it counts, a few words beneath, a tone, and where it leads."""

    value: str
    label: str
    note: str = ""
    tone: str = ""
    href: str = ""


@dataclass(frozen=True)
class PostLine:
    """A post, or a kind of vehicle: what one unit takes, who could serve, what the next needs."""

    name: str
    takes: int
    serving: int | None
    enough: int | None
    on_duty: int | None
    on_call: int | None
    recall: int | None
    expected: float | None
    needs: int


@dataclass(frozen=True)
class RequiredLine:
    """One requirement of units of a kind: what is required, what counts, and where it is told."""

    statement: str
    required: str
    held: str
    grade: Grade
    url: str


@dataclass(frozen=True)
class StrengthView:
    """Everything said of what a force can raise at the notice asked."""

    title: str
    lead: str
    short: bool
    figures: tuple[KeyFigure, ...]
    fall: str
    curve: Figure
    posts: tuple[PostLine, ...]
    reasons: Figure | None
    rests_on: Table
    notes: tuple[str, ...]


def strength_view(
    name: str, count: UnitCount, asked: Asked, required: Sequence[Finding], path: str
) -> StrengthView:
    """Return what a page says of a count; `required` are the findings that ask for its units."""
    background = Background(rulebook())
    kind = count.kinds[0]
    composition = _composition(count)
    title, rest = said_of(name, count)
    asks = required_at(required, asked.within)
    many = unit_names(rulebook().unit(kind.unit))[1]
    return StrengthView(
        title=title,
        lead=" ".join(part for part in (rest, required_words(asks)) if part),
        short=asks is not None and asks.grade in (Grade.NOT_MET, Grade.PARTLY_MET),
        figures=tuple(_figures(count, asked, required, path)),
        fall=fall_words([row[0] for row in count.curve]),
        curve=curve_figure(count, kind.unit, background),
        posts=tuple(_posts(kind, composition)),
        reasons=reasons_figure(kind.unavailable, many) if kind.unavailable else None,
        rests_on=figures_used([composition], background, people=bool(kind.by_post)),
        notes=count.notes,
    )


def said_of(name: str, count: UnitCount) -> tuple[str, str]:
    """Return the count in a sentence, and what is said after it: what the next unit needs."""
    kind = count.kinds[0]
    text = headline(name, kind, rulebook(), count.options)
    first, *rest = re.split(r"; |\. ", text, maxsplit=1)
    return first.rstrip("."), opened(rest[0]) if rest else ""


def required_words(asks: Finding | None) -> str:
    """Return how what is required at a notice stands."""
    if asks is None or asks.required is None:
        return _("Nothing is required of it at this notice.")
    figure = number(asks.required.value)
    if asks.grade is Grade.MET:
        return _("The %(figure)s required at this notice is met.") % {"figure": figure}
    return _("%(figure)s is required at this notice: %(grade)s.") % {
        "figure": figure,
        "grade": asks.grade.value,
    }


def required_lines(
    findings: Sequence[Finding], address: Callable[[str, str], str]
) -> list[RequiredLine]:
    """Return what is required of units, and what counts; `address` gives that of a cell."""
    lines = []
    for each in findings:
        criterion = each.criterion
        within = notice(criterion.within_minutes)
        required = number(each.required.value) + within if each.required else "–"
        held = figure(each.decided_by.evidence) if each.decided_by else "–"
        url = f"{address(criterion.threat, criterion.aspect)}#{criterion.slug}"
        lines.append(RequiredLine(criterion.statement, required, held, each.grade, url))
    return lines


def next_words(kind: KindCount) -> str:
    """Return what stops the next unit, shortly."""
    if kind.high is None or not kind.next_unit_needs:
        return _("nothing known limits it")
    return _("the %(next)s needs %(needs)s") % {
        "next": ordinal(kind.high + 1),
        "needs": needs_words(kind.next_unit_needs, rulebook()),
    }


def _figures(
    count: UnitCount, asked: Asked, required: Sequence[Finding], path: str
) -> Iterator[KeyFigure]:
    for row in count.curve:
        kind = row[0]
        asks = required_at(required, kind.within)
        tone = "" if asks is None or asks.grade is Grade.MET else "none"
        asked_for = number(asks.required.value) if asks and asks.required else ""
        note = next_words(kind)
        if asked_for:
            note = _("%(asked)s asked for; %(note)s") % {"asked": asked_for, "note": note}
        href = f"{path}{asked.query(within=kind.within)}"
        yield KeyFigure(bounds_words(kind), within_words(kind.within), note, tone, href)


def unknown_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Return every notice of the curve as not known, for an instant that no return reaches."""
    on = clock.instant_of(asked.at).date()
    notices = sorted({*rulebook().notice("curve", on).minutes, asked.within})
    return tuple(
        KeyFigure("–", within_words(each), _("not known at that instant")) for each in notices
    )


def _composition(count: UnitCount) -> Composition:
    return rulebook().composition(count.kinds[0].unit, clock.instant_of(count.at).date())


def _posts(kind: KindCount, composition: Composition) -> Iterator[PostLine]:
    needed = {need.post: need.count for need in kind.next_unit_needs}
    firm = {post.post: post for post in kind.by_post}
    wanted = [(post.slug, post.count) for post in composition.posts]
    wanted += [(need.kind, need.count) for need in composition.vehicles]
    for slug, takes in wanted:
        serving, post = kind.available.get(slug), firm.get(slug)
        yield PostLine(
            name=opened(pluralise(post_name(slug, rulebook()))),
            takes=takes,
            serving=serving,
            enough=None if serving is None else serving // takes,
            on_duty=post.on_duty if post else None,
            on_call=post.on_call if post else None,
            recall=post.recall if post else None,
            expected=post.expected if post else None,
            needs=needed.get(slug, 0),
        )


def lift_words(lift: Lift | None) -> str:
    """Return in a sentence what renewing tickets would gain."""
    if lift is None:
        return ""
    one, many = unit_names(rulebook().unit(lift.unit))
    if not lift.lifts:
        return _("No lapsed ticket is what stops the next %(unit)s.") % {"unit": one}
    people = counted(lift.people, _("person"), _("people"))
    if lift.restored < lift.wanted:
        return _("Renewing every lapsed ticket would lift it only to %(units)s.") % {
            "units": counted(lift.restored, one, many)
        }
    return _("Renewing the lapsed tickets of %(people)s would lift it to %(units)s.") % {
        "people": people,
        "units": counted(lift.restored, one, many),
    }


def posts_words(lift: Lift) -> str:
    """Return how many people of each post a lift takes: `1 commander and 3 drivers`."""
    parts = []
    for post, count in lift.by_post.items():
        name = post_name(post, rulebook())
        parts.append(counted(count, name, pluralise(name)))
    return ", ".join(parts)


def required_sheet(lines: Sequence[RequiredLine]) -> Sheet:
    """Return what is required of units, and what counts."""
    rows = [(each.statement, each.required, each.held, str(each.grade)) for each in lines]
    return Sheet("required", ("statement", "required", "counts", "grade"), rows)


def strength_sheets(count: UnitCount, lifts: Sequence[Lift]) -> Iterator[Sheet]:
    """Yield the tables of a count: the curve, the posts, why others cannot, and the lifts.

    The last is of the figures it relies on.
    """
    kind = count.kinds[0]
    yield Sheet(
        "curve",
        ("within_minutes", "unit", "least", "most", "next_unit_needs"),
        [
            (
                row[0].within,
                row[0].unit,
                row[0].low,
                row[0].high,
                needs_words(row[0].next_unit_needs, rulebook()),
            )
            for row in count.curve
        ],
    )
    yield Sheet(
        "posts",
        ("post", "one_takes", "could_serve", "enough_for", "on_duty", "on_call", "recall",
         "expected", "next_unit_needs"),
        [
            (each.name, each.takes, each.serving, each.enough, each.on_duty, each.on_call,
             each.recall, each.expected, each.needs)
            for each in _posts(kind, _composition(count))
        ],
    )  # fmt: skip
    reasons = [(REASON_WORDS.get(why, why), many) for why, many in kind.unavailable.items()]
    yield Sheet("unavailable", ("why", "officers"), reasons)
    yield Sheet(
        "lifts",
        ("whole_units", "people", "by_post"),
        [(each.restored, each.people, posts_words(each)) for each in lifts],
    )
    relied = figures_used([_composition(count)], Background(rulebook()), people=bool(kind.by_post))
    yield sheet_of("relied_on", relied)
