"""A code of an authenticator app is good once, whichever process of the server it comes to."""

import time
from hashlib import sha256

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.db import transaction

SPENT = "spent"


def spend(authenticator: Authenticator, code: str) -> bool:
    """Mark a right code as used, and say whether it was not used before.

    Only the app's codes are marked, for as long as they would be right again; recovery codes
    are marked where they are kept.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    now = int(time.time())
    window = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    mark = sha256("".join(code.split()).encode()).hexdigest()
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        spent = {each: at for each, at in row.data.get(SPENT, {}).items() if now - at < window}
        if mark in spent:
            return False
        row.data = {**row.data, SPENT: {**spent, mark: now}}
        row.save(update_fields=["data"])
    return True
