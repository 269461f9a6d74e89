"""The organisation's own sign-on, by OpenID Connect: from the environment alone."""

from typing import Any
from urllib.parse import urlsplit

from muster.web.environment import Environment, UnableToConfigure

PROVIDER = "organisation"
NAMES = ("MUSTER_OIDC_ISSUER", "MUSTER_OIDC_CLIENT_ID", "MUSTER_OIDC_CLIENT_SECRET")
LOCAL = ("localhost", "127.0.0.1", "::1")


def providers(environment: Environment) -> dict[str, Any]:
    """Return the settings of the provider; empty where none is named.

    Raises UnableToConfigure where it is named by half, or is not reached by HTTPS.
    """
    issuer, client, secret = (environment.word(name) for name in NAMES)
    if not (issuer or client or secret):
        return {}
    missing = [name for name in NAMES if not environment.word(name)]
    if missing:
        raise UnableToConfigure(
            f"single sign-on is set up by half: give {' and '.join(missing)} as well, or none"
        )
    address = urlsplit(issuer)
    if address.scheme != "https" and address.hostname not in LOCAL:
        raise UnableToConfigure(
            "MUSTER_OIDC_ISSUER is not reached by HTTPS; give an address that starts https://"
        )
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": environment.word("MUSTER_OIDC_NAME") or "Single sign-on",
                    "client_id": client,
                    "secret": secret,
                    "settings": {"server_url": issuer.rstrip("/"), "fetch_userinfo": True},
                }
            ],
        }
    }
