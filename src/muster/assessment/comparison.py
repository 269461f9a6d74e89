"""Two matrices side by side: two dates, two forces, or a force against its region or nation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from muster.assessment.evidence import WORST_FIRST, Grade
from muster.assessment.grading import Finding
from muster.assessment.matrix import Matrix
from muster.errors import MusterError


class UnableToCompare(MusterError):
    """The matrices do not share an edition."""


Change = Literal["worse", "better", "no longer known", "now known"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One criterion that grades differently in two matrices."""

    first: Finding
    second: Finding

    @property
    def worsened(self) -> bool:
        """Say whether the second is the worse."""
        return self._comparable and _rank(self.second.grade) < _rank(self.first.grade)

    @property
    def improved(self) -> bool:
        """Say whether the second is the better."""
        return self._comparable and not self.worsened

    @property
    def change(self) -> Change:
        """Return the change in words."""
        if self._comparable:
            return "worse" if self.worsened else "better"
        return "now known" if self.first.grade is Grade.NOT_EVIDENCED else "no longer known"

    @property
    def _comparable(self) -> bool:
        """Say whether one is better: what is not met and what is not known are neither."""
        return {self.first.grade, self.second.grade} != {Grade.NOT_MET, Grade.NOT_EVIDENCED}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two matrices and the criteria on which they differ."""

    first: Matrix
    second: Matrix
    differences: tuple[Difference, ...]

    @property
    def worsened(self) -> tuple[Difference, ...]:
        """Return the differences for the worse."""
        return tuple(each for each in self.differences if each.worsened)

    @property
    def improved(self) -> tuple[Difference, ...]:
        """Return the differences for the better."""
        return tuple(each for each in self.differences if each.improved)


def compare(first: Matrix, second: Matrix) -> Comparison:
    """Return how two matrices differ. Raises UnableToCompare for two editions."""
    if first.edition != second.edition:
        raise UnableToCompare(
            f"One is of edition {first.edition} and one of {second.edition}; assess both alike"
        )
    return Comparison(first, second, tuple(_differences(first, second)))


def _differences(first: Matrix, second: Matrix) -> Iterator[Difference]:
    for one, other in zip(first.findings, second.findings, strict=True):
        if one.grade is not other.grade:
            yield Difference(one, other)


def _rank(grade: Grade) -> int:
    return WORST_FIRST.index(grade)
