"""Were we right? Predicted against actual as a document, with the norms it proposes."""

from collections.abc import Sequence

from muster.mobilisation import (
    Interval,
    NormProposal,
    PredictionReview,
    TimeSeen,
    Verdict,
)
from muster.reporting.background import Background, instant_words, remarks, warnings
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
    table,
)
from muster.reporting.no_notice_tables import STATE_WORDS
from muster.reporting.words import counted, force_name, joined, opened, post_name, within_words

NORMS = {
    ("turnout", "on_call"): "Turnout of those on call",
    ("turnout", "recall"): "Turnout of those recalled",
    ("time_norm", "recall"): "Minutes to parade, recalled",
    ("time_norm", "assembly"): "Minutes to leave, once all are there",
}
TONES: dict[Verdict, Tone] = {
    Verdict.CHANGE: "short",
    Verdict.KEEP: "good",
    Verdict.CANNOT_TELL: "unknown",
}
HOW = (
    "The interval of a share is Wilson's score interval; that of a time lies between two of the "
    "times seen. Both suppose that people come independently. People of one night come or stay "
    "away together, so the true doubt is wider.",
    "A time is that of those who came: nobody who stayed away has one. Whoever would have come "
    "after a test was stood down counts as not come.",
    "People on duty are predicted to come, all of them; doctrine has no turnout of theirs.",
    "Nothing changes by itself. A norm is proposed for a named officer to approve, and holds "
    "once the folder it lies in is laid over doctrine with --doctrine.",
)


def right_report(
    review: PredictionReview, proposals: Sequence[NormProposal], background: Background
) -> Document:
    """Return turnout, times and absence against what was predicted, then what to do with norms."""
    forces = joined(force_name(each, background.doctrine) for each in review.forces)
    blocks: list[Block] = [
        Paragraph(_headline(review, proposals), "lead"),
        Paragraph(
            f"{forces}: {counted(len(review.occasions), 'occasion')} from "
            f"{instant_words(review.first)} to {instant_words(review.at)}.",
            "note",
        ),
        *warnings(background),
        KeyFigures(tuple(_key(each) for each in proposals)),
        Heading("The norms"),
        _norms(proposals),
        Items(tuple(f"{_name(each)}: {each.because}." for each in proposals)),
        Heading("Turnout"),
        _rates(review),
        Heading("By hour and post"),
        _by_hour(review, background),
        _by_minute(review, background),
        Heading("Time to parade"),
        _times(review),
    ]
    if review.absence:
        said = (
            f"Of {review.absence.called:,} whom records put on duty, {review.absence.absent:,} "
            f"were found away: between {_percent(review.absence.interval)} of them. Records "
            "already leave out the leave, sickness and courses that they know of."
        )
        blocks += [Heading("Abstraction that records did not know of"), Paragraph(said)]
    blocks += [Heading("What to bear in mind"), *remarks(background, *HOW)]
    return Document("Were we right?", tuple(blocks), background.synthetic, background.origins)


def _headline(review: PredictionReview, proposals: Sequence[NormProposal]) -> str:
    called = sum(each.called for each in review.rates)
    came = sum(each.came for each in review.rates)
    changing = [each for each in proposals if each.verdict is Verdict.CHANGE]
    said = f"{called:,} were called and {came:,} came. "
    if not changing:
        return f"{said}No norm is proposed to be changed."
    return f"{said}Proposed to be changed: {joined(_lowered(each) for each in changing)}."


def _name(proposal: NormProposal) -> str:
    return NORMS[proposal.table, proposal.slug]


def _lowered(proposal: NormProposal) -> str:
    name = _name(proposal)
    return f"{name[:1].lower()}{name[1:]} (to {_figure(proposal, proposal.seen)})"


def _figure(proposal: NormProposal, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0%}" if proposal.table == "turnout" else f"{value:,.0f} minutes"


def _percent(interval: Interval) -> str:
    return f"{interval.low:.0%} and {1 if interval.high is None else interval.high:.0%}"


def _key(proposal: NormProposal) -> KeyFigure:
    shown = proposal.verdict.value
    if proposal.verdict is not Verdict.CANNOT_TELL:
        shown = _figure(proposal, proposal.seen)
    label = f"{_name(proposal)}; {_figure(proposal, proposal.current)} is the norm in force"
    return KeyFigure(opened(shown), label, TONES[proposal.verdict])


def _norms(proposals: Sequence[NormProposal]) -> Table:
    rows = [
        (
            _name(each) + (f", {each.share:.0%} of them" if each.share else ""),
            f"{_figure(each, each.current)} ({each.standing})",
            _figure(each, each.seen),
            _interval(each),
            each.evidence,
            each.occasions,
            Cell(each.verdict.value, TONES[each.verdict]),
        )
        for each in proposals
    ]
    return table(
        "Norms in force beside what was seen",
        ("Norm", "In force", "Seen", "Between", "Seen of#", "Occasions#", "Verdict"),
        rows,
    )


def _interval(proposal: NormProposal) -> str:
    if proposal.interval is None:
        return "–"
    low, high = proposal.interval.low, proposal.interval.high
    top = "no upper limit" if high is None else _figure(proposal, high)
    return f"{_figure(proposal, low)} and {top}"


def _rates(review: PredictionReview) -> Table:
    rows = [
        (
            opened(STATE_WORDS[each.state]),
            each.called,
            "–" if each.predicted is None else f"{each.predicted:.0%}",
            each.came,
            f"{each.share:.0%}",
            _percent(each.interval),
            each.occasions,
        )
        for each in review.rates
    ]
    return table(
        "Share of those called who came",
        ("How", "Called#", "Predicted#", "Came#", "Share#", "Between", "Occasions#"),
        rows,
    )


def _by_hour(review: PredictionReview, background: Background) -> Table:
    rows = [
        (
            f"{each.hour:02}:00",
            opened(post_name(each.post, background.doctrine)),
            each.called,
            f"{each.predicted:,.1f}",
            each.came,
            _percent(each.interval),
            Cell("as predicted", "good")
            if each.as_predicted
            else Cell("fewer" if each.came < each.predicted else "more", "short"),
        )
        for each in review.by_hour
    ]
    return table(
        "By the local hour of the call: predicted to come, and came",
        ("Hour", "Post", "Called#", "Predicted#", "Came#", "Share between", "Came"),
        rows,
    )


def _by_minute(review: PredictionReview, background: Background) -> Table:
    rows = [
        (
            opened(post_name(each.post, background.doctrine)),
            opened(within_words(each.minutes)),
            f"{each.predicted:,.1f}",
            each.came,
        )
        for each in review.by_minute
    ]
    return table(
        "By minutes after the call: predicted to have come, and had",
        ("Post", "After the call", "Predicted#", "Came#"),
        rows,
    )


def _times(review: PredictionReview) -> Table:
    seen = [*review.times, *([review.assembly] if review.assembly else [])]
    return table(
        "Minutes that a share of those who came kept",
        ("How", "Seen of#", "Share#", "Predicted#", "Minutes#", "Between"),
        [_time(each) for each in seen],
    )


def _time(seen: TimeSeen) -> tuple[str | int | Cell, ...]:
    name = STATE_WORDS.get(seen.state, "units leaving, once all are there")
    high = seen.interval.high
    top = "no upper limit" if high is None else f"{high:,.0f}"
    return (
        opened(name),
        seen.came,
        f"{seen.share:.0%}",
        "–" if seen.foretold is None else f"{seen.foretold:,}",
        seen.minutes,
        f"{seen.interval.low:,.0f} and {top}",
    )
