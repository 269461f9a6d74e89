"""What is said: one document tree rendered as a page, as Markdown or in the terminal."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.reporting.assurance import (
        assurance_report,
    )
    from muster.reporting.background import (
        Background,
        instant_words,
        titled,
    )
    from muster.reporting.callout import (
        callout_report,
    )
    from muster.reporting.campaigns import (
        campaign_report,
    )
    from muster.reporting.charts import (
        bars_chart,
    )
    from muster.reporting.checking import (
        check_report,
    )
    from muster.reporting.comparing import (
        comparison_report,
    )
    from muster.reporting.consents import (
        consent_report,
    )
    from muster.reporting.criteria import (
        criteria_report,
    )
    from muster.reporting.demonstration import (
        comparison,
    )
    from muster.reporting.doctrine import (
        list_report,
        unit_report,
    )
    from muster.reporting.document import (
        Block,
        Command,
        Document,
        Heading,
        Paragraph,
    )
    from muster.reporting.events import (
        events_report,
    )
    from muster.reporting.every_hour import (
        every_hour_report,
    )
    from muster.reporting.evidence import (
        render_evidence,
    )
    from muster.reporting.fills import (
        Fill,
    )
    from muster.reporting.forecasts import (
        forecast_report,
    )
    from muster.reporting.hours_rows import (
        render_hours_csv,
    )
    from muster.reporting.html import (
        render_html,
    )
    from muster.reporting.ledger import (
        ledger_report,
    )
    from muster.reporting.ledger_rows import (
        render_ledger_csv,
    )
    from muster.reporting.maps import (
        MapArea,
        MapArrow,
        MapPoint,
        UnableToDrawMap,
        map_svg,
    )
    from muster.reporting.markdown import (
        render_markdown,
    )
    from muster.reporting.matrix import (
        matrix_report,
    )
    from muster.reporting.nation_matrix import (
        network_matrix_report,
    )
    from muster.reporting.network import (
        network_report,
    )
    from muster.reporting.no_notice import (
        no_notice_report,
    )
    from muster.reporting.plans import (
        plan_report,
        plan_rows,
    )
    from muster.reporting.reliefs import (
        relief_report,
    )
    from muster.reporting.replans import (
        replan_report,
    )
    from muster.reporting.replays import (
        replay_report,
    )
    from muster.reporting.rights import (
        right_report,
    )
    from muster.reporting.rows import (
        render_csv,
    )
    from muster.reporting.scenarios import (
        scenario_list,
        scenario_report,
    )
    from muster.reporting.stories import (
        story_blocks,
        story_demands_csv,
    )
    from muster.reporting.strength import (
        strength_report,
    )
    from muster.reporting.terminal import (
        print_document,
    )
    from muster.reporting.training import (
        training_report,
    )
    from muster.reporting.worths import (
        worths_report,
    )

__all__ = [
    "Background",
    "Block",
    "Command",
    "Document",
    "Fill",
    "Heading",
    "MapArea",
    "MapArrow",
    "MapPoint",
    "Paragraph",
    "UnableToDrawMap",
    "assurance_report",
    "bars_chart",
    "callout_report",
    "campaign_report",
    "check_report",
    "comparison",
    "comparison_report",
    "consent_report",
    "criteria_report",
    "events_report",
    "every_hour_report",
    "forecast_report",
    "instant_words",
    "ledger_report",
    "list_report",
    "map_svg",
    "matrix_report",
    "network_matrix_report",
    "network_report",
    "no_notice_report",
    "plan_report",
    "plan_rows",
    "print_document",
    "relief_report",
    "render_csv",
    "render_evidence",
    "render_hours_csv",
    "render_html",
    "render_ledger_csv",
    "render_markdown",
    "replan_report",
    "replay_report",
    "right_report",
    "scenario_list",
    "scenario_report",
    "story_blocks",
    "story_demands_csv",
    "strength_report",
    "titled",
    "training_report",
    "unit_report",
    "worths_report",
]

_HOMES = {
    "assurance": "assurance_report",
    "background": "Background instant_words titled",
    "callout": "callout_report",
    "campaigns": "campaign_report",
    "charts": "bars_chart",
    "checking": "check_report",
    "comparing": "comparison_report",
    "consents": "consent_report",
    "criteria": "criteria_report",
    "demonstration": "comparison",
    "doctrine": "list_report unit_report",
    "document": "Block Command Document Heading Paragraph",
    "events": "events_report",
    "every_hour": "every_hour_report",
    "evidence": "render_evidence",
    "fills": "Fill",
    "forecasts": "forecast_report",
    "hours_rows": "render_hours_csv",
    "html": "render_html",
    "ledger": "ledger_report",
    "ledger_rows": "render_ledger_csv",
    "maps": "MapArea MapArrow MapPoint UnableToDrawMap map_svg",
    "markdown": "render_markdown",
    "matrix": "matrix_report",
    "nation_matrix": "network_matrix_report",
    "network": "network_report",
    "no_notice": "no_notice_report",
    "plans": "plan_report plan_rows",
    "reliefs": "relief_report",
    "replans": "replan_report",
    "replays": "replay_report",
    "rights": "right_report",
    "rows": "render_csv",
    "scenarios": "scenario_list scenario_report",
    "stories": "story_blocks story_demands_csv",
    "strength": "strength_report",
    "terminal": "print_document",
    "training": "training_report",
    "worths": "worths_report",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
