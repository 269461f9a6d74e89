"""Signed checkpoints: the head of the audit as it stood, so that a cut tail is seen."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from muster.errors import MusterError
from muster.web import clock
from muster.web.audit.chain import FIRST
from muster.web.audit.models import AuditEntry

SCHEMA = "muster.audit-checkpoint/1"
SEED_BYTES = 32
KEY_ADVICE = (
    "give MUSTER_AUDIT_KEY 32 bytes of chance in base 64, for example from: openssl rand -base64 32"
)


class UnableToSign(MusterError):
    """There is no key to sign with, or it is not one."""


class UnableToTrustCheckpoint(MusterError):
    """A checkpoint is not one, or was not signed by this server's key."""


@dataclass(frozen=True)
class Checkpoint:
    """The head of the chain at an instant: which entry was the last, and its digest."""

    sequence: int
    digest: str
    at: datetime

    @property
    def message(self) -> bytes:
        """Return what is signed."""
        return f"{SCHEMA}\n{self.sequence}\n{self.digest}\n{self.at.isoformat()}".encode()


def head() -> Checkpoint:
    """Return where the chain ends now; sequence 0 where nothing was recorded yet."""
    last = AuditEntry.objects.order_by("-sequence").only("sequence", "digest").first()
    if last is None:
        return Checkpoint(0, FIRST, clock.now())
    return Checkpoint(last.sequence, last.digest, clock.now())


def has_key() -> bool:
    """Say whether checkpoints can be signed here."""
    return bool(settings.AUDIT_KEY)


def sign(checkpoint: Checkpoint) -> str:
    """Return a checkpoint as signed JSON. Raises UnableToSign."""
    key = _key()
    return json.dumps(
        {
            "schema": SCHEMA,
            "sequence": checkpoint.sequence,
            "digest": checkpoint.digest,
            "at": checkpoint.at.isoformat(),
            "key": _text(_public(key)),
            "signature": _text(key.sign(checkpoint.message)),
        },
        indent=2,
    )


def read_checkpoint(text: str, *, key: str = "") -> Checkpoint:
    """Return a checkpoint from its JSON, its signature proven.

    `key` is the public key to trust, in base 64; without one, this server's own. Raises
    UnableToTrustCheckpoint, or UnableToSign where neither is there.
    """
    said = _fields(text)
    trusted = key or _text(_public(_key()))
    if said["key"] != trusted:
        raise UnableToTrustCheckpoint(
            "the checkpoint was signed by another key; give the public key of the server that "
            "made it, or one of this server's own checkpoints"
        )
    try:
        found = Checkpoint(
            int(said["sequence"]), str(said["digest"]), datetime.fromisoformat(said["at"])
        )
        public = Ed25519PublicKey.from_public_bytes(_bytes(trusted))
        public.verify(_bytes(said["signature"]), found.message)
    except (InvalidSignature, ValueError, TypeError) as fault:
        raise UnableToTrustCheckpoint(
            "the checkpoint does not bear its signature out: it was altered; "
            "take it from where it was kept"
        ) from fault
    return found


def _fields(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError as fault:
        raise UnableToTrustCheckpoint("the checkpoint is not JSON; give the file whole") from fault
    names = {"schema", "sequence", "digest", "at", "key", "signature"}
    if not isinstance(said, dict) or said.get("schema") != SCHEMA or not names <= said.keys():
        raise UnableToTrustCheckpoint(
            f"the file is not a checkpoint of schema {SCHEMA}; give one that Muster exported"
        )
    return said


def _key() -> Ed25519PrivateKey:
    if not settings.AUDIT_KEY:
        raise UnableToSign(f"checkpoints cannot be signed without a key: {KEY_ADVICE}")
    try:
        seed = _bytes(settings.AUDIT_KEY)
    except ValueError as fault:
        raise UnableToSign(f"MUSTER_AUDIT_KEY is not base 64: {KEY_ADVICE}") from fault
    if len(seed) != SEED_BYTES:
        raise UnableToSign(f"MUSTER_AUDIT_KEY holds {len(seed)} bytes: {KEY_ADVICE}")
    return Ed25519PrivateKey.from_private_bytes(seed)


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _text(given: bytes) -> str:
    return base64.b64encode(given).decode()


def _bytes(given: str) -> bytes:
    try:
        return base64.b64decode(given, validate=True)
    except (binascii.Error, TypeError) as fault:
        raise ValueError(str(fault)) from fault
