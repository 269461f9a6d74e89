"""Findings in plain sentences: because of what, what would move it, what disagrees."""

from collections.abc import Iterator
from itertools import combinations
from math import inf

from muster.assessment.evidence import Evidence, Grade, Judgement
from muster.assessment.grading import Finding, Meeting, Requirement, Shown, Standing
from muster.policing import clock

LINKS = ("to", "of", "in")  # words after which a unit of measure only says more of itself
NO_REQUIREMENT = "No requirement is stated, by the force or by doctrine, so nothing can be met"


def because(finding: Finding) -> str:
    """Return why a criterion has its grade."""
    if finding.forces is not None:
        return _sentence(_meeting(finding.forces))
    if finding.required is None:
        return _sentence(NO_REQUIREMENT + _held(finding))
    if finding.decided_by is not None:
        return _decided(finding, finding.required, finding.decided_by)
    if not finding.shown:
        return "Nothing is declared, recorded or demonstrated."
    reasons = [_against(piece, finding) for piece in finding.shown.values()]
    alone = "; nothing else is held" if len(reasons) == 1 else ""
    return _sentence("; ".join(reasons) + alone)


def meet_words(meeting: Meeting) -> str:
    """Return how many forces meet what is asked of each: `31 of 43 forces meet it`."""
    met, asked = meeting.met, meeting.asked
    if not asked:
        return "no force is asked for it"
    forces = "the one force meets it" if met else "the one force does not meet it"
    verb = "meets" if met == 1 else "meet"
    return forces if asked == 1 else f"{met} of {asked} forces {verb} it"


def _meeting(meeting: Meeting) -> str:
    """Return how many forces meet what is asked of each, and how the others stand."""
    if not meeting.asked:
        return NO_REQUIREMENT
    if meeting.unknown == meeting.asked:
        return f"nothing that counts is held of {_forces(meeting.asked)}{_unasked(meeting)}"
    rest = (
        (meeting.partly, "partly"),
        (meeting.unmet, "not"),
        (meeting.unknown, "not evidenced"),
    )
    others = ", ".join(f"{count} {how}" for count, how in rest if count)
    return meet_words(meeting) + (f"; {others}" if others else "") + _unasked(meeting)


def _unasked(meeting: Meeting) -> str:
    if not meeting.unasked:
        return ""
    return f"; of {_forces(meeting.unasked)} no requirement is stated"


def _forces(count: int) -> str:
    return f"{count} force" + ("" if count == 1 else "s")


def _held(finding: Finding) -> str:
    """Return what is held where no requirement is stated."""
    held = [_against(piece, finding) for piece in finding.shown.values()]
    return f"; {'; '.join(held)}" if held else ""


def _against(piece: Shown, finding: Finding) -> str:
    """Return why a piece does not count, in words."""
    said = _told(piece, finding)
    against = {
        Standing.DECLARED_ONLY: ", and a declaration alone does not grade",
        Standing.NO_FIGURE: ", without a figure to compare",
        Standing.NO_NOTICE: " with no notice, so it is not compared",
        Standing.OTHER_NOTICE: f"{notice(piece.evidence.within)}, which is another notice",
        Standing.LOWER_LEVEL: f" ({piece.evidence.level}), a lower level than is asked for",
        Standing.STALE: f" {_age(piece.age)} ago, past its shelf life",
    }
    return f"{said}{against.get(piece.standing, '')}"


def _told(piece: Shown, finding: Finding) -> str:
    """Return how much was told and how: `12 recorded`, `recorded as not met`."""
    how = piece.evidence.truth.value
    if not piece.evidence.outcome:
        return f"{_figures(piece.evidence)} {how}"
    if not finding.criterion.yes_no:
        return f"{how} as {_answer(piece.evidence)}"
    return f"{how} as {_met(piece.evidence)}"


def _met(piece: Evidence) -> str:
    """Return the answer to what is asked as a grade: met, partly met or not met."""
    return {1.0: "met", 0.0: "not met"}.get(piece.low, "partly met")


def _decided(finding: Finding, required: Requirement, piece: Shown) -> str:
    how = piece.evidence.truth.value
    if piece.evidence.level:
        how += f" ({piece.evidence.level})"
    if finding.criterion.yes_no and piece.evidence.outcome:
        return _sentence(f"{how}: {_answer(piece.evidence)}. {piece.evidence.statement}")
    figures = f"{_figures(piece.evidence)} {how} against {number(required.value)} required"
    if finding.grade is Grade.NOT_EVIDENCED:
        figures += ", which could be met or not"
    return _sentence(f"{figures}{notice(finding.criterion.within_minutes)}")


def beside(found: Finding | None, judgement: Judgement) -> str:
    """Return how a judgement differs from what was found, empty where the two agree."""
    if found is None:
        return f"{judgement.by} judges it {judgement.grade.value}; no criterion speaks of it."
    if found.grade is judgement.grade:
        return ""
    return (
        f"{judgement.by} judges it {judgement.grade.value}; what is held makes it "
        f"{found.grade.value}, because of “{found.criterion.statement}”: {because(found)}"
    )


def moves(finding: Finding) -> str:
    """Return what would move a grade that is not met; empty for one that is."""
    if finding.grade is Grade.MET:
        return ""
    if finding.required is None and not (finding.forces and finding.forces.asked):
        return f"Declare `{finding.criterion.measure}.required`. {finding.criterion.moves}"
    stale = [each for each in finding.shown.values() if each.standing is Standing.STALE]
    if finding.decided_by is None and stale:
        return f"Fresh evidence would move it: the last is {_age(stale[0].age)} old."
    return finding.criterion.moves


def disagreements(finding: Finding) -> Iterator[str]:
    """Yield a line for each place where the three truths, or fresh and older evidence, differ."""
    winner = finding.decided_by
    for other in finding.others:
        yield _sentence(
            f"{_dated(other)} says otherwise ({figure(other.evidence)}); "
            f"{_dated(winner) if winner else 'the fresher'} is fresher or firmer and wins."
        )
    fresh = [each for each in finding.shown.values() if each.standing is not Standing.STALE]
    for one, other in combinations(fresh, 2):
        told = winner in (one, other) and (one in finding.others or other in finding.others)
        alike = _same_notice(one, other) and _comparable(finding, one, other)
        if alike and not told and _differ(one, other):
            yield _sentence(f"{_said(one)} and {_said(other)}")


def _said(piece: Shown) -> str:
    """Return what one truth says: how much, how, and at what level."""
    level = f" ({piece.evidence.level})" if piece.evidence.level else ""
    return f"{figure(piece.evidence)} is {piece.evidence.truth.value}{level}"


def _comparable(finding: Finding, one: Shown, other: Shown) -> bool:
    """Say whether two pieces are of one sort: both figures, or both answers where one is asked."""
    outcomes = one.evidence.outcome, other.evidence.outcome
    return not any(outcomes) or finding.criterion.yes_no


def number(value: float) -> str:
    """Return a figure without needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def unit_name(unit: str, value: float) -> str:
    """Return what a criterion counts, in the right number: `1 unit`, `3 units`, `1 trainer`.

    Units of measure are written in the plural: `inspectors to lead units`, `casualty staff`.
    """
    if value != 1:
        return unit
    words = unit.split(" ")
    last = next((at for at, word in enumerate(words) if word in LINKS), len(words)) - 1
    words[last] = words[last].removesuffix("s")
    return " ".join(words)


def figure(piece: Evidence) -> str:
    """Return what a piece of evidence says: a figure, its bounds, or yes, partly or no."""
    return _answer(piece) if piece.outcome else _figures(piece)


def _figures(piece: Evidence) -> str:
    if piece.value is None:
        return f"{number(piece.low)} or more"
    if piece.low < piece.value:
        return f"{number(piece.low)} to {number(piece.value)}"
    return number(piece.value)


def _answer(piece: Evidence) -> str:
    return {1.0: "yes", 0.0: "no"}.get(piece.low, "partly")


def notice(within: int | None) -> str:
    """Return a notice in words with a space before it, empty for none."""
    if within is None:
        return ""
    hours, minutes = divmod(within, clock.HOUR)
    if within == 0:
        return " at once"
    return f" within {hours} h" if not minutes else f" within {within} min"


def _age(days: int) -> str:
    return f"{days} day" + ("" if days == 1 else "s")


def _dated(piece: Shown) -> str:
    on = clock.instant_of(piece.evidence.as_at).date().isoformat()
    return f"what was {piece.evidence.truth.value} on {on}"


def _same_notice(one: Shown, other: Shown) -> bool:
    return one.evidence.within == other.evidence.within


def _differ(one: Shown, other: Shown) -> bool:
    """Say whether two figures, or two pairs of bounds, have nothing in common."""
    first, second = one.evidence, other.evidence
    return second.low > _most(first) or first.low > _most(second)


def _most(piece: Evidence) -> float:
    return inf if piece.value is None else piece.value


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?")) else text + "."
