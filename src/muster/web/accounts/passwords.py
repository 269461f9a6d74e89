"""Passwords that hold little but words that everybody here would try first."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muster.web.accounts.models import User
from muster.web.rulebook import rulebook

LEFT = 6  # letters besides our words, at the least
OURS = (
    "password",
    "muster",
    "police",
    "constabulary",
    "service",
    "force",
    "officer",
    "inspector",
    "sergeant",
    "constable",
    "superintendent",
    "welcome",
    "letmein",
    "admin",
    "qwerty",
)


class WordsOfOurs:
    """Refuse a password that is made of our own words, with figures and signs between them."""

    def validate(self, password: str, _user: User | None = None) -> None:
        """Look at a password. Raises ValidationError where too little of it is not our words."""
        letters = re.sub(r"[^a-z]", "", password.lower())
        for word in _words():
            letters = letters.replace(word, "")
        if len(letters) < LEFT:
            raise ValidationError(_("Add words that are not about Muster or the police"))

    def get_help_text(self) -> str:
        """Return what is asked, in words."""
        return _("Not made of words about Muster or the police.")


def _words() -> list[str]:
    """Return our words, the longest first: of the work, the instance and every force."""
    known = rulebook()
    names = [each.name for each in known.forces] + [each.name for each in known.regions]
    found = {part for name in names for part in re.findall(r"[a-z]{4,}", name.lower())}
    instance = re.findall(r"[a-z]{4,}", settings.INSTANCE_NAME.lower())
    return sorted({*OURS, *found, *instance}, key=len, reverse=True)
