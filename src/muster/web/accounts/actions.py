"""End sessions, and remember a language."""

from allauth.usersessions.models import UserSession
from django.db.models import F

from muster.web.accounts.models import User
from muster.web.accounts.signals import access_changed


def end_sessions(user: User) -> int:
    """End every session of a user, wherever they are signed in, and return how many were known.

    What a session must carry to be theirs changes, so one that was never listed ends too.
    """
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    sessions = list(UserSession.objects.filter(user=user))
    for each in sessions:
        each.end()
    access_changed.send(sender=User, user_id=user.pk)
    return len(sessions)


def speak(user: User, language: str) -> None:
    """Remember the language a user reads in."""
    User.objects.filter(pk=user.pk).update(language=language)
