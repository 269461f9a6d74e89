"""A test without notice, scored, as a document; every one is marked EXERCISE."""

from collections.abc import Sequence

from muster.mobilisation import (
    EXERCISE,
    MOVED,
    EvidenceRow,
    MarkScore,
    NoNoticeResult,
    Standing,
    because_of,
    questions_of,
)
from muster.policing import Composition, clock
from muster.reporting.background import (
    Background,
    figures_used,
    instant_words,
    remarks,
    warnings,
)
from muster.reporting.document import (
    Block,
    Document,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
)
from muster.reporting.no_notice_tables import (
    TONES,
    curve_figure,
    evidence_table,
    figure_words,
    marks_table,
    outcomes_table,
    pair_of,
    posts_table,
)
from muster.reporting.words import (
    counted,
    force_name,
    opened,
    unit_names,
    within_words,
)

LEVEL_WORDS = {
    "stated": "Nobody was moved. What was stated shows what the control room knew, never units.",
    "table-top": "Nobody was moved. It was gone through together, and no unit was shown.",
    "mustered": "People came to the rendezvous.",
    "deployed": "Units were formed and deployed from the rendezvous.",
}


def no_notice_report(
    result: NoNoticeResult,
    unit: Composition,
    background: Background,
    *,
    evidence: Sequence[EvidenceRow] = (),
) -> Document:
    """Return a scored test: the marks and why, the questions, the curve, post by post."""
    test, doctrine = result.test, background.doctrine
    force = force_name(test.force, doctrine)
    questions = questions_of(result, unit)
    blocks: list[Block] = [
        Paragraph(_headline(result, background), "lead"),
        *_about(result),
        *warnings(background),
        KeyFigures(tuple(_key(mark, result) for mark in result.marks)),
        Heading("At each mark"),
        marks_table(result, background),
        Items(
            tuple(
                f"{opened(within_words(mark.minutes))}: {because_of(mark, result, unit)}"
                for mark in result.marks
            )
        ),
    ]
    if questions:
        blocks += [Heading("Questions, not faults"), Items(questions)]
    blocks += [
        curve_figure(result, background),
        Heading("Post by post"),
        posts_table(result, unit, background),
    ]
    if result.outcomes:
        blocks += [Heading("Who was called, and who came"), outcomes_table(result, background)]
    if evidence:
        blocks += [Heading("What it is evidence of"), evidence_table(evidence)]
    blocks += [Heading("What to bear in mind"), *remarks(background, *result.notes)]
    blocks.append(figures_used([unit], background, people=bool(result.marks[0].recorded.by_post)))
    day = clock.instant_of(test.put_at).strftime("%-d %B %Y")
    title = f"{EXERCISE}: {force}, tested without notice on {day}"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def _headline(result: NoNoticeResult, background: Background) -> str:
    """Return what was asked, the level reached, and how the marks stand, in a sentence or two."""
    test = result.test
    one, many = unit_names(background.doctrine.unit(test.unit))
    asked = many if test.units is None else counted(test.units, one, many)
    said = f"{EXERCISE}. {force_name(test.force, background.doctrine)} was asked for {asked}"
    if result.level is None:
        return f"{said}, and no answer gave a figure."
    ways = [mark for mark in result.marks if mark.standing in (Standing.ABOVE, Standing.BELOW)]
    if not ways:
        return f"{said}; the level reached is {result.level}, and nothing contradicts the records."
    how = "there" if result.level in MOVED else "stated"
    parts = (
        f"{within_words(mark.minutes)} {figure_words(mark.shown)} {how}, "
        f"where records allow {figure_words(pair_of(mark.recorded))}"
        for mark in ways
    )
    return f"{said}; the level reached is {result.level}. {opened('; '.join(parts))}."


def _about(result: NoNoticeResult) -> list[Block]:
    test = result.test
    said = [f"Put at {instant_words(test.put_at)}; {counted(len(test.answers), 'answer')}."]
    said += [f"Rendezvous: {test.rendezvous}."] if test.rendezvous else []
    said += [f"Scenario: {test.scenario}."] if test.scenario else []
    said += [f"Stood down after {counted(test.ended, 'minute')}."] if test.ended else []
    blocks: list[Block] = [Paragraph(f"{test.name}. {' '.join(said)}", "note")]
    if result.level:
        blocks.append(Paragraph(f"Level: {result.level}. {LEVEL_WORDS[result.level]}"))
    return blocks


def _key(mark: MarkScore, result: NoNoticeResult) -> KeyFigure:
    if mark.standing is Standing.NOT_REACHED:
        return KeyFigure("–", f"{within_words(mark.minutes)} the test had ended", "unknown")
    how = "there" if result.level in MOVED else result.level or "shown"
    allowed = figure_words(pair_of(mark.recorded))
    silent = mark.recorded.high is None and not mark.recorded.low
    records = "records do not say what is possible" if silent else f"records allow {allowed}"
    return KeyFigure(
        opened(figure_words(mark.shown)),
        f"{how} {within_words(mark.minutes)}; {records}",
        TONES.get(mark.standing, "unknown"),
    )
