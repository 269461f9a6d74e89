"""The first page of a viewer: a part for each role they hold, over each place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from muster.web.accounts.models import Reach, Role, User
from muster.web.accounts.rights import Held, Place, Viewer
from muster.web.picture.asked import Asked
from muster.web.shell.parts import Tour, TourStep
from muster.web.today.force_boards import (
    chief_board,
    control_board,
    people_board,
    planning_board,
)
from muster.web.today.wide_boards import administration_board, inspection_board, wide_board

Make = Callable[[Viewer, Place, Asked], Any]
OF_A_FORCE: dict[Role, tuple[str, Make]] = {
    Role.CHIEF_OFFICER: ("chief", chief_board),
    Role.PLANNING_LEAD: ("planning", planning_board),
    Role.CONTROL_ROOM: ("control", control_board),
    Role.HUMAN_RESOURCES: ("people", people_board),
    Role.COORDINATOR: ("chief", chief_board),
}
ORDER = (
    Role.CONTROL_ROOM,
    Role.CHIEF_OFFICER,
    Role.PLANNING_LEAD,
    Role.COORDINATOR,
    Role.INSPECTOR,
    Role.HUMAN_RESOURCES,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True)
class Part:
    """A part of the page: the name of its template, and what it shows."""

    template: str
    board: Any


def parts_of(viewer: Viewer, asked: Asked) -> list[Part]:
    """Return what a viewer is shown: one part for each role and place, each only once."""
    found: list[Part] = []
    seen = set()
    for held in sorted(viewer.held, key=lambda each: ORDER.index(each.role)):
        for name, place in _kinds(held):
            if (name, place) not in seen:
                seen.add((name, place))
                found.extend(_parts(viewer, held, name, asked))
    return found


def _kinds(held: Held) -> Iterator[tuple[str, Place | None]]:
    """Yield which part an appointment brings, and over what; an inspector's are one."""
    if held.role == Role.INSPECTOR:
        yield "inspection", None
    elif held.role == Role.ADMINISTRATOR:
        yield "administration", held.place
    elif held.place.reach is Reach.FORCE:
        yield OF_A_FORCE[held.role][0], held.place
    elif held.role != Role.HUMAN_RESOURCES:
        yield "wide", held.place


def _parts(viewer: Viewer, held: Held, name: str, asked: Asked) -> Iterator[Part]:
    template = f"today/{name}.html"
    if name == "inspection":
        yield Part(template, inspection_board(viewer, asked))
    elif name == "administration":
        yield Part(template, administration_board(viewer, held.place, asked))
    elif name == "wide":
        yield Part(template, wide_board(viewer, held.place, asked))
    else:
        yield Part(template, OF_A_FORCE[held.role][1](viewer, held.place, asked))


def first_tour(viewer: Viewer) -> Tour | None:
    """Return the first-run tour for whoever has not seen it; None for everybody else."""
    if not viewer.held or User.objects.filter(pk=viewer.user_id, toured=True).exists():
        return None
    steps = (
        TourStep(
            _("Start here"),
            _("Today says how things stand, what got worse, what is about to, and what you are "
              "asked. It is made for your role."),
        ),
        TourStep(
            _("Every grade says why"),
            _("Press one to see what was declared, recorded and demonstrated, how old each is, "
              "and what would move it."),
        ),
        TourStep(
            _("Ask of any instant"),
            _("Pages take a date: yesterday, tonight, next March. They can also show what was "
              "known then."),
        ),
        TourStep(
            _("Find anything"),
            _("Press / anywhere and type a force, a cell or a task. Each page has its help at "
              "its foot."),
        ),
    )  # fmt: skip
    return Tour("first", steps)
