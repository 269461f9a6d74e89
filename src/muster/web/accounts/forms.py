"""Forms of signing in and of one's own account, in our words."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as step_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.codes import spend
from muster.web.accounts.lockouts import is_locked_out
from muster.web.accounts.models import User

MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # what reading nonsense raises
NEW_PASSWORD_HINT = _("Twelve characters or more. Three or four unrelated words are a good one.")


def _say(form: forms.BaseForm, name: str, label: Any, hint: Any = "") -> None:
    """Give a field our label and hint, and take what would be shown inside the box away."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def _say_new(form: Any) -> None:
    """Say a new password and its repetition in our words."""
    _say(form, "password1", _("New password"), NEW_PASSWORD_HINT)
    _say(form, "password2", _("New password again"))


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Have a field of a form offer some choices, each a value and its words."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def _say_code(form: forms.BaseForm, hint: Any) -> None:
    _say(form, "code", _("Code"), hint)
    form.fields["code"].widget.attrs |= {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "autofocus": True,
        "spellcheck": "false",
    }


def _code_good_once(form: Any, clean_code: Callable[[], str]) -> str:
    """Return a code that is right and was not used before. Raises ValidationError."""
    if is_locked_out(context.request, form.user.email):
        raise ValidationError(_("Too many attempts. Wait, then try again."))
    code = str(clean_code())
    if not spend(form.authenticator, code):
        raise ValidationError(_("This code was used already. Wait for the next one."))
    return code


class SignInForm(account_forms.LoginForm):
    """Address of work and password."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say(self, "login", _("Work email address"))
        _say(self, "password", _("Password"))
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}
        self.fields["login"].widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password, asked again before something that matters."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say(self, "password", _("Password"))


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The old password and a new one."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say(self, "oldpassword", _("Current password"))
        _say_new(self)


class SetPasswordForm(account_forms.SetPasswordForm):
    """A first password for whoever signs in another way."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say_new(self)


class ResetPasswordForm(account_forms.ResetPasswordForm):
    """The address to send a link to."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say(self, "email", _("Work email address"))


class ResetPasswordKeyForm(account_forms.ResetPasswordKeyForm):
    """A new password, set by a link that was mailed."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say_new(self)


class SecondStepForm(step_forms.AuthenticateForm):
    """A code of the authenticator app, or a recovery code; wrong ones are counted."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say_code(
            self, _("Six figures from your authenticator app, or one of your recovery codes.")
        )

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError for a wrong one, and after too many."""
        return _code_good_once(self, super().clean_code)


class SecondStepAgainForm(step_forms.ReauthenticateForm):
    """A code, asked again before something that matters."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say_code(
            self, _("Six figures from your authenticator app, or one of your recovery codes.")
        )

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError for a wrong one, and after too many."""
        return _code_good_once(self, super().clean_code)


class ActivateAppForm(ActivateTOTPForm):
    """The first code an authenticator app shows."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say_code(self, _("Six figures, which the app changes every half a minute."))


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """A new passkey and what to call it; it signs in by itself."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Say it in our words."""
        super().__init__(*args, **given)
        _say(
            self, "name", _("What to call it"), _("For example, this laptop, or key on my lanyard.")
        )
        self.fields["name"].initial = self.initial["name"] = ""
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = "on"

    def clean(self) -> dict[str, Any]:
        """Return what was given. Raises ValidationError for what is no passkey."""
        try:
            return dict(super().clean())
        except MALFORMED as fault:
            raise get_adapter().validation_error("incorrect_code") from fault


class _Asked:
    """A passkey's answer; one that is no such thing is refused like a wrong one."""

    def clean_credential(self) -> Any:
        """Return whose passkey it is. Raises ValidationError."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MALFORMED as fault:
            raise get_adapter().validation_error("incorrect_code") from fault


class PasskeySignInForm(_Asked, passkey_forms.LoginWebAuthnForm):
    """A passkey that signs in by itself."""


class PasskeyStepForm(_Asked, passkey_forms.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyAgainForm(_Asked, passkey_forms.ReauthenticateWebAuthnForm):
    """A passkey, asked again before something that matters."""


class ChosenPasswordForm(forms.Form):
    """A password chosen by whoever was invited."""

    password1 = forms.CharField(
        label=_("New password"),
        help_text=NEW_PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "autofocus": True}),
    )
    password2 = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **given: Any) -> None:
        """Keep whose password it will be."""
        self.user = user
        super().__init__(*args, **given)

    def clean_password1(self) -> str:
        """Return a password that is strong enough. Raises ValidationError."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        """Return the password typed twice alike. Raises ValidationError."""
        again: str = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password1", again):
            raise ValidationError(_("Type the same password both times"))
        return again


class LanguageForm(forms.Form):
    """The language to read in."""

    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: settings.LANGUAGES, widget=forms.RadioSelect
    )
