"""What the command bar finds of one's account, of accounts looked after, and of the audit."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.rights import Right, Viewer, places_of
from muster.web.administration.queries import Sought, users_sought
from muster.web.shell.finders import Found, finder, matches

SHORTEST = 2  # characters before accounts are looked through
EVERYBODY = None
DOORS: tuple[tuple[Promise, str, Right | None], ...] = (
    (_("Your account"), "accounts:home", EVERYBODY),
    (_("Change your password"), "account_change_password", EVERYBODY),
    (_("Passkeys and authenticator"), "mfa_index", EVERYBODY),
    (_("Where you are signed in"), "usersessions_list", EVERYBODY),
    (_("Verify the audit"), "audit:verify", Right.SEE_AUDIT),
    (_("Make an account"), "administration:new_user", Right.ADMINISTER),
    (_("What each role may do"), "administration:roles", Right.ADMINISTER),
)


@finder("actions")
def doors_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the pages of accounts and of the audit that a viewer may open and that match."""
    return [
        Found(str(label), "", reverse(view))
        for label, view, right in DOORS
        if (right is EVERYBODY or places_of(viewer, right)) and matches(text, label)
    ]


@finder("people")
def users_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the users a viewer looks after whose names match."""
    if len(text) < SHORTEST or not places_of(viewer, Right.ADMINISTER):
        return []
    return [
        Found(each.user.name, each.user.email, reverse("administration:user", args=[each.user.pk]))
        for each in users_sought(viewer, Sought(text=text))
    ]
