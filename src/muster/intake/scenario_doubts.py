"""Distributions in a scenario's file: a number alone, or a table of one shape."""

import math
from collections.abc import Sequence
from typing import Any

from muster.intake.scenario_entries import ASSUMED, Entry
from muster.rehearsal import Distribution, fixed

SHAPES = ("fixed", "uniform", "triangular", "quantiles", "exponential", "values")
NUMBERS = {"fixed": 1, "uniform": 2, "triangular": 3, "exponential": 2}
MOST_VALUES = 1024
SLACK = 1e-6  # what chances may miss of 1 by rounding


def read_distribution(
    entry: Entry,
    key: str,
    bounds: tuple[float, float],
    *,
    scale: float = 1.0,
    default: Distribution | None = None,
    basis: str = ASSUMED,
    whole: bool = False,
) -> Distribution:
    """Return a distribution whose values are within bounds, each times `scale`.

    `basis` is that of a figure that has none of its own; `whole` values have no fractions.
    """
    value = entry.raw(key)
    if value is None:
        if default is None:
            entry.missing(key, "give a number, or { uniform = [1, 4] } and the like")
        return default or fixed(bounds[0])
    if not isinstance(value, dict):
        return fixed(entry.checked(key, value, *bounds, whole=whole) * scale, basis)
    own = entry.within(key, value)
    told = own.basis(basis)
    shape = _shape(own)
    if not shape:
        own.done((*SHAPES, "chances"))
        return fixed(bounds[0])
    numbers = _numbers(own, shape, bounds, whole and shape != "exponential")
    chances = _chances(own, numbers) if shape == "values" else ()
    own.done()
    if not numbers or (shape == "values" and not chances):
        return fixed(bounds[0])
    name: Any = "discrete" if shape == "values" else shape
    return Distribution(name, tuple(each * scale for each in numbers), chances, told)


def _shape(own: Entry) -> str:
    """Return which shape a table has; a fault where it has none, or several."""
    found = [shape for shape in SHAPES if own.has(shape)]
    if len(found) == 1:
        return found[0]
    said = "has no shape" if not found else f"has several shapes ({', '.join(found)})"
    own.fault("", None, "no-shape", said, f"give one of {', '.join(SHAPES)}")
    return ""


def _numbers(own: Entry, shape: str, bounds: tuple[float, float], whole: bool) -> tuple[float, ...]:
    value = own.raw(shape)
    given: Sequence[Any] = value if isinstance(value, list) else [value]
    wanted = NUMBERS.get(shape)
    if (wanted and len(given) != wanted) or not 0 < len(given) <= MOST_VALUES:
        most = f"{wanted}" if wanted else f"1 to {MOST_VALUES:,}"
        own.fault(shape, value, "wrong-length", f"is not {most} numbers", f"give {most} numbers")
        return ()
    noted = own.book.log.total
    numbers = tuple(own.checked(shape, each, *bounds, whole=whole) for each in given)
    if own.book.log.total > noted:
        return ()
    rising = shape == "values" or list(numbers) == sorted(numbers)
    if not rising:
        own.fault(shape, value, "not-rising", "does not rise", "give the least first")
        return ()
    if shape == "exponential" and numbers[0] <= 0:
        own.fault(shape, value, "no-mean", "has no mean above nought", "give [mean, most]")
        return ()
    return numbers


def _chances(own: Entry, numbers: Sequence[float]) -> tuple[float, ...]:
    value = own.raw("chances")
    given = value if isinstance(value, list) else []
    if len(given) != len(numbers):
        fault = f"are {len(given)} chances of {len(numbers)} values"
        own.fault("chances", None, "wrong-length", fault, "give one chance for each value")
        return ()
    noted = own.book.log.total
    chances = tuple(own.checked("chances", each, 0, 1) for each in given)
    if own.book.log.total > noted:
        return ()
    whole = math.fsum(chances)
    if abs(whole - 1) > SLACK:
        fault = f"sum to {whole:g} and not to 1"
        own.fault("chances", value, "not-one", fault, "mend them until they sum to 1")
        return ()
    return chances


def mean_of(distribution: Distribution) -> float:
    """Return about what a distribution is on average."""
    numbers = distribution.numbers
    if distribution.shape == "discrete":
        return math.fsum(n * c for n, c in zip(numbers, distribution.chances, strict=True))
    if distribution.shape == "exponential":
        return numbers[0]
    return math.fsum(numbers) / len(numbers)
