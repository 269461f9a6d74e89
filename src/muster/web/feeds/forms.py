"""The form of what holds for a force."""

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.web.feeds.models import LAST_DAY


class RuleForm(forms.Form):
    """By when a return is due, and whether a sound one comes into use by itself."""

    due_day = forms.IntegerField(
        label=_("Due each month by day"),
        help_text=_("From 1 to 28. Leave it blank for no day; nothing is then late."),
        required=False,
        min_value=1,
        max_value=LAST_DAY,
    )
    accepts_sound = forms.BooleanField(
        label=_("Accept a return without fault by itself, when it comes by the watched folder"),
        required=False,
    )
