"""How signing in behaves: nobody signs themself up, and nobody is let in by half."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.lockouts import caller_address
from muster.web.accounts.models import User
from muster.web.accounts.sealing import sealed, unsealed

FRESH_SECONDS = 300  # so long after signing in, nobody is asked again who they are
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "No account has this email address and this password. Check both, and type them again."
        ),
        "account_inactive": _(
            "This account is closed. An administrator of your force can open it again."
        ),
        "incorrect_password": _("This is not your password. Type it again."),
        "incorrect_code": _("This is not the code. Take the one that is shown now."),
        "enter_current_password": _("Type the password you have now."),
        "too_many_login_attempts": _("There were too many attempts. Wait, and try again later."),
        "rate_limited": _("There were too many attempts. Wait a minute, and try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no."""
        return False

    def save_user(self, _request: HttpRequest, user: Any, _form: Any, _commit: bool = True) -> Any:
        """Refuse: nobody signs themself up."""
        raise PermissionError(f"{user} cannot sign up; an administrator makes accounts")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the network address of whoever asks."""
        return caller_address(request)

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Say whether somebody is asked again who they are before a change of their account."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < FRESH_SECONDS:
            return False
        return bool(super().is_reauthentication_required(app=app, **given))

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """Return where somebody goes once signed in, in the language they read."""
        response: HttpResponse = super().post_login(request, user, **given)
        if user.language in dict(settings.LANGUAGES):
            keep_language(response, user.language)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed, and the last second factor stays where one is demanded."""

    def encrypt(self, text: str) -> str:
        """Return a secret sealed."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was."""
        return unsealed(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether another second factor remains, where one is demanded."""
        if not settings.SECOND_FACTOR or authenticator.type not in SECOND:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def _get_site_name(self) -> str:
        return str(settings.INSTANCE_NAME)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The organisation's own sign-on lets in whom an administrator has made, and nobody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse whoever is not known here by an address that the provider has verified."""
        user = _known(sociallogin)
        asked = sociallogin.state.get("process")
        if user is None or asked == "connect" or not _one_person(sociallogin):
            raise ImmediateHttpResponse(answer_unknown(request))
        sociallogin.user = user

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        """Say no."""
        return False


def _known(sociallogin: Any) -> User | None:
    verified = [each.email for each in sociallogin.email_addresses if each.verified]
    if len(verified) != 1:
        return None
    return User.objects.filter(email__iexact=verified[0], is_active=True).first()


def _one_person(sociallogin: Any) -> bool:
    """Say whether both answers of the provider, where there are two, speak of one person."""
    said = sociallogin.account.extra_data
    told, token = said.get("userinfo") or {}, said.get("id_token") or {}
    return not told or not token or told.get("sub") == token.get("sub")


def answer_unknown(request: HttpRequest) -> HttpResponse:
    """Say that the organisation knows them, and Muster does not."""
    return render(request, "socialaccount/unknown.html", status=403)


def keep_language(response: HttpResponse, language: str) -> None:
    """Have a browser remember the language somebody reads."""
    translation.activate(language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
