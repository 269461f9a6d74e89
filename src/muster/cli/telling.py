"""A matrix told in every form that may be asked for; a network's here."""

from collections.abc import Callable
from dataclasses import dataclass

from muster.assessment import worst_gaps
from muster.cli.assessing import matrices_of
from muster.cli.background import background_of, provenance_of
from muster.cli.holdings import Holdings
from muster.cli.show import Contract
from muster.exchange import network_matrix_answer
from muster.intake import NetworkMatrix, distribution
from muster.reporting import Document, network_matrix_report, render_csv

GAPS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as a document, under its contract, and as rows for a spreadsheet."""

    document: Document
    answer: Contract
    sheet: Callable[[], str]


def tell_network(held: Holdings, network: NetworkMatrix, said: tuple[str, str]) -> Told:
    """Return the matrices of a network told."""
    background = background_of(held, *said)
    spread = distribution(network)
    gaps = worst_gaps(list(network.forces.values()), GAPS)
    real = {each.force for each in held.returns if not each.synthetic}
    matrices = matrices_of(network)
    synthetic = [name for name in matrices if network.synthetic and name not in real]
    return Told(
        network_matrix_report(
            held.name,
            network.nation,
            background,
            regions=network.regions,
            forces=network.forces,
            distribution=spread,
            gaps=gaps,
        ),
        network_matrix_answer(
            held.name,
            network.nation,
            regions=network.regions,
            forces=network.forces,
            distribution=spread,
            gaps=gaps,
            doctrine=held.doctrine,
            provenance=provenance_of(held),
            synthetic=network.synthetic,
            notes=background.notes,
        ),
        lambda: render_csv(matrices, synthetic=synthetic),
    )
