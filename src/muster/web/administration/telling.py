"""Tell somebody what an administrator did with the way they sign in.

By mail at once, where there is a server to mail by, and for a week each time they sign in: no
sooner does somebody else sign in as them than the notice would be gone, if it were shown once.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.mail import send_mail
from django.dispatch import receiver
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.web import clock
from muster.web.accounts.models import User
from muster.web.accounts.rights import Viewer
from muster.web.administration.keeping_apart import RESET, subject_of
from muster.web.audit.models import AuditEntry
from muster.web.shell.words import instant_words

TOLD_FOR = timedelta(days=7)
NOTICES: Mapping[str, Promise] = {
    RESET: gettext_lazy(
        "%(by)s reset your second step on %(when)s. If you did not ask for it, tell your force’s "
        "information security now."
    ),
    "user.invited": gettext_lazy(
        "%(by)s made a new link to set your password on %(when)s. If you did not ask for it, "
        "tell your force’s information security now."
    ),
}


@receiver(user_logged_in)
def tell_who_signs_in(request: HttpRequest, user: User, **_given: Any) -> None:
    """Say to whoever signs in what was done with their account in the last week."""
    done = AuditEntry.objects.filter(
        subject=subject_of(user), action__in=NOTICES, at__gt=clock.now() - TOLD_FOR
    )
    for entry in done.order_by("sequence"):
        said = {"by": entry.actor, "when": instant_words(entry.at)}
        messages.warning(request, str(NOTICES[entry.action]) % said, fail_silently=True)


def mail_reset(user: User, by: Viewer) -> bool:
    """Write to somebody whose second step was reset, and say whether the letter was taken."""
    if not settings.MAIL:
        return False
    given = {"user": user, "by": by.name, "instance_name": settings.INSTANCE_NAME}
    subject = _("Your second step of %(name)s was reset") % {"name": settings.INSTANCE_NAME}
    text = render_to_string("administration/second_step_reset.txt", given)
    try:
        return bool(send_mail(subject, text, None, [user.email]))
    except OSError:
        return False
