"""What must be said with a balance: what totals leave out, what is not counted, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from muster.doctrine import Doctrine
from muster.mobilisation.ledger.balances import COUNTED, AidAsked, AidLine, Counting
from muster.mobilisation.ledger.entries import AggregateEntry, Deployment, Ledger
from muster.mobilisation.ledger.periods import span_words
from muster.mobilisation.ledger.tellings import remarks_on_tellings


def remarks_on(
    lines: Sequence[AidLine],
    ledger: Ledger,
    asked: AidAsked,
    names: Mapping[str, str],
    doctrine: Doctrine,
) -> tuple[str, ...]:
    """Return what must be said with the lines of a balance, each thing once.

    `names` are those of operations, by slug.
    """
    remarks = _Remarks(lines, ledger, asked, names, doctrine)
    said = [*remarks.totals(), *remarks.operations(), *remarks.deployments()]
    return tuple(dict.fromkeys(said))


class _Remarks:
    """The lines of one balance, and the words for what is in them."""

    def __init__(
        self,
        lines: Sequence[AidLine],
        ledger: Ledger,
        asked: AidAsked,
        names: Mapping[str, str],
        doctrine: Doctrine,
    ) -> None:
        """Part the lines into totals and deployments."""
        self.lines, self.ledger, self.asked, self.doctrine = lines, ledger, asked, doctrine
        self.names = names
        kind = doctrine.unit(asked.unit)
        self.one, self.many = kind.name.lower(), kind.plural
        self.counted = [each for each in lines if each.counting in COUNTED]

    def totals(self) -> Iterator[str]:
        """Yield what each total leaves out, and why any is not counted."""
        for line in self.lines:
            total = line.entry
            if not isinstance(total, AggregateEntry):
                continue
            if line.counting is Counting.REACHES_OUTSIDE:
                yield (
                    f"{self._total(total)} reaches outside the period asked about: it is not "
                    "counted, and never divided."
                )
            elif line.counting not in COUNTED:
                yield f"{self._total(total)}: {line.counting.removeprefix('a total ')}."
            else:
                yield from self._counted(line, total)
        if any(isinstance(each.entry, AggregateEntry) for each in self.counted):
            yield "A total gives no days and no hours, so none are counted for it."

    def _counted(self, line: AidLine, total: AggregateEntry) -> Iterator[str]:
        name = self._total(total)
        if total.leaves_out:
            yield f"{name} already leaves out {_listed(total.leaves_out)}."
        itemised = [each for each in self.ledger.deployments if total.holds(each)]
        units = sum(each.units for each in itemised)
        if units > total.units:
            yield f"{name} is less than the {units:,} itemised for it; those are counted."
        elif units:
            yield f"{name} is itemised for {units:,}; the other {total.units - units:,} are added."
        if len(self.asked.forces) > 1 and not total.partner:
            yield (
                f"{name} does not say by whom or to whom, so what of it was between these "
                "forces is not netted out."
            )

    def operations(self) -> Iterator[str]:
        """Yield, for each operation left out, what leaving it out does to totals."""
        for slug in self.asked.without:
            name = self.names[slug]
            for line in self.counted:
                if isinstance(line.entry, AggregateEntry) and not line.entry.slug:
                    yield from self._left_out(line.entry, slug, name)
        unnamed = self._units(each for each in self.counted if not each.entry.slug)
        if self.asked.without and unnamed:
            yield f"{self._said(unnamed)} name no operation, and are counted."

    def _left_out(self, total: AggregateEntry, slug: str, name: str) -> Iterator[str]:
        itemised = sum(
            each.units
            for each in self.ledger.deployments
            if each.slug == slug and total.holds(each)
        )
        if total.without(slug):
            yield f"{self._total(total)} had already left out {name}; nothing more is taken off it."
        elif itemised:
            yield (
                f"{itemised:,} itemised for {name} are taken out of {self._total(total, 'the')}; "
                "whatever else of it that total holds cannot be."
            )
        else:
            yield (
                f"{self._total(total)} does not itemise {name}, so {name} cannot be taken out "
                "of it."
            )

    def deployments(self) -> Iterator[str]:
        """Yield what is to be known of deployments as they are counted."""
        early = [each for each in self.counted if each.counting is Counting.CARRIED_IN]
        if early:
            yield (
                f"{_rows(len(early))} began before the period: the days and hours in it are "
                "counted, and the units in the period they began."
            )
        deployed = [each.entry for each in self.counted if isinstance(each.entry, Deployment)]
        derived = sum(not each.stated for each in deployed)
        if derived:
            yield (
                f"The people of {_rows(derived)} are not stated, and are counted by the "
                f"composition of a {self.one} in doctrine."
            )
        yield from remarks_on_tellings(deployed, self.ledger.tellers)

    def _units(self, lines: Iterable[AidLine]) -> int:
        return sum(each.entry.units for each in lines if isinstance(each.entry, Deployment))

    def _said(self, units: int) -> str:
        return f"{units:,} {self.one if units == 1 else self.many}"

    def _total(self, total: AggregateEntry, article: str = "The") -> str:
        """Return a total in words: whose, how many, which way and when."""
        force = self.doctrine.force(total.force).name
        of = f" for {total.operation}" if total.operation else ""
        when = span_words(total.start, total.end)
        return f"{article} total of {self._said(total.units)} {total.side} by {force}{of}, {when},"


def _rows(count: int) -> str:
    return f"{count:,} deployment" + ("" if count == 1 else "s")


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
