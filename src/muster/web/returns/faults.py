"""Faults as a page shows them: table by table, each line of the sheet with what is wrong in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from muster.intake import Fault, read_tables
from muster.web.returns.checking import CONSEQUENCE
from muster.web.returns.models import SeenLine, Upload, UploadFault, letters_of

LINES_ON_A_PAGE = 25
WHOLE = "whole-file"


@dataclass(frozen=True)
class Chosen:
    """Which faults are looked at: of one table, of one kind, or of all."""

    table: str = ""
    code: str = ""


@dataclass(frozen=True)
class Counted:
    """A table or a kind of fault, and how many faults it has."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class SheetCell:
    """One cell as it was sent, and the faults that stand in it; `hidden` tells of health."""

    text: str
    letter: str
    faults: tuple[UploadFault, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class SheetLine:
    """One line of a sheet: `faults` are all that stand on it, `gap` that lines before are left out.

    `whole` are the faults of the line that stand in no one cell.
    """

    number: int
    cells: tuple[SheetCell, ...]
    faults: tuple[UploadFault, ...] = ()
    gap: bool = False

    @property
    def whole(self) -> tuple[UploadFault, ...]:
        """Return the faults that stand in no one cell of the line."""
        return tuple(each for each in self.faults if each.place is None)

    @property
    def width(self) -> int:
        """Return how many columns the line takes, its number too."""
        return len(self.cells) + 1


@dataclass(frozen=True)
class Sheet:
    """One table with its faulty lines, a page of them at a time."""

    table: str
    title: str
    header: tuple[SheetCell, ...]
    lines: tuple[SheetLine, ...]
    page: Page[int]

    @property
    def hides(self) -> tuple[str, ...]:
        """Return the names of the columns that hold a cell which is not shown."""
        hidden = {cell.letter for line in self.lines for cell in line.cells if cell.hidden}
        return tuple(cell.text for cell in self.header if cell.letter in hidden)


def to_mend(upload: Upload, chosen: Chosen | None = None) -> QuerySet[UploadFault]:
    """Return the faults of an upload, without the rows that go only because their officer does."""
    found = upload.faults.exclude(code=CONSEQUENCE)
    wanted = chosen or Chosen()
    if wanted.table:
        found = found.filter(table="" if wanted.table == WHOLE else wanted.table)
    return found.filter(code=wanted.code) if wanted.code else found


def tables_with_faults(upload: Upload, code: str = "") -> list[Counted]:
    """Return the tables that have faults, in the order of the file, with how many."""
    counts = {
        row["table"]: row["count"]
        for row in to_mend(upload, Chosen(code=code))
        .order_by()
        .values("table")
        .annotate(count=Count("id"))
    }
    order = ["", *read_tables()]
    return [
        Counted(table or WHOLE, table or _("The whole file"), counts[table])
        for table in sorted(counts, key=order.index)
    ]


def kinds_of_fault(upload: Upload, table: str = "") -> list[Counted]:
    """Return the kinds of fault there are, the most frequent first."""
    rows = to_mend(upload, Chosen(table=table)).order_by().values("code")
    counted = rows.annotate(count=Count("id")).order_by("-count", "code")
    return [Counted(row["code"], kind_words(row["code"]), row["count"]) for row in counted]


def kind_words(code: str) -> str:
    """Return a kind of fault in words."""
    return code.replace("-", " ").capitalize()


def without_line(upload: Upload, chosen: Chosen) -> list[UploadFault]:
    """Return the faults of a table or file as a whole, and those whose line cannot be shown."""
    shown = set(upload.lines.values_list("table", flat=True))
    found = to_mend(upload, chosen)
    return list(found.filter(line=None)) + [
        each for each in found.exclude(line=None) if each.table not in shown
    ]


def sheet_of(
    upload: Upload, chosen: Chosen, number: str | int = 1, *, sees_sickness: bool = False
) -> Sheet | None:
    """Return one page of a table's faulty lines as they stand in the sheet; None for no lines.

    Cells that tell of somebody's health are not shown without `sees_sickness`, but for one that
    is itself faulty, which has to be mended.
    """
    guarded = None if sees_sickness else upload.found.get("guarded", {}).get(chosen.table)
    faults = to_mend(upload, chosen).exclude(line=None)
    header = upload.lines.filter(table=chosen.table, line=1).first()
    numbers = faults.order_by("line").values_list("line", flat=True).distinct()
    lines = [each for each in numbers if each is not None]
    if header is None or not lines:
        return None
    page = Paginator(lines, LINES_ON_A_PAGE).get_page(number)
    wanted = list(page.object_list)
    here = list(faults.filter(line__in=wanted))
    first = here[0]
    return Sheet(
        chosen.table,
        first.sheet or first.file or chosen.table,
        tuple(_cells(header.cells, ())),
        tuple(_lines(upload, chosen.table, wanted, here, guarded)),
        page,
    )


def _lines(
    upload: Upload,
    table: str,
    wanted: Sequence[int],
    faults: Iterable[UploadFault],
    guarded: int | None,
) -> Iterable[SheetLine]:
    """Yield the faulty lines and those beside them, in order, with the gaps between."""
    around = sorted({near for line in wanted for near in (line - 1, line, line + 1)} - {0})
    seen: Mapping[int, SeenLine] = {
        each.line: each for each in upload.lines.filter(table=table, line__in=around)
    }
    by_line: dict[int, list[UploadFault]] = {}
    for each in faults:
        by_line.setdefault(int(each.line or 0), []).append(each)
    last = 1
    for line in around:
        if line in seen and (line > 1 or line in by_line):
            here = tuple(by_line.get(line, ()))
            gap = line > last + 1
            yield SheetLine(
                line,
                tuple(_cells(seen[line].cells, here, guarded if line > 1 else None)),
                here,
                gap,
            )
            last = line


def _cells(
    texts: Sequence[str], faults: Iterable[UploadFault], guarded: int | None = None
) -> Iterable[SheetCell]:
    for at, text in enumerate(texts):
        here = tuple(each for each in faults if each.place == at)
        hidden = bool(at == guarded and not here and text)
        yield SheetCell(_("not shown") if hidden else text, letters_of(at), here, hidden)


def as_faults(faults: Iterable[UploadFault]) -> list[Fault]:
    """Return rows as the faults they were."""
    return [
        Fault(
            table=each.table,
            row=each.line,
            column=each.column,
            value=each.value,
            fault=each.fault,
            remedy=each.remedy,
            file=each.file,
            sheet=each.sheet,
            code=each.code,
            waivable=each.waivable,
        )
        for each in faults
    ]
