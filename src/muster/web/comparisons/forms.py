"""The form in which two sides are chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Viewer
from muster.web.comparisons.sides import place_name, places_open_to, spelt
from muster.web.rulebook import rulebook

GROUPS = {
    Reach.FORCE: gettext_lazy("Forces"),
    Reach.REGION: gettext_lazy("Regions, summed"),
    Reach.NATION: gettext_lazy("The nation, summed"),
}


class LocalInstantInput(forms.DateTimeInput):
    """An instant in a browser's own control, in UK local time."""

    input_type = "datetime-local"


def instant_field(label: Any) -> forms.CharField:
    """Return a field for an instant, which may be left empty for the present."""
    return forms.CharField(label=label, required=False, widget=LocalInstantInput)


class SidesForm(forms.Form):
    """Two places, each at an instant and as known at a time, under one edition."""

    first = forms.ChoiceField(label=gettext_lazy("Force, region or nation"))
    first_at = instant_field(gettext_lazy("As at"))
    first_known = instant_field(gettext_lazy("As known at"))
    second = forms.ChoiceField(label=gettext_lazy("Force, region or nation"))
    second_at = instant_field(gettext_lazy("As at"))
    second_known = instant_field(gettext_lazy("As known at"))
    edition = forms.ChoiceField(label=gettext_lazy("Edition"))

    def __init__(self, viewer: Viewer, **given: Any) -> None:
        """Offer the places a viewer may see."""
        super().__init__(auto_id="side-%s", **given)
        places = places_of_form(viewer)
        editions = [(each.slug, each.name) for each in rulebook().editions]
        for name, choices in (("first", places), ("second", places), ("edition", editions)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
            field.choices = choices

    @property
    def sides(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields of each side, with its name."""
        return [
            (_("The first"), [self["first"], self["first_at"], self["first_known"]]),
            (
                _("The second, held against it"),
                [self["second"], self["second_at"], self["second_known"]],
            ),
        ]


def places_of_form(viewer: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the places a viewer may choose, in groups."""
    open_to = places_open_to(viewer)
    groups = []
    for reach, label in GROUPS.items():
        own = [(spelt(each), place_name(each)) for each in open_to if each.reach is reach]
        if own:
            groups.append((str(label), own))
    return groups
