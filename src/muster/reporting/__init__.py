"""What is said: one document tree rendered as a page, as Markdown or in the terminal."""

from muster.reporting.assurance import assurance_report
from muster.reporting.background import Background, instant_words
from muster.reporting.callout import callout_report
from muster.reporting.checking import check_report
from muster.reporting.comparing import comparison_report
from muster.reporting.criteria import criteria_report
from muster.reporting.demonstration import comparison
from muster.reporting.doctrine import list_report, unit_report
from muster.reporting.document import Block, Command, Document, Heading, Paragraph
from muster.reporting.forecasts import forecast_report
from muster.reporting.html import render_html
from muster.reporting.markdown import render_markdown
from muster.reporting.matrix import matrix_report
from muster.reporting.nation_matrix import network_matrix_report
from muster.reporting.network import network_report
from muster.reporting.rows import render_csv
from muster.reporting.strength import strength_report
from muster.reporting.terminal import print_document
from muster.reporting.training import training_report

__all__ = [
    "Background",
    "Block",
    "Command",
    "Document",
    "Heading",
    "Paragraph",
    "assurance_report",
    "callout_report",
    "check_report",
    "comparison",
    "comparison_report",
    "criteria_report",
    "forecast_report",
    "instant_words",
    "list_report",
    "matrix_report",
    "network_matrix_report",
    "network_report",
    "print_document",
    "render_csv",
    "render_html",
    "render_markdown",
    "strength_report",
    "training_report",
    "unit_report",
]
