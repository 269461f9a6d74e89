"""Every guard of the database, for tests that clear away what they made."""

from muster.web.audit import guarding as of_audit
from muster.web.feeds import guarding as of_feeds
from muster.web.inspections import guarding as of_inspections
from muster.web.judgements import guarding as of_judgements
from muster.web.tours import guarding as of_tours

GUARDS = (
    *of_audit.GUARDS,
    *of_feeds.GUARDS,
    *of_inspections.GUARDS,
    *of_judgements.GUARDS,
    *of_tours.GUARDS,
)
