"""What is said: one document tree rendered as a page, as Markdown or in the terminal."""

from muster.reporting.background import Background
from muster.reporting.checking import check_report
from muster.reporting.document import Document
from muster.reporting.html import render_html
from muster.reporting.markdown import render_markdown
from muster.reporting.network import network_report
from muster.reporting.strength import strength_report
from muster.reporting.terminal import print_document
from muster.reporting.training import training_report

__all__ = [
    "Background",
    "Document",
    "check_report",
    "network_report",
    "print_document",
    "render_html",
    "render_markdown",
    "strength_report",
    "training_report",
]
