"""Four depths of shade for an amount, and the key that says what each means."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.reporting.charts import Size
from muster.reporting.fills import Fill
from muster.reporting.svg import tag, words

STEPS: tuple[Fill, ...] = ("least", "less", "more", "most")
ROUND = (1, 2, 5, 10)
LEAST = 0.04  # the least that the deepest shade stands for
NEAR = 1e-9
NEXT_TO_NOTHING = 20  # so many times less than the first shade stands for
SWATCH, KEY_ROW, KEYS_NARROW = 14, 30, 3


@dataclass(frozen=True, slots=True)
class Depths:
    """Four depths of shade, each one `quarter` of the whole deeper than the last."""

    quarter: float

    @property
    def least(self) -> float:
        """Return what is next to nothing beside the rest, and is not shaded."""
        return self.quarter / NEXT_TO_NOTHING

    def fill(self, value: float) -> Fill:
        """Return the depth of a value; what is next to nothing has none."""
        if value < self.least:
            return ""
        at = min(len(STEPS) - 1, int(value / self.quarter - NEAR))
        return STEPS[at]

    def legend(self, unit: str) -> tuple[tuple[Fill, str], ...]:
        """Return what each depth means."""
        said = [f"{self.quarter * at:g} to {self.quarter * (at + 1):g}" for at in range(len(STEPS))]
        said[0] = f"up to {self.quarter:g}"
        return (
            ("", f"under {self.least:g}"),
            *zip(STEPS, [*said[:-1], f"{said[-1]} {unit}"], strict=True),
        )


def depths_of(most: float) -> Depths:
    """Return depths of a round size that reach to the most there is."""
    wanted = max(most, LEAST) / len(STEPS)
    power = 1.0
    while power > wanted:
        power /= 10
    while power * 10 < wanted:
        power *= 10
    return Depths(next(each * power for each in ROUND if each * power >= wanted))


def shade_key(size: Size, legend: Sequence[tuple[Fill, str]]) -> tuple[list[str], float]:
    """Return what each depth means, in a row or in two, and how high that is."""
    across = KEYS_NARROW if size.above else len(legend)
    wide = size.width / across
    drawn = []
    for at, (fill, said) in enumerate(legend):
        left, top = at % across * wide, at // across * KEY_ROW
        drawn.append(
            tag("rect", x=left, y=top, width=SWATCH, height=SWATCH, class_=f"cell {fill}".strip())
        )
        drawn.append(words(left + SWATCH + 8, top + SWATCH - 2, said, "label"))
    return drawn, float(KEY_ROW * -(-len(legend) // across))
