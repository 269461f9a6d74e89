"""The app of accounts and rights."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Users, their appointments, and every decision about who may do what."""

    name = "muster.web.accounts"
    label = "accounts"
