"""Whether a server may run as it is configured: everything unsafe is named, with its remedy.

First the environment is read by itself, so that all of its faults are told at once. Only where
Django can be set up is the rest looked at: the database, the folders, the clock.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from urllib.parse import urlsplit

from muster.web.environment import LOCAL, Environment, UnableToConfigure
from muster.web.findings import Finding, Level, error, warning
from muster.web.starting import set_up
from muster.web.variables import unknown_names

OIDC = ("MUSTER_OIDC_ISSUER", "MUSTER_OIDC_CLIENT_ID", "MUSTER_OIDC_CLIENT_SECRET")
FEWEST_CHARACTERS = 10  # different ones in a secret that was drawn by chance
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
Look = Callable[[Environment], Iterator[Finding]]


def check_configuration(text: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return everything that is unsafe or wrong, errors first; nothing where all is well."""
    found = check_environment(Environment(os.environ if text is None else text))
    if text is None and not any(each.about == "environment" for each in found):
        found += _check_server()
    return tuple(sorted(found, key=lambda each: each.level is not Level.ERROR))


def _check_server() -> list[Finding]:
    try:
        set_up()
    except UnableToConfigure as fault:
        return [_refused(fault)]
    found: list[Finding] = import_module("muster.web.checking_server").check_server()
    return found


def check_environment(environment: Environment) -> list[Finding]:
    """Return what is unsafe or wrong in the environment alone."""
    found: list[Finding] = []
    for look in LOOKS:
        try:
            found += look(environment)
        except UnableToConfigure as fault:
            found += [each for each in (_refused(fault),) if each not in found]
    return found


def _refused(fault: UnableToConfigure) -> Finding:
    what, _, remedy = str(fault).partition("; ")
    return error("environment", what, remedy)


def _names(environment: Environment) -> Iterator[Finding]:
    for name, near in unknown_names(list(environment.text)):
        remedy = f"did you mean {near}?" if near else "take it out"
        yield warning("names", f"{name} means nothing to Muster", remedy)
    if environment.word("MUSTER_LOG", "INFO") not in LEVELS:
        yield error("environment", "MUSTER_LOG names no level", f"say one of {', '.join(LEVELS)}")


def _secret(environment: Environment) -> Iterator[Finding]:
    secret = environment.secret
    if environment.word("MUSTER_SECRET_KEY"):
        if len(set(secret)) < FEWEST_CHARACTERS:
            remedy = "draw one by chance, for example: openssl rand -base64 48"
            yield error("secret", "MUSTER_SECRET_KEY repeats itself and can be guessed", remedy)
    elif not environment.local:
        yield error(
            "secret",
            "Everybody knows the secret of the demonstration, and this server has other names",
            "give MUSTER_SECRET_KEY, for example from: openssl rand -base64 48",
        )


def _demonstration(environment: Environment) -> Iterator[Finding]:
    if environment.demonstration and not environment.local:
        yield error(
            "demonstration",
            "The demonstration prints its passwords, and this server has names beyond this machine",
            "take MUSTER_HOSTS out, or MUSTER_DEMONSTRATION",
        )
    if environment.debug:
        yield error(
            "debug",
            "MUSTER_DEBUG shows whoever meets a fault how the server works, settings included",
            "take it out; what went wrong is in the log, under the name of the request",
        )


def _hosts(environment: Environment) -> Iterator[Finding]:
    wide = [each for each in environment.hosts if "*" in each or each.startswith(".")]
    if wide:
        yield error(
            "hosts",
            f"MUSTER_HOSTS answers to {', '.join(wide)}, whatever it is called",
            "name the hosts, so that links in letters cannot be made to lead elsewhere",
        )
    odd = [each for each in environment.hosts if "/" in each or (":" in each and each not in LOCAL)]
    if odd:
        yield error(
            "hosts",
            f"MUSTER_HOSTS says {', '.join(odd)}",
            "give names alone, without https:// and without a port",
        )


def _https(environment: Environment) -> Iterator[Finding]:
    if environment.https and not environment.behind_proxy:
        yield error(
            "https",
            "Browsers are held to HTTPS, and nothing tells this server that they use it",
            "put it behind a proxy that does, and say MUSTER_BEHIND_PROXY=yes",
        )
    if not environment.https and not environment.local:
        yield error(
            "https",
            "MUSTER_HTTPS is off, and passwords and rosters would cross the network in the clear",
            "take MUSTER_HTTPS out",
        )
    plain = [each for each in environment.words("MUSTER_ORIGINS") if "://" not in each]
    if plain:
        remedy = "give origins whole, such as https://muster.example.police.uk"
        yield error("origins", f"MUSTER_ORIGINS says {', '.join(plain)}", remedy)


def _sign_on(environment: Environment) -> Iterator[Finding]:
    missing = [name for name in OIDC if not environment.word(name)]
    if 0 < len(missing) < len(OIDC):
        remedy = "give all three, or none"
        yield error("sign_on", f"Single sign-on lacks {' and '.join(missing)}", remedy)
    issuer = urlsplit(environment.word(OIDC[0]))
    if issuer.scheme == "http" and issuer.hostname not in LOCAL:
        yield error("sign_on", "MUSTER_OIDC_ISSUER is not HTTPS", "give its https:// address")


def _second_factor(environment: Environment) -> Iterator[Finding]:
    if environment.demonstration:
        return
    if not environment.flag("MUSTER_SECOND_FACTOR", default=True):
        yield warning(
            "second_factor",
            "A password alone lets everybody in",
            "take MUSTER_SECOND_FACTOR out, unless single sign-on asks for a second factor itself",
        )


def _keys(environment: Environment) -> Iterator[Finding]:
    if not environment.word("MUSTER_AUDIT_KEY") and not environment.demonstration:
        yield warning(
            "audit_key",
            "Without MUSTER_AUDIT_KEY nobody can tell that the end of the audit was cut off",
            "give 32 bytes of chance, for example from: openssl rand -base64 32",
        )


def _letters(environment: Environment) -> Iterator[Finding]:
    environment.number("MUSTER_MAIL_PORT", 0)
    host = environment.word("MUSTER_MAIL_HOST")
    if host and host not in LOCAL and not environment.flag("MUSTER_MAIL_TLS", default=True):
        yield error(
            "letters",
            "MUSTER_MAIL_TLS is off, and links to set a password would travel in the clear",
            "take it out",
        )


def _numbers(environment: Environment) -> Iterator[Finding]:
    for name in ("MUSTER_IDLE_MINUTES", "MUSTER_SESSION_HOURS"):
        if environment.word(name) and environment.number(name, 1) < 1:
            yield error("environment", f"{name} is 0", "give one or more")
    environment.threads  # noqa: B018 - asked for its refusal
    environment.database()


LOOKS: tuple[Look, ...] = (
    _names,
    _secret,
    _demonstration,
    _hosts,
    _https,
    _sign_on,
    _second_factor,
    _keys,
    _letters,
    _numbers,
)
