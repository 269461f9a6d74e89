"""What is said: one document tree rendered as a page, as Markdown or in the terminal."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.reporting.assurance import (
        assurance_report,
    )
    from muster.reporting.background import (
        Background,
        figures_used,
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
        Figure,
        Heading,
        Paragraph,
        Table,
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
        BECAUSE,
        CAUSES,
        causes_table,
        fall_words,
        forecast_report,
        people_table,
        year_figure,
    )
    from muster.reporting.grades import (
        aspect_name,
        because_words,
        cell_name,
        partly_words,
        source_words,
        tally_words,
        threat_name,
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
        plain,
        render_csv,
    )
    from muster.reporting.scenarios import (
        scenario_list,
        scenario_report,
    )
    from muster.reporting.servers import (
        audit_report,
        jobs_report,
        server_report,
    )
    from muster.reporting.stories import (
        story_blocks,
        story_demands_csv,
    )
    from muster.reporting.strength import (
        REASON_WORDS,
        curve_figure,
        firmness_table,
        first_fall,
        posts_table,
        reasons_figure,
        strength_report,
    )
    from muster.reporting.terminal import (
        print_document,
    )
    from muster.reporting.training import (
        training_report,
    )
    from muster.reporting.words import (
        bounds_words,
        counted,
        force_name,
        headline,
        joined,
        needs_words,
        opened,
        ordinal,
        pluralise,
        post_name,
        unit_names,
        within_words,
    )
    from muster.reporting.worths import (
        worths_report,
    )

__all__ = [
    "BECAUSE",
    "CAUSES",
    "REASON_WORDS",
    "Background",
    "Block",
    "Command",
    "Document",
    "Figure",
    "Fill",
    "Heading",
    "MapArea",
    "MapArrow",
    "MapPoint",
    "Paragraph",
    "Table",
    "UnableToDrawMap",
    "aspect_name",
    "assurance_report",
    "audit_report",
    "bars_chart",
    "because_words",
    "bounds_words",
    "callout_report",
    "campaign_report",
    "causes_table",
    "cell_name",
    "check_report",
    "comparison",
    "comparison_report",
    "consent_report",
    "counted",
    "criteria_report",
    "curve_figure",
    "events_report",
    "every_hour_report",
    "fall_words",
    "figures_used",
    "firmness_table",
    "first_fall",
    "force_name",
    "forecast_report",
    "headline",
    "instant_words",
    "jobs_report",
    "joined",
    "ledger_report",
    "list_report",
    "map_svg",
    "matrix_report",
    "needs_words",
    "network_matrix_report",
    "network_report",
    "no_notice_report",
    "opened",
    "ordinal",
    "partly_words",
    "people_table",
    "plain",
    "plan_report",
    "plan_rows",
    "pluralise",
    "post_name",
    "posts_table",
    "print_document",
    "reasons_figure",
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
    "server_report",
    "source_words",
    "story_blocks",
    "story_demands_csv",
    "strength_report",
    "tally_words",
    "threat_name",
    "titled",
    "training_report",
    "unit_names",
    "unit_report",
    "within_words",
    "worths_report",
    "year_figure",
]

_HOMES = {
    "assurance": "assurance_report",
    "background": "Background figures_used instant_words titled",
    "callout": "callout_report",
    "campaigns": "campaign_report",
    "charts": "bars_chart",
    "checking": "check_report",
    "comparing": "comparison_report",
    "consents": "consent_report",
    "criteria": "criteria_report",
    "demonstration": "comparison",
    "doctrine": "list_report unit_report",
    "document": "Block Command Document Figure Heading Paragraph Table",
    "events": "events_report",
    "every_hour": "every_hour_report",
    "evidence": "render_evidence",
    "forecasts": "BECAUSE CAUSES causes_table fall_words forecast_report people_table year_figure",
    "grades": "aspect_name because_words cell_name partly_words source_words tally_words "
    "threat_name",
    "fills": "Fill",
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
    "rows": "plain render_csv",
    "scenarios": "scenario_list scenario_report",
    "servers": "audit_report jobs_report server_report",
    "stories": "story_blocks story_demands_csv",
    "strength": "REASON_WORDS curve_figure firmness_table first_fall "
    "posts_table reasons_figure strength_report",
    "terminal": "print_document",
    "training": "training_report",
    "words": "bounds_words counted force_name headline joined needs_words "
    "opened ordinal pluralise post_name unit_names within_words",
    "worths": "worths_report",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
