"""The matrices of a network as a document: the nation, its regions, its forces, the gaps."""

from collections.abc import Iterator, Mapping, Sequence

from muster.assessment import Gap, Grade, Matrix, because
from muster.reporting.background import Background, instant_words, remarks, warnings
from muster.reporting.charts import parts_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Fold,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    table,
)
from muster.reporting.grades import (
    cell_name,
    grade_cell,
    grid,
    tally,
    tally_words,
)
from muster.reporting.matrix import LEGEND, SUMMED, asked, cell_fold, lead, shares_table
from muster.reporting.words import counted, force_name, opened

PARTS = {
    Grade.MET: "met",
    Grade.PARTLY_MET: "partly",
    Grade.NOT_MET: "unmet",
    Grade.NOT_EVIDENCED: "unevidenced",
}


def network_matrix_report(
    name: str,
    nation: Matrix,
    background: Background,
    *,
    regions: Mapping[str, Matrix],
    forces: Mapping[str, Matrix],
    distribution: Mapping[str, Mapping[Grade, int]],
    gaps: Sequence[Gap],
) -> Document:
    """Return the nation's matrix, grades by cell, the widest gaps, each region and force."""
    edition = background.doctrine.edition(nation.edition)
    said = f"{counted(len(forces), 'force')} together"
    blocks: list[Block] = [
        Paragraph(lead(said, nation, edition.name), "lead"),
        Paragraph(f"As at {instant_words(nation.at)}.", "note"),
        *warnings(background),
        KeyFigures(_key(forces, gaps)),
        grid(nation, background.doctrine, "All forces together"),
        Paragraph(f"{LEGEND} {SUMMED}", "note"),
        _spread(distribution, background),
        *_gaps(gaps, background),
        *asked(nation),
        Heading("Why the whole stands where it does"),
        *(cell_fold(each, nation, background) for each in nation.cells if each.findings),
        *_regions(regions, background),
        Heading("Force by force"),
        _forces(forces, background),
        shares_table(nation),
    ]
    notes = remarks(background)
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    title = f"{opened(name)}: the Strategic Policing Requirement"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def _key(forces: Mapping[str, Matrix], gaps: Sequence[Gap]) -> tuple[KeyFigure, ...]:
    short = sum(
        any(finding.grade is Grade.NOT_MET for finding in matrix.findings)
        for matrix in forces.values()
    )
    return (
        KeyFigure(f"{len(forces):,}", "forces"),
        KeyFigure(f"{short:,}", "forces with a criterion not met", "none" if short else ""),
        KeyFigure(f"{len(gaps):,}", "widest gaps listed below"),
    )


def _spread(distribution: Mapping[str, Mapping[Grade, int]], background: Background) -> Figure:
    names = {subject: _name(subject, background) for subject in distribution}
    title = "How many forces have each grade, by cell"
    bars = [
        (names[subject], [found[grade] for grade in PARTS])
        for subject, found in distribution.items()
    ]
    key = [(grade.value, class_) for grade, class_ in PARTS.items()]
    said = "From left to right " + ", ".join(name for name, _ in key) + ". "
    said += "; ".join(
        f"{names[subject]}: {tally_words(found)}" for subject, found in distribution.items()
    )
    rows = [
        (Cell(names[subject]), *(Cell(f"{found[grade]:,}") for grade in PARTS))
        for subject, found in distribution.items()
    ]
    columns = ("Cell", *(f"{opened(grade.value)}#" for grade in PARTS))
    return Figure(title, said, parts_chart(title, said, bars, key), table(title, columns, rows))


def _name(subject: str, background: Background) -> str:
    threat, _, aspect = subject.rpartition(".")
    return cell_name(threat, aspect, background.doctrine)


def _gaps(gaps: Sequence[Gap], background: Background) -> Iterator[Block]:
    yield Heading("The widest gaps")
    if not gaps:
        yield Paragraph("No force is short of a requirement that it is evidenced against.")
        return
    rows = [
        (
            Cell(force_name(gap.subject, background.doctrine)),
            Cell(gap.finding.criterion.statement),
            grade_cell(gap.finding.grade),
            Cell(f"{gap.share:.0%}"),
            Cell(because(gap.finding)),
        )
        for gap in gaps
    ]
    columns = ("Force", "Criterion", "Grade", "Missing#", "Because")
    yield table("The share of a requirement that is missing, widest first", columns, rows)


def _regions(regions: Mapping[str, Matrix], background: Background) -> Iterator[Block]:
    names = {region.slug: region.name for region in background.doctrine.regions}
    yield Heading("Region by region")
    for slug, matrix in regions.items():
        shown = grid(matrix, background.doctrine, f"{names.get(slug, slug)} together", linked=False)
        said = opened(f"{tally_words(tally(matrix.findings))}.")
        yield Fold(names.get(slug, slug), _worst(matrix), said, (shown,), f"region-{slug}")


def _worst(matrix: Matrix) -> Cell:
    found = tally(matrix.findings)
    order = (Grade.NOT_MET, Grade.NOT_EVIDENCED, Grade.PARTLY_MET, Grade.MET)
    return grade_cell(next((grade for grade in order if found[grade]), None))


def _forces(forces: Mapping[str, Matrix], background: Background) -> Table:
    rows = []
    names = {region.slug: region.name for region in background.doctrine.regions}
    for slug, matrix in forces.items():
        found = tally(matrix.findings)
        region = names.get(background.doctrine.force(slug).region, "none")
        name = force_name(slug, background.doctrine)
        rows.append((Cell(name), Cell(region), *(Cell(f"{found[grade]:,}") for grade in PARTS)))
    columns = ("Force", "Region", *(f"{opened(grade.value)}#" for grade in PARTS))
    return table("Criteria by grade in each force", columns, rows)
