"""What a score means, in sentences: the because of each mark, and the questions it puts.

A figure above what records allow is a question and not a fault: there may be an answer that
the records do not show.
"""

from collections.abc import Iterator

from muster.mobilisation.no_notice import MOVED
from muster.mobilisation.no_notice_result import Bounds, MarkScore, NoNoticeResult, Standing
from muster.policing import Composition
from muster.strength import KindCount, Need


def because_of(mark: MarkScore, result: NoNoticeResult, unit: Composition) -> str:
    """Return why a mark stands as it does: which post was short, and what stops the next unit."""
    if mark.standing is Standing.NOTHING_SHOWN:
        return "No answer gave a figure."
    if mark.standing is Standing.NOT_REACHED or mark.shown is None:
        return f"The test ended at {result.test.ended:,} minutes."
    if mark.standing is Standing.TRAVELLING:
        return f"Nobody can have travelled yet. {_records(mark, unit)}"
    shown = bounds_words(mark.shown)
    said = f"{shown[:1].upper()}{shown[1:]} {'had come' if result.level in MOVED else 'stated'}."
    return " ".join((said, *_shortage(mark, result, unit), _records(mark, unit)))


def questions_of(result: NoNoticeResult, unit: Composition) -> tuple[str, ...]:
    """Return the questions a test puts to the force, each once, at the soonest mark it arises."""
    asked: dict[str, str] = {}
    for mark in result.marks:
        for what, question in _questions(mark, result, unit):
            asked.setdefault(what, question)
    return tuple(asked.values())


def _questions(
    mark: MarkScore, result: NoNoticeResult, unit: Composition
) -> Iterator[tuple[str, str]]:
    """Yield what a mark makes one ask, with a key by which it is asked once."""
    when = notice_words(mark.minutes)
    claimed, said = mark.claimed, mark.said
    if claimed and said and said.high is not None and claimed[0] > said.high:
        yield (
            f"answers {claimed[0]} {said.high}",
            f"{_units(claimed[0])} {_were(claimed[0])} stated {when}; the posts and vehicles that "
            f"were answered for make at most {said.high:,}. {_needs(said, unit)} "
            "What explains the difference?",
        )
    if mark.standing is Standing.ABOVE and mark.shown:
        low = mark.shown[0]
        how = "there" if result.level in MOVED else result.level
        yield (
            f"records {low} {mark.recorded.high}",
            f"{_units(low)} {_were(low)} {how} {when}; {_records(mark, unit, opened=False)} "
            "What explains the difference?",
        )


def _shortage(mark: MarkScore, result: NoNoticeResult, unit: Composition) -> Iterator[str]:
    """Yield which posts were short of what was asked, and what the next unit needed."""
    count = mark.arrived or mark.deployed if result.level in MOVED else mark.said
    if count is None:
        return
    if (count.low, count.high) != mark.shown:
        made = bounds_words((count.low, count.high))
        yield f"The posts and vehicles answered for make {made}."
    if count.next_unit_needs:
        yield _needs(count, unit)
    if count.unknown and count.high != count.low:
        yield f"Nothing was said of {_listed(count.unknown)}."


def _records(mark: MarkScore, unit: Composition, *, opened: bool = True) -> str:
    """Return what records allow by a mark, and what stops the next unit there."""
    recorded, assured = mark.recorded, mark.assured
    said = f"records allow {bounds_words((recorded.low, recorded.high))}"
    if assured.high is not None and assured.high != recorded.high:
        said += f" ({bounds_words((assured.low, assured.high))} without recall)"
    said = said[:1].upper() + said[1:] if opened else said
    needs = f" {_needs(recorded, unit)}" if recorded.next_unit_needs else ""
    unknown = recorded.unknown if recorded.high != recorded.low else ()
    silent = f" They are silent on {_listed(unknown)}." if unknown else ""
    return f"{said}.{needs}{silent}"


def _needs(count: KindCount, unit: Composition) -> str:
    """Return what the next unit needs, with the sum each need comes from."""
    takes = {post.slug: post.count for post in unit.posts}
    takes |= {need.kind: need.count for need in unit.vehicles}
    said = ", ".join(_need(need, count, takes[need.post]) for need in count.next_unit_needs)
    return f"The next one needs {said}."


def _need(need: Need, count: KindCount, takes: int) -> str:
    held = count.available.get(need.post)
    sum_ = "" if held is None else f" ({held:,} known, {takes:,} to a unit)"
    return f"{need.count:,} more {need.post.replace('_', ' ')}{sum_}"


def bounds_words(bounds: Bounds) -> str:
    """Return a number of units in as few words as are true."""
    low, high = bounds
    if high is None:
        return f"at least {_units(low)}" if low else "an unknown number of units"
    if low == high:
        return _units(high)
    return f"at most {_units(high)}" if not low else f"{low:,} to {_units(high)}"


def notice_words(minutes: int) -> str:
    """Return a mark as it stands in a sentence: `at once`, `within 60 minutes`."""
    return "at once" if not minutes else f"within {minutes:,} minutes"


def _units(count: int) -> str:
    return f"{count:,} {'unit' if count == 1 else 'units'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _listed(slugs: tuple[str, ...]) -> str:
    return ", ".join(slugs).replace("_", " ")
