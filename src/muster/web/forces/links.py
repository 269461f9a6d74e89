"""Ways from a page of a force to others, each only where there is such a page and a right to it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from muster.web.accounts.rights import Place, Right, Viewer, may
from muster.web.forces.queries import Lift
from muster.web.picture.asked import Asked
from muster.web.shell.parts import Link

RETURN_PAGES = ("returns:return", "returns:one", "returns:document", "returns:detail")
ACCESS_PAGES = ("administration:access", "accounts:access")


@dataclass(frozen=True)
class Ways:
    """Where a page of a force leads; empty where there is no such page, or no right."""

    returns: str
    people: str
    lift: str
    access: str
    judgements: str
    compare: str
    copies: str
    tour: str


def ways_of(viewer: Viewer, force: str, asked: Asked) -> Ways:
    """Return where a viewer may go from the pages of a force."""
    place = Place.force(force)

    def way(right: Right, *names: str) -> str:
        return first_address(names, force) if may(viewer, right, place) else ""

    people = way(Right.SEE_PEOPLE, "people:list")
    compare = first_address(("compare:compare",))
    return Ways(
        returns=way(Right.SEE_RETURNS, "returns:list"),
        people=people,
        lift=f"{people}{asked.query(lift=asked.unit)}" if people else "",
        access=way(Right.SEE_AUDIT, *ACCESS_PAGES),
        judgements=way(Right.SEE_PICTURE, "judgements:list"),
        compare=f"{compare}?first=force:{force}" if compare else "",
        copies=first_address(("printouts:copies",)),
        tour=way(Right.SEE_TOUR, "tours:tour"),
    )


def rung_address(people: str, lift: Lift, asked: Asked) -> str:
    """Return where those are named who lift a force to so many units; empty without a right."""
    return f"{people}{asked.query(lift=lift.unit, to=lift.restored)}" if people else ""


def first_address(names: tuple[str, ...], *args: object) -> str:
    """Return the address of the first name that there is; empty for none."""
    for name in names:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""


def address_with(asked: Asked, name: str, *args: object) -> str:
    """Return an address by its name, about the same instant, unit and notice."""
    query = asked.query()
    return reverse(name, args=args) + ("" if query == "?" else query)


def tabs_of(force: str, asked: Asked, current: str) -> list[Link]:
    """Return the pages of a force as tabs."""
    pages = (("forces:force", _("The requirement")), ("forces:strength", _("Strength")),
             ("forces:year", _("The year ahead")))  # fmt: skip
    return [Link(label, address_with(asked, name, force), name == current) for name, label in pages]
