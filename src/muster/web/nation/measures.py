"""What forces are shown by: whole units, people in date, criteria met, or one cell's grade."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from muster.policing import clock
from muster.web.nation.wording import cell_words, notice_words, unit_words, upper_first
from muster.web.picture.asked import Asked, UnableToAsk
from muster.web.rulebook import rulebook

GROUP = 20  # people in a unit from which it counts as a large one


class Shown(StrEnum):
    """The sorts of measure."""

    UNITS = "units"
    PEOPLE = "people"
    MET = "met"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Measure:
    """A sort of measure, and of what: a unit kind, a skill or a cell (`threat.aspect`)."""

    shown: Shown
    of: str = ""

    @property
    def value(self) -> str:
        """Return the measure as an address spells it."""
        return f"{self.shown}:{self.of}" if self.of else str(self.shown)

    @property
    def counted(self) -> bool:
        """Say whether it is a number of units or people, which can be added up."""
        return self.shown in (Shown.UNITS, Shown.PEOPLE)


def measure_asked(text: str, asked: Asked) -> tuple[Measure, Asked]:
    """Return the measure an address names, and the question with its unit kind settled.

    Raises UnableToAsk for a measure that is not there.
    """
    sort, _colon, of = text.strip().partition(":")
    if not sort or sort == Shown.UNITS:
        unit = of or asked.unit
        known = {each.slug for each in rulebook().units}
        chosen = Measure(Shown.UNITS, unit)
        asked = replace(asked, unit=unit) if unit in known else asked
    else:
        known = _known(sort, asked)
        chosen = Measure(Shown(sort), of) if sort in list(Shown) else Measure(Shown.MET, "?")
    if chosen.of not in known:
        raise UnableToAsk(
            _("There is no measure %(text)s; choose one of the list") % {"text": repr(text)}
        )
    return chosen, asked


def _known(sort: str, asked: Asked) -> set[str]:
    if sort == Shown.PEOPLE:
        return {each.slug for each in rulebook().skills}
    if sort == Shown.CELL:
        return {cell for cell, _said in cells_of(asked)}
    return {""} if sort == Shown.MET else set()


def cells_of(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield the cells of the edition that have criteria, each with its name."""
    edition = rulebook().edition(asked.edition)
    spoken = {(each.threat, each.aspect) for each in rulebook().criteria_of(edition.slug)}
    for threat in edition.threats:
        for aspect in edition.aspects:
            if (threat, aspect) in spoken:
                yield f"{threat}.{aspect}", cell_words(threat, aspect)


def choices(asked: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every measure in groups, as a list to choose from has them."""
    units = [(f"{Shown.UNITS}:{each.slug}", upper_first(each.plural)) for each in rulebook().units]
    cells = [(f"{Shown.CELL}:{cell}", said) for cell, said in cells_of(asked)]
    skills = [(f"{Shown.PEOPLE}:{each.slug}", each.name) for each in rulebook().skills]
    return [
        (_("Whole units that can be raised"), units),
        (_("The requirement"), [(str(Shown.MET), _("Criteria met")), *cells]),
        (_("People with a ticket in date"), skills),
    ]


def title_of(measure: Measure, asked: Asked) -> str:
    """Return what is shown, as a heading."""
    given = {"of": _name(measure), "within": notice_words(asked.within)}
    if measure.shown is Shown.UNITS:
        return upper_first(_("Whole %(of)s %(within)s") % given)
    if measure.shown is Shown.PEOPLE:
        return _("In date: %(of)s") % given
    if measure.shown is Shown.MET:
        return _("Criteria met")
    return str(given["of"])


def noun_of(measure: Measure, count: int | None = None) -> str:
    """Return what one counts, in the plural but for one: `PSUs`, `people`, `criteria met`."""
    if measure.shown is Shown.UNITS:
        return unit_words(measure.of, 1 if count == 1 else 2)
    if measure.shown is Shown.PEOPLE:
        return _("person") if count == 1 else _("people")
    return _("criterion met") if count == 1 else _("criteria met")


def _name(measure: Measure) -> str:
    if measure.shown is Shown.UNITS:
        return unit_words(measure.of)
    if measure.shown is Shown.PEOPLE:
        return next(each.name for each in rulebook().skills if each.slug == measure.of)
    if measure.shown is Shown.CELL:
        threat, _dot, aspect = measure.of.rpartition(".")
        return cell_words(threat, aspect)
    return ""


def bounds_of(measure: Measure, asked: Asked) -> tuple[int, int, int, int]:
    """Return where the four steps of a map's depth begin, the same at every instant."""
    if measure.shown is Shown.PEOPLE:
        return 1, 25, 100, 400
    if measure.shown is Shown.MET:
        return 1, 40, 60, 80
    on = clock.instant_of(asked.at).date()
    large = rulebook().composition(measure.of, on).people >= GROUP
    return (1, 2, 4, 8) if large else (1, 4, 10, 25)
