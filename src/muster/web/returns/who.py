"""Who came, who went, whose tickets were gained or lapsed: by collar number, for those who may."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from muster.intake import Return, read_packed
from muster.policing import clock
from muster.web.picture.holding import return_of
from muster.web.returns.differences import ranks_by_number, skills_in_date
from muster.web.returns.models import Candidate, Upload
from muster.web.rulebook import rulebook


class Part(TextChoices):
    """What happened to somebody between two returns."""

    JOINED = "joined", _("Joined")
    LEFT = "left", _("Left")
    GAINED = "gained", _("Ticket gained")
    LAPSED = "lapsed", _("Ticket lapsed")


@dataclass(frozen=True, order=True)
class Change:
    """One thing that happened to one officer: `what` is a rank, or a skill."""

    part: str
    officer: str
    what: str

    @property
    def label(self) -> str:
        """Return what happened, in words."""
        return str(Part(self.part).label)


def changes_of(upload: Upload) -> list[Change]:
    """Return what happened to whom between the return in use and an upload that is open."""
    candidate = Candidate.objects.get(upload=upload)
    new = read_packed(bytes(candidate.packed), doctrine=rulebook(), name=upload.name)
    old = return_of(upload.against) if upload.against else None
    order = list(Part.values)
    at = clock.parse_instant(upload.difference["at"])
    return sorted(_changes(old, new, at), key=lambda each: (order.index(each.part), each))


def _changes(old: Return | None, new: Return, at: int) -> Iterator[Change]:
    before, now = ranks_by_number(old), ranks_by_number(new)
    ranks = [each.name for each in rulebook().ranks]
    for part, there, elsewhere in ((Part.JOINED, now, before), (Part.LEFT, before, now)):
        for number in there.keys() - elsewhere.keys():
            yield Change(part, number.decode(), ranks[there[number]])
    skills = [each.name for each in rulebook().skills]
    had, has = skills_in_date(old, at), skills_in_date(new, at)
    for part, pairs in ((Part.GAINED, has - had), (Part.LAPSED, had - has)):
        for number, skill in pairs:
            if number in now:
                yield Change(part, number.decode(), skills[skill])
