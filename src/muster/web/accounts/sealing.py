"""Secrets of second factors are sealed before they are kept, by a key made from the server's."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from muster.errors import MusterError

USE = b"muster second factors"
KEY_BYTES = 32


class UnableToUnseal(MusterError):
    """A secret was sealed by a key that this server does not have."""


def sealed(text: str) -> str:
    """Return a text as only a holder of the server's secret can read it."""
    return _box().encrypt(text.encode()).decode()


def unsealed(text: str) -> str:
    """Return what was sealed. Raises UnableToUnseal."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken as fault:
        raise UnableToUnseal(
            "a second factor was sealed by another MUSTER_SECRET_KEY; name the old one in "
            "MUSTER_SECRET_KEY_FALLBACKS, or reset the second factor of whom it concerns"
        ) from fault


def _box() -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=USE)
    return base64.urlsafe_b64encode(made.derive(secret.encode()))
