"""Forms of administration: users, appointments, reasons, retention."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muster.web import clock
from muster.web.accounts.forms import offer
from muster.web.accounts.granting import place_from
from muster.web.accounts.models import Reach, Role, User
from muster.web.accounts.queries import place_words
from muster.web.accounts.rights import Held, Place, Right, Viewer, may
from muster.web.administration.queries import places_administered
from muster.web.administration.retention import LONGEST, SHORTEST
from muster.web.documents.models import Kind
from muster.web.shell.widgets import DayField

STATES = (
    ("", _("Any")),
    ("open", _("Open, with a second step")),
    ("one_step", _("Open, without a second step")),
    ("invited", _("Never signed in")),
    ("closed", _("Closed")),
)
WHY = _("Whoever reads the audit later was not there.")


def place_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the places a viewer may appoint over, as a form names them."""
    return [
        (f"{each.reach}:{each.slug}", place_words(each.reach, each.slug).capitalize())
        for each in places_administered(viewer)
    ]


def force_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the forces a viewer administers, as slug and name."""
    return [
        (each.slug, place_words(each.reach, each.slug))
        for each in places_administered(viewer)
        if each.reach == Reach.FORCE
    ]


class SearchForm(forms.Form):
    """Which users to show."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Any role")), *Role.choices]
    )
    force = forms.ChoiceField(label=_("Force"), required=False)
    state = forms.ChoiceField(label=_("Account"), required=False, choices=STATES)

    def __init__(self, *args: Any, viewer: Viewer, **given: Any) -> None:
        """Offer the forces of this administrator."""
        super().__init__(*args, **given)
        offer(self, "force", [("", _("Any force")), *force_choices(viewer)])


class ReasonForm(forms.Form):
    """Why something is changed."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=WHY)


class ConfirmedForm(ReasonForm):
    """Why, and that what follows is understood."""

    confirmed = forms.BooleanField(label=_("I understand, and want this"))


class UserForm(ReasonForm):
    """A new user."""

    name = forms.CharField(
        label=_("Name and rank"), max_length=120, help_text=_("As it is known in their force.")
    )
    email = forms.EmailField(label=_("Work email address"), max_length=254)
    force = forms.ChoiceField(
        label=_("Force they belong to"),
        required=False,
        help_text=_("Its administrators look after the account."),
    )
    field_order = ("name", "email", "force", "reason")

    def __init__(self, *args: Any, viewer: Viewer, **given: Any) -> None:
        """Offer the forces of this administrator."""
        super().__init__(*args, **given)
        forces = force_choices(viewer)
        national = may(viewer, Right.ADMINISTER, Place.nation())
        self.fields["force"].required = not national
        none = [("", _("None: of a region, the inspectorate or the nation"))] if national else []
        offer(self, "force", [*none, *forces])

    def clean_email(self) -> str:
        """Return an address nobody has yet. Raises ValidationError."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody has this address already; find them among the users"))
        return email


class AppointForm(ReasonForm):
    """A role, over a place, until a day."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose one")), *Role.choices])
    place = forms.ChoiceField(label=_("Over"))
    until = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("An inspector's always ends. Others may be left open."),
    )
    request = forms.CharField(
        label=_("Data request"),
        max_length=120,
        required=False,
        help_text=_("For an inspector: the reference of the request this is for."),
    )
    confirmed = forms.BooleanField(
        label=_("I understand that an administrator may appoint others"),
        required=False,
        help_text=_("For an administrator only."),
    )
    field_order = ("role", "place", "until", "request", "reason", "confirmed")

    def __init__(self, *args: Any, viewer: Viewer, **given: Any) -> None:
        """Offer the places of this administrator."""
        super().__init__(*args, **given)
        offer(self, "place", [("", _("Choose one")), *place_choices(viewer)])

    def clean(self) -> dict[str, Any]:
        """Return what was asked, whole. Says next to each field what it lacks."""
        said = super().clean() or {}
        if said.get("role") == Role.INSPECTOR:
            if "until" not in self.errors and not said.get("until"):
                self.add_error("until", _("Give the last day of the inspector's access"))
            if not said.get("request"):
                self.add_error("request", _("Give the reference of the data request"))
        if said.get("until") and self.ends_at <= clock.now():
            self.add_error("until", _("Give a day that is not over yet"))
        if said.get("role") == Role.ADMINISTRATOR and not said.get("confirmed"):
            self.add_error("confirmed", _("Confirm that they may appoint others"))
        return said

    @property
    def ends_at(self) -> datetime:
        """Return the midnight that ends the last day, in local time."""
        day = self.cleaned_data["until"] + timedelta(days=1)
        return datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE))

    @property
    def held(self) -> Held:
        """Return the appointment asked for."""
        said = self.cleaned_data
        reach, _colon, slug = said["place"].partition(":")
        return Held(
            Role(said["role"]),
            place_from(reach, slug),
            self.ends_at if said["until"] else None,
            said["request"] if said["role"] == Role.INSPECTOR else "",
        )


class RetentionForm(ReasonForm):
    """How long one kind of document is kept."""

    kind = forms.ChoiceField(label=_("Documents"), choices=Kind.choices)
    days = forms.IntegerField(
        label=_("Keep for"),
        required=False,
        min_value=SHORTEST,
        max_value=LONGEST,
        help_text=_("In days. Leave empty to keep them for good."),
    )
    field_order = ("kind", "days", "reason")
