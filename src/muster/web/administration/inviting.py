"""Give somebody the link by which they set a password: by mail, or for a page to print."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.web.accounts.models import User
from muster.web.administration.invitations import GOOD_FOR, invitation_for

HOUR = 3600


@dataclass(frozen=True)
class Given:
    """An invitation: whom it is for, its link, how long it is good, and whether it was mailed."""

    user: User
    link: str
    hours: int
    mailed: bool


def give_invitation(request: HttpRequest, user: User) -> Given:
    """Return the invitation a user holds, mailed where there is a server to mail by."""
    path = reverse("administration:invitation", args=[invitation_for(user)])
    link = request.build_absolute_uri(path)
    hours = int(GOOD_FOR.total_seconds()) // HOUR
    given = {"user": user, "link": link, "hours": hours, "instance_name": settings.INSTANCE_NAME}
    mailed = settings.MAIL and _mailed(user, render_to_string("administration/invited.txt", given))
    return Given(user, link, hours, mailed)


def _mailed(user: User, text: str) -> bool:
    """Send it, and say whether the server took it; the page prints the link where it did not."""
    subject = _("Your account of %(name)s") % {"name": settings.INSTANCE_NAME}
    try:
        return bool(send_mail(subject, text, None, [user.email]))
    except OSError:
        return False
