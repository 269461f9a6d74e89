"""What somebody judged otherwise than it is found now."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Grade, Judgement, Matrix
from muster.policing import clock
from muster.web.accounts.rights import Place, Viewer
from muster.web.nation.links import address, cell_link
from muster.web.nation.wording import cell_words
from muster.web.today.telling import Item

ONE_BY_ONE = 3  # judgements; the rest are told together


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of a criterion or a cell: what it is called, its cell, where on its page."""

    grade: Grade
    words: str
    threat: str
    aspect: str
    anchor: str = ""


def judged_otherwise(viewer: Viewer, place: Place, matrix: Matrix) -> list[Item]:
    """Return what was judged otherwise than it is found, the latest first.

    The first few lead each to its cell, and the rest together to the list of judgements.
    """
    found = _found(matrix)
    differ = [
        judged
        for subject, judgements in matrix.judgements.items()
        if subject in found
        and (judged := max(judgements, key=lambda each: each.at)).grade is not found[subject].grade
    ]
    differ.sort(key=lambda each: each.at, reverse=True)
    items = [_item(viewer, place, each, found[each.subject]) for each in differ[:ONE_BY_ONE]]
    more = len(differ) - len(items)
    if more:
        said = ngettext(
            "%(n)d more judgement differs from what is found",
            "%(n)d more judgements differ from what is found",
            more,
        )
        url = address("judgements:list", force=place.slug)
        items.append(Item(said % {"n": more}, "", url, _("Judgements"), tone="short"))
    return items


def _found(matrix: Matrix) -> Mapping[str, Found]:
    found = {}
    for each in matrix.findings:
        asked = each.criterion
        found[asked.slug] = Found(
            each.grade, asked.statement, asked.threat, asked.aspect, f"#{asked.slug}"
        )
    for cell in matrix.cells:
        if cell.grade:
            words = cell_words(cell.threat, cell.aspect)
            found[cell.subject] = Found(cell.grade, words, cell.threat, cell.aspect)
    return found


def _item(viewer: Viewer, place: Place, judged: Judgement, found: Found) -> Item:
    title = _("Judged %(judged)s, found %(found)s: %(what)s") % {
        "what": found.words.rstrip("."),
        "judged": judged.grade.value,
        "found": found.grade.value,
    }
    words = _("%(who)s judged it on %(day)s. Look whether that still holds: both stand.") % {
        "who": judged.by,
        "day": f"{clock.instant_of(judged.at):%-d %B %Y}",
    }
    url = cell_link(viewer, place.slug, found.threat, found.aspect)
    return Item(title, words, url and url + found.anchor, _("The cell"), tone="short")
