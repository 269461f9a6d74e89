"""Addresses of signing in and of second factors: those of allauth that Muster uses, no others.

Nobody signs up, changes the address they are known by, or connects another account.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as organisation
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import URLPattern, path, re_path

from muster.web.accounts import views

urlpatterns: list[URLPattern] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/by-mail/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("steps/", mfa.index, name="mfa_index"),
    path("steps/second/", mfa.authenticate, name="mfa_authenticate"),
    path("steps/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("steps/app/", app.activate_totp, name="mfa_activate_totp"),
    path("steps/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("steps/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("steps/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("steps/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("steps/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "steps/passkeys/again/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("steps/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("steps/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("steps/passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path(
        "organisation/cancelled/",
        organisation.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("organisation/<str:provider_id>/", openid.login, name="openid_connect_login"),
    path("organisation/<str:provider_id>/back/", openid.callback, name="openid_connect_callback"),
]
