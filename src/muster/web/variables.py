"""Every word of the environment that the web heeds, with what it is without being said."""

from dataclasses import dataclass
from difflib import get_close_matches

PREFIX = "MUSTER_"


@dataclass(frozen=True, slots=True)
class Variable:
    """One word of the environment: its name, its default in words, and what it says."""

    name: str
    default: str
    says: str


VARIABLES = (
    Variable("MUSTER_SECRET_KEY", "none: needed", "signs sessions and links; 50 characters"),
    Variable("MUSTER_SECRET_KEY_FALLBACKS", "none", "earlier secrets, while they are changed"),
    Variable("MUSTER_HOSTS", "this machine", "the names the server answers to"),
    Variable("MUSTER_HTTPS", "yes, unless local", "browsers are held to HTTPS"),
    Variable("MUSTER_BEHIND_PROXY", "no", "a proxy of your own says who asks, and how"),
    Variable("MUSTER_ORIGINS", "none", "origins beside the hosts from which forms may come"),
    Variable("DATABASE_URL", "a file in MUSTER_DATA", "the PostgreSQL that keeps everything"),
    Variable("MUSTER_DATA", "~/.local/share/muster", "the folder of the database and of files"),
    Variable("MUSTER_NAME", "Muster", "what this server calls itself"),
    Variable("MUSTER_LOG", "INFO", "the least level that is logged"),
    Variable("MUSTER_THREADS", "10", "pages that one process answers at a time"),
    Variable("MUSTER_AUDIT_KEY", "none", "signs checkpoints of the audit; 32 bytes in base 64"),
    Variable("MUSTER_CONTACTS_KEY", "none", "encrypts contacts; 32 bytes in base 64"),
    Variable("MUSTER_SECOND_FACTOR", "yes", "everybody needs a second factor to come in"),
    Variable("MUSTER_IDLE_MINUTES", "30", "minutes without a request after which a session ends"),
    Variable("MUSTER_SESSION_HOURS", "12", "hours after which a session ends in any case"),
    Variable("MUSTER_OIDC_ISSUER", "none", "the address of single sign-on"),
    Variable("MUSTER_OIDC_CLIENT_ID", "none", "how this server is known there"),
    Variable("MUSTER_OIDC_CLIENT_SECRET", "none", "its secret there"),
    Variable("MUSTER_OIDC_NAME", "Single sign-on", "what its button says"),
    Variable("MUSTER_MAIL_HOST", "none: links are shown", "the server that takes our letters"),
    Variable("MUSTER_MAIL_PORT", "587", "its port"),
    Variable("MUSTER_MAIL_USER", "none", "who signs in there"),
    Variable("MUSTER_MAIL_PASSWORD", "none", "with which password"),
    Variable("MUSTER_MAIL_TLS", "yes", "letters are handed over encrypted"),
    Variable("MUSTER_MAIL_FROM", "muster@localhost", "from whom letters are"),
    Variable("MUSTER_WATCHED", "none", "the folder into which returns are dropped"),
    Variable("MUSTER_RETURN_DAYS", "35, assumed", "days for which a return is trusted"),
    Variable("MUSTER_TOUR_STARTS", "07:00,15:00,23:00", "when tours of duty start"),
    Variable("MUSTER_DOCTRINE", "none", "folders of your own doctrine, laid over the shipped"),
    Variable("MUSTER_COUNTY", "no", "the doctrine of the fictional county"),
    Variable("MUSTER_DEMONSTRATION", "no", "invented people, and sign-ins that are printed"),
    Variable("MUSTER_DEBUG", "no", "faults are shown with their workings; never on a server"),
)
NAMES = frozenset(each.name for each in VARIABLES)
OF_TESTS = frozenset({"MUSTER_TEST_DATABASE", "MUSTER_TEST_SERVER"})


def unknown_names(given: list[str]) -> list[tuple[str, str]]:
    """Return those names that look like ours and mean nothing, each with the nearest that does."""
    odd = sorted({each for each in given if each.startswith(PREFIX)} - NAMES - OF_TESTS)
    return [(each, (get_close_matches(each, NAMES, n=1) or [""])[0]) for each in odd]
