"""How signing in behaves: nobody signs themself up, and every coming and going is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no."""
        return False

    def save_user(self, _request: HttpRequest, user: Any, _form: Any, _commit: bool = True) -> Any:
        """Refuse: nobody signs themself up."""
        raise PermissionError(f"{user} cannot sign up; an administrator makes accounts")
