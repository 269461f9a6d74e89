"""Chances, intervals and differences in words, where noise is told from news."""

from collections.abc import Sequence

from muster.rehearsal import Estimate, Policy
from muster.reporting.words import counted, duration_words, joined, opened

CANNOT_TELL = "cannot tell"
DISPATCHES = {
    "nearest": "the nearest force that has any sends first",
    "phone": "the nearest force is rung first",
    "optimal": "what leaves least unmet is sent",
}
CERTAIN = 0.9995  # nearer to one than this, a share is not told as 100%


def share_words(share: float) -> str:
    """Return a share as per cent: whole ones, tenths near nought and one, never a false 100%."""
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    if share < 1 - CERTAIN:
        return "under 0.1%"
    if share > CERTAIN:
        return "over 99.9%"
    return f"{share:.0%}" if 0.01 <= share <= 0.99 else f"{share:.1%}"


def interval_words(estimate: Estimate) -> str:
    """Return the interval of a share: `60% to 64%`."""
    return _kept(f"{share_words(estimate.low)} to {share_words(estimate.high)}")


def amount_words(amount: float) -> str:
    """Return a mean number of units: tenths below ten, and hundredths below one."""
    size = abs(amount)
    if not size:
        return "0"
    return f"{amount:.2f}" if 0 < size < 1 else f"{amount:.1f}" if size < 10 else f"{amount:,.0f}"


def amount_range(estimate: Estimate) -> str:
    """Return the interval of a mean number: `31 to 34`."""
    return _kept(f"{amount_words(estimate.low)} to {amount_words(estimate.high)}")


def points_words(difference: float) -> str:
    """Return a difference of shares in points: `+21`, `−0.4`."""
    points = difference * 100
    said = f"{abs(points):.0f}" if abs(points) >= 10 else f"{abs(points):.1f}"
    return signed(said, points)


def gain_words(estimate: Estimate) -> str:
    """Return a difference in units with its interval: `+1.3 (+0.9 to +1.7)`."""
    most = max(abs(estimate.low), abs(estimate.high))
    places = 0 if most >= 10 else 1 if most >= 1 else 2
    value, low, high = (
        signed(f"{abs(each):,.{places}f}", each)
        for each in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({_kept(f'{low} to {high}')})"


def points_range(estimate: Estimate) -> str:
    """Return a difference in points with its interval: `+21 (+18 to +24)`."""
    ends = f"{points_words(estimate.low)} to {points_words(estimate.high)}"
    return f"{points_words(estimate.value)} ({_kept(ends)})"


def _kept(said: str) -> str:
    """Return words that stay on one line."""
    return said.replace(" ", "\u00a0")


def signed(said: str, value: float) -> str:
    """Return a number in words with its sign; nought has none."""
    if not float(said.replace(",", "")):
        return "0"
    return f"{'+' if value > 0 else '−'}{said}"


def verdict_words(estimate: Estimate) -> str:
    """Return which way a difference goes: `better`, `worse` or `cannot tell`."""
    if estimate.straddles:
        return CANNOT_TELL
    return "better" if estimate.value > 0 else "worse"


def lettered(names: Sequence[str]) -> tuple[str, ...]:
    """Return names with a letter before each, where there are several to be told apart."""
    if len(names) < 2:
        return tuple(names)
    return tuple(f"{letter(at)}: {name}" for at, name in enumerate(names))


def letters(names: Sequence[str]) -> tuple[str, ...]:
    """Return the letters alone, where there are several names; the name of a single one."""
    return tuple(map(letter, range(len(names)))) if len(names) > 1 else tuple(names)


def letter(at: int) -> str:
    """Return the letter that stands for the n-th policy in charts and tables."""
    return chr(ord("A") + at)


def policy_words(policy: Policy) -> str:
    """Return what a policy does, as a sentence."""
    said = [DISPATCHES[policy.dispatch]]
    if policy.dispatch == "phone":
        said.append(counted(policy.lines, "line"))
    activated = _activation(policy)
    said.append(f"the nation is {f'activated {activated}' if activated else 'never activated'}")
    if policy.stand_to:
        said.append("forces stand to from then")
    if policy.order_ahead:
        said.append("what is foreseen is ordered ahead")
    if policy.floors:
        said.append(f"floors of alert level {policy.floors.replace('_', ' ')} are kept")
    return f"{opened('; '.join(said))}."


def _activation(policy: Policy) -> str:
    """Return when the nation is activated, whichever is first; nothing where it never is."""
    said = []
    if policy.activate_at == 0:
        return "at the start"
    if policy.activate_at is not None:
        said.append(f"after {duration_words(policy.activate_at)}")
    if policy.open_incidents is not None:
        said.append(f"once {counted(policy.open_incidents, 'incident')} are open")
    if policy.short_units is not None:
        said.append(f"once {counted(policy.short_units, 'unit')} are short")
    return joined(said, "or")
