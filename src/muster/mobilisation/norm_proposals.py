"""New norms proposed from what was seen: for a named officer to approve, and nothing by itself."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.doctrine import Doctrine, NormEvidence
from muster.errors import MusterError
from muster.mobilisation.intervals import Interval
from muster.mobilisation.no_notice import ON_CALL, RECALLED
from muster.mobilisation.prediction_review import ASSEMBLY, RATE, TIME
from muster.mobilisation.prediction_seen import PredictionReview, RateSeen, TimeSeen
from muster.policing import clock

TURNOUT, TIME_NORM = "turnout", "time_norm"
SEEN = {
    ON_CALL: ("person called", "people called"),
    RECALLED: ("person who came", "people who came"),
    ASSEMBLY: ("unit deployed", "units deployed"),
}
NAMED = 5  # occasions named in a source; the rest are counted


class UnableToProposeNorms(MusterError):
    """There is no norm to propose."""


class Verdict(StrEnum):
    """What is to be done with a norm."""

    CHANGE = "change"
    KEEP = "keep"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class NormProposal:
    """A norm of doctrine beside what was seen of it.

    `table` is `turnout` (a share of people) or `time_norm` (minutes for a share). `seen` and
    `interval` are None where nothing was. `because` says why in a sentence.
    """

    table: str
    slug: str
    current: float
    standing: str
    seen: float | None
    interval: Interval | None
    evidence: int
    occasions: int
    verdict: Verdict
    because: str
    share: float | None = None


def propose_norms(review: PredictionReview, *, doctrine: Doctrine) -> tuple[NormProposal, ...]:
    """Return what is to be done with each norm of turnout and time, by what was seen.

    A norm is to change where the interval of what was seen leaves it out, and to be kept
    where it does not. Doctrine says how much must have been seen for either.
    """
    on = clock.instant_of(review.at).date()
    return (
        *_turnouts(review, doctrine, on),
        _time(
            RECALLED,
            next((each for each in review.times if each.state == RECALLED), None),
            doctrine.evidence_for_norms(TIME, on),
            doctrine,
            on,
        ),
        _time(ASSEMBLY, review.assembly, doctrine.evidence_for_norms(ASSEMBLY, on), doctrine, on),
    )


def _turnouts(review: PredictionReview, doctrine: Doctrine, on: date) -> Iterator[NormProposal]:
    rule = doctrine.evidence_for_norms(RATE, on)
    for slug in (ON_CALL, RECALLED):
        norm = doctrine.turnout(slug, on)
        seen = next((each for each in review.rates if each.state == slug), None)
        verdict, because = _judge_rate(norm.rate, seen, rule)
        yield NormProposal(
            table=TURNOUT,
            slug=slug,
            current=norm.rate,
            standing=norm.source.standing,
            seen=seen.share if seen else None,
            interval=seen.interval if seen else None,
            evidence=seen.called if seen else 0,
            occasions=seen.occasions if seen else 0,
            verdict=verdict,
            because=because,
        )


def _judge_rate(current: float, seen: RateSeen | None, rule: NormEvidence) -> tuple[Verdict, str]:
    called, occasions = (seen.called, seen.occasions) if seen else (0, 0)
    if seen is None or called < rule.fewest or occasions < rule.occasions:
        return Verdict.CANNOT_TELL, _too_few(
            called, occasions, rule, ("person called", "people called")
        )
    return _judge(seen.interval.holds(current), f"{seen.came:,} of {called:,} came")


def _time(
    slug: str, seen: TimeSeen | None, rule: NormEvidence, doctrine: Doctrine, on: date
) -> NormProposal:
    norm = doctrine.time_norm(slug, on)
    count, occasions = (seen.came, seen.occasions) if seen else (0, 0)
    one, what = SEEN[slug]
    if seen is None or count < rule.fewest or occasions < rule.occasions:
        verdict, because = Verdict.CANNOT_TELL, _too_few(count, occasions, rule, (one, what))
    elif seen.interval.high is None:
        verdict, because = Verdict.CANNOT_TELL, f"{count:,} {what} give no upper limit"
    else:
        said = f"{norm.share:.0%} of {count:,} {what} took {seen.minutes:,} minutes or less"
        verdict, because = _judge(seen.interval.holds(norm.minutes), said)
    return NormProposal(
        table=TIME_NORM,
        slug=slug,
        current=norm.minutes,
        standing=norm.source.standing,
        seen=seen.minutes if seen else None,
        interval=seen.interval if seen else None,
        evidence=count,
        occasions=occasions,
        verdict=verdict,
        because=because,
        share=norm.share,
    )


def _judge(holds: bool, said: str) -> tuple[Verdict, str]:
    if holds:
        return Verdict.KEEP, f"{said}, which the norm in force fits"
    return Verdict.CHANGE, f"{said}, which the norm in force does not fit"


def _too_few(count: int, occasions: int, rule: NormEvidence, what: tuple[str, str]) -> str:
    nights = "occasion" if occasions == 1 else "occasions"
    return (
        f"{count:,} {what[count != 1]} on {occasions:,} {nights}, and {rule.fewest:,} on "
        f"{rule.occasions:,} are the fewest to propose from"
    )


def norms_toml(
    proposals: Sequence[NormProposal], review: PredictionReview, *, starts: date, approver: str = ""
) -> str:
    """Return the norms to change as a file of local doctrine, from a day on.

    Each names the tests and call-outs it comes from and says that it is proposed; `approver`
    is who is to approve it. Raises UnableToProposeNorms where there is none to change.
    """
    changing = [each for each in proposals if each.verdict is Verdict.CHANGE]
    if not changing:
        raise UnableToProposeNorms(
            "No norm is to be changed: each fits what was seen, or too little was; "
            "nothing was written"
        )
    source = _source(review, approver)
    entries = "\n".join(_entry(each, starts, source) for each in changing)
    return (
        "# PROPOSED, NOT APPROVED. Norms for a named officer to approve: nothing uses this file\n"
        "# until the folder it lies in is laid over doctrine with --doctrine. Once approved, say\n"
        f"# in each `note` who approved it, and when.\n\n{entries}"
    )


def _source(review: PredictionReview, approver: str) -> str:
    named = ", ".join(review.occasions[:NAMED])
    more = len(review.occasions) - NAMED
    return (
        f"proposed, not approved: for approval by {approver or 'a named officer'}; from "
        f"{len(review.occasions):,} tests and call-outs of {', '.join(review.forces)}: {named}"
        + (f" and {more:,} more" if more > 0 else "")
    )


def _entry(proposal: NormProposal, starts: date, source: str) -> str:
    seen, interval = proposal.seen or 0, proposal.interval
    note = f"{source}; {proposal.because}"
    if interval and interval.high is not None:
        note += f"; between {_figure(interval.low)} and {_figure(interval.high)}"
    lines = [f"[[{proposal.table}]]", f"slug = {json.dumps(proposal.slug)}"]
    if proposal.table == TURNOUT:
        lines.append(f"rate = {_figure(seen)}")
    else:
        lines += [f"minutes = {seen:.0f}", f"share = {proposal.share}"]
    lines.append(f"from = {starts.isoformat()}")
    quoted = json.dumps(note, ensure_ascii=False)
    lines.append(f'source = {{ standing = "local", note = {quoted} }}')
    return "\n".join(lines) + "\n"


def _figure(value: float) -> str:
    """Return a share to a hundredth, or whole minutes."""
    return f"{value:.2f}" if value < 1 or not value.is_integer() else f"{value:.0f}"
