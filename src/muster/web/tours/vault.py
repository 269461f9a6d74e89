"""Contacts under lock: sealed for one force with a key from the environment, and opened for it.

AES-256 in Galois/Counter mode. The force is part of what is sealed, so that a contact moved to
another force's row does not open. `MUSTER_CONTACTS_KEY` holds one key or several parted by
commas: the first seals, all open, so that a new key is put first and old ones go once
`renew_contacts` has run.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.checks import CheckMessage, Error

from muster.errors import MusterError

FORMAT = "1"
KEY_BYTES, NONCE_BYTES, NAME_BYTES = 32, 12, 4
ADVICE = "give 32 bytes of chance in base 64, for example from: openssl rand -base64 32"


class UnableToKeepContact(MusterError):
    """There is no key to seal or open contacts with, or none that fits."""


def seal_contact(text: str, force: str) -> str:
    """Return a contact sealed for a force with the first key. Raises UnableToKeepContact."""
    key = read_keys()[0]
    nonce = token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), _about(force))
    return ".".join((FORMAT, key_name(key), urlsafe_b64encode(nonce + sealed).decode()))


def open_contact(sealed: str, force: str) -> str:
    """Return a contact that was sealed for a force.

    Raises UnableToKeepContact where its key is not there any more, where it was changed, and
    where it was sealed for another force.
    """
    _format, named, body = sealed.split(".")
    for key in read_keys():
        if key_name(key) == named:
            return _opened(key, urlsafe_b64decode(body), force)
    raise UnableToKeepContact(
        f"The contact was sealed with key {named}, which MUSTER_CONTACTS_KEY does not hold; "
        "put the old key back after the new one"
    )


def _opened(key: bytes, body: bytes, force: str) -> str:
    try:
        opened = AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _about(force))
    except InvalidTag as wrong:
        raise UnableToKeepContact(
            "The contact does not open: it was changed, or it belongs to another force"
        ) from wrong
    return opened.decode()


def is_current(sealed: str) -> bool:
    """Say whether a contact is sealed with the first key."""
    return sealed.split(".")[1] == key_name(read_keys()[0])


def read_keys() -> Sequence[bytes]:
    """Return the keys, the one that seals first. Raises UnableToKeepContact."""
    keys = [_key(each) for each in settings.CONTACTS_KEYS]
    if not keys:
        raise UnableToKeepContact(f"MUSTER_CONTACTS_KEY is missing; {ADVICE}")
    return keys


def _key(text: str) -> bytes:
    try:
        key = urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    except (NotBase64, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise UnableToKeepContact(f"A key of MUSTER_CONTACTS_KEY is not fit to be one; {ADVICE}")
    return key


def key_name(key: bytes) -> str:
    """Return a few letters that tell keys apart and give nothing away."""
    return sha256(b"muster contacts key" + key).hexdigest()[: 2 * NAME_BYTES]


def _about(force: str) -> bytes:
    return f"muster.contact/{FORMAT} {force}".encode()


def check_keys(**_given: Any) -> list[CheckMessage]:
    """Return what is wrong with the keys, for Django's checks."""
    try:
        read_keys()
    except UnableToKeepContact as wrong:
        return [Error(str(wrong), id="tours.E001")]
    return []
