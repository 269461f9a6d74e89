"""What comes in: one force's return, read whole or refused with every fault at once."""

from typing import TYPE_CHECKING, Any

from muster.intake import formats
from muster.intake.assessed import (
    NetworkMatrix,
    assess_network,
    assess_return,
    distribution,
    sum_network,
)
from muster.intake.callout_log import CalloutLog, UnableToReadCalloutLog, read_callout_log
from muster.intake.callout_records import UnableToReadCallouts, read_callouts
from muster.intake.faults import Fault, UnableToReadReturn
from muster.intake.ledgers import LedgerFile, ledger_of, ledger_of_network, read_ledger
from muster.intake.lists import Listed, UnableToReadList
from muster.intake.mending import Mending, SeenTable, check_to_mend
from muster.intake.network import read_network
from muster.intake.rates import read_rates
from muster.intake.reading import check_return, read_return
from muster.intake.returns import About, Check, Input, Progress, Provenance, Return, Table, words_of
from muster.intake.scripts import UnableToReadTest, check_script, read_script, script_rows
from muster.intake.tables import ColumnSpec, TableSpec, read_tables
from muster.intake.testimony import (
    judgements_of,
    measures_wanted,
    recorded_as,
    said_in,
    testimony_of,
)

if TYPE_CHECKING:
    from muster.intake.changes import read_changes
    from muster.intake.contributions import asked_by_notice
    from muster.intake.corridors import read_corridors
    from muster.intake.demands import host_of, read_demands, read_offers, read_pairs, region_of
    from muster.intake.events import read_events
    from muster.intake.offered import (
        balances_of,
        floors_of,
        mixed_offers,
        needs_of,
        offers_of,
        with_other_offers,
    )
    from muster.intake.packed import (
        UnableToPackReturn,
        pack_return,
        packed_bytes,
        read_packed,
    )
    from muster.intake.rehearsed import game_of
    from muster.intake.scenarios import UnableToReadScenario, read_scenario, read_scenario_text
    from muster.intake.template import write_template
    from muster.intake.writing import UnableToWriteReturn, write_return

__all__ = [
    "About",
    "CalloutLog",
    "Check",
    "ColumnSpec",
    "Fault",
    "Input",
    "LedgerFile",
    "Listed",
    "Mending",
    "NetworkMatrix",
    "Progress",
    "Provenance",
    "Return",
    "SeenTable",
    "Table",
    "TableSpec",
    "UnableToPackReturn",
    "UnableToReadCalloutLog",
    "UnableToReadCallouts",
    "UnableToReadList",
    "UnableToReadReturn",
    "UnableToReadScenario",
    "UnableToReadTest",
    "UnableToWriteReturn",
    "asked_by_notice",
    "assess_network",
    "assess_return",
    "balances_of",
    "check_return",
    "check_script",
    "check_to_mend",
    "distribution",
    "floors_of",
    "game_of",
    "host_of",
    "judgements_of",
    "ledger_of",
    "ledger_of_network",
    "measures_wanted",
    "mixed_offers",
    "needs_of",
    "offers_of",
    "pack_return",
    "packed_bytes",
    "read_callout_log",
    "read_callouts",
    "read_changes",
    "read_corridors",
    "read_demands",
    "read_events",
    "read_ledger",
    "read_network",
    "read_offers",
    "read_packed",
    "read_pairs",
    "read_rates",
    "read_return",
    "read_scenario",
    "read_scenario_text",
    "read_script",
    "read_tables",
    "recorded_as",
    "region_of",
    "said_in",
    "script_rows",
    "sum_network",
    "testimony_of",
    "with_other_offers",
    "words_of",
    "write_return",
    "write_template",
]


def __getattr__(name: str) -> Any:
    """Return a reader or writer whose libraries are slow to import."""
    return getattr(formats, name)
