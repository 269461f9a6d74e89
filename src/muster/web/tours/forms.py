"""What a control room types at the start of a tour."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muster.reporting import opened
from muster.strength import State
from muster.web.shell.widgets import MarkedChoices
from muster.web.tours.actions import Declared, Figure, Nominated, Stood
from muster.web.tours.candidates import COMMANDED, Candidate, Parade, Vehicle
from muster.web.tours.models import Declaration
from muster.web.tours.times import UnableToReadTourTimes, read_starts

FIGURE_NOTICES = {
    0: _("At once"),
    60: _("Within 1 hour"),
    240: _("Within 4 hours"),
    480: _("Within 8 hours"),
    1440: _("Within 24 hours"),
}
EXTRAS = 2
MOST_COMMANDERS = 40
PARTED = re.compile(r"[\s,;]+")
PLACE_LENGTH = 120


class DeclarationForm(forms.Form):
    """One declaration but for its vehicles; what the return doubts has to be meant."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    tour_start = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    others = forms.CharField(
        label=_("Others, by collar number"),
        help_text=_("With spaces or commas between them"),
        required=False,
        max_length=400,
    )
    on_call_officer = forms.CharField(
        label=_("On-call senior officer"), help_text=_("Rank and name"), max_length=120
    )
    contact = forms.CharField(
        label=_("How to reach them"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    remarks = forms.CharField(
        label=_("Remarks"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    anyway = forms.BooleanField(
        label=_("Declare all the same: we know what the return does not"), required=False
    )

    def __init__(
        self,
        *args: Any,
        parade: Parade,
        offered: Sequence[Candidate],
        figure_required: bool = False,
        held_for: Sequence[str] = (),
        **given: Any,
    ) -> None:
        """Offer the candidates; `held_for` are the officers whose contact is held."""
        super().__init__(*args, **given)
        self.parade = parade
        self.nominated: tuple[Nominated, ...] = ()
        self._held_for = {each.casefold() for each in held_for}
        choices = [(each.officer, _offer(each)) for each in offered]
        self.fields["commanders"] = forms.MultipleChoiceField(
            label=_("Nominated commanders"),
            widget=MarkedChoices({each.officer: _mark(each) for each in offered if each.doubt}),
            required=False,
            choices=choices,
        )
        for within, label in FIGURE_NOTICES.items():
            self.fields[figure_name(within)] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=9999,
                required=figure_required and within == 60,
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )

    def clean(self) -> dict[str, Any]:
        """Return what was typed. Raises ValidationError beside what is doubted or missing."""
        cleaned = super().clean() or {}
        ticked = cleaned.get("commanders", [])
        typed = [self.parade.known_as(each) for each in PARTED.split(cleaned.get("others", ""))]
        officers = [each for each in (*ticked, *typed) if each]
        self._nominate(officers, set(typed), meant=bool(cleaned.get("anyway")))
        officer = cleaned.get("on_call_officer", "")
        if (
            officer
            and not cleaned.get("contact")
            and officer.strip().casefold() not in self._held_for
        ):
            self.add_error("contact", gettext("Say how to reach them: no number of theirs is held"))
        return cleaned

    def _nominate(self, officers: list[str], typed: set[str], *, meant: bool) -> None:
        named = self.parade.named(officers)
        self.nominated = tuple(
            Nominated(each.officer, each.rank, each.base, each.doubt) for each in named
        )
        if len(named) > MOST_COMMANDERS:
            self.add_error("others", gettext("Nominate forty commanders at the most"))
        if meant:
            return
        if not named:
            self.add_error(
                "commanders", gettext("Nominate somebody, or tick that you declare all the same")
            )
        for each in named:
            if each.doubt:
                where = "others" if each.officer in typed else "commanders"
                self.add_error(where, f"{each.officer} {each.doubt}. {self.advice}")

    @property
    def contact_hint(self) -> str:
        """Return what happens to a contact left empty: it is kept only where one is held."""
        officer = str(self["on_call_officer"].value() or "")
        if officer.strip().casefold() in self._held_for:
            return gettext(
                "Left empty, the number held for that name is kept. Sealed; reading it is recorded."
            )
        return gettext("A telephone number. Sealed; reading it is recorded.")

    @property
    def advice(self) -> str:
        """Return what to do about a doubt."""
        return gettext("Check it, or tick that you declare all the same.")

    def declared(self, vehicles: Sequence[Stood]) -> Declared:
        """Return everything that is declared, with the vehicles."""
        given = self.cleaned_data
        figures = (
            Figure(COMMANDED, within, given[figure_name(within)])
            for within in FIGURE_NOTICES
            if given.get(figure_name(within)) is not None
        )
        return Declared(
            on_call_officer=given["on_call_officer"],
            contact=given["contact"],
            remarks=given["remarks"],
            commanders=self.nominated,
            vehicles=tuple(vehicles),
            figures=tuple(figures),
        )

    @property
    def figures(self) -> list[forms.BoundField]:
        """Return the fields of the declared figures, the shortest notice first."""
        return [self[figure_name(within)] for within in FIGURE_NOTICES]


def figure_name(within: int) -> str:
    """Return the field of the figure at a notice."""
    return f"figure_{within}"


def _offer(candidate: Candidate) -> str:
    if not candidate.doubt:
        return f"{candidate.officer}, {candidate.words}"
    return ", ".join(each for each in (candidate.officer, candidate.rank, candidate.base) if each)


def _mark(candidate: Candidate) -> tuple[str, str]:
    """Return the mark of an officer who is doubted, and what speaks against them."""
    absent = candidate.state == State.ABSENT
    return gettext("Unavailable") if absent else gettext("Doubted"), opened(candidate.doubt)


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """A vehicle as the form shows it."""

    vehicle: Vehicle
    place: str
    on_road: bool

    def stood(self) -> Stood:
        """Return it as it is declared."""
        return Stood(self.vehicle.vehicle, self.vehicle.kind, self.place, self.on_road)


@dataclass(frozen=True, slots=True)
class Group:
    """Vehicles of one kind at one base."""

    kind: str
    base: str
    rows: tuple[VehicleRow, ...]

    @property
    def on_road(self) -> int:
        """Return how many are on the road."""
        return sum(each.on_road for each in self.rows)

    @property
    def off_road(self) -> int:
        """Return how many are not."""
        return len(self.rows) - self.on_road


def rows_from(vehicles: Sequence[Vehicle], last: Declaration | None) -> list[VehicleRow]:
    """Return the vehicles as the last tour left them, and as the return says where it did not."""
    before = {each.vehicle: each for each in last.vehicles.all()} if last else {}
    found = []
    for each in vehicles:
        held = before.get(each.vehicle)
        place = held.place if held else each.base
        on_road = held.on_road and not each.off_road if held else not each.off_road
        found.append(VehicleRow(each, place, on_road))
    known = {each.vehicle for each in vehicles}
    for held in before.values():
        if held.vehicle not in known:
            lent = Vehicle(held.vehicle, held.kind, held.kind.replace("_", " "), "", False)
            found.append(VehicleRow(lent, held.place, held.on_road))
    return found


def rows_typed(rows: Sequence[VehicleRow], sent: Mapping[str, str]) -> list[VehicleRow]:
    """Return rows as they were sent; one that the form did not show stays as it is."""
    return [_typed(each, sent) for each in rows]


def _typed(row: VehicleRow, sent: Mapping[str, str]) -> VehicleRow:
    place = sent.get(f"place:{row.vehicle.vehicle}")
    if place is None:
        return row
    on_road = f"road:{row.vehicle.vehicle}" in sent
    return replace(row, place=place.strip()[:PLACE_LENGTH], on_road=on_road)


def extras_typed(sent: Mapping[str, str]) -> Iterator[VehicleRow]:
    """Yield the vehicles typed that the return does not hold, such as one on loan."""
    for number in range(EXTRAS):
        name = sent.get(f"extra-{number}", "").strip()[:60]
        place = sent.get(f"extra-place-{number}", "").strip()[:PLACE_LENGTH]
        if name:
            lent = Vehicle(name, "carrier", gettext("Personnel carrier"), "", False)
            yield VehicleRow(lent, place, True)


def grouped(rows: Sequence[VehicleRow]) -> list[Group]:
    """Return rows in groups short enough to look through: the first kind by base, others whole."""
    found: dict[tuple[str, str], list[VehicleRow]] = {}
    first = rows[0].vehicle.kind if rows else ""
    for each in rows:
        base = each.vehicle.base if each.vehicle.kind == first else ""
        found.setdefault((each.vehicle.kind_name, base), []).append(each)
    return [Group(kind, base, tuple(inside)) for (kind, base), inside in found.items()]


class TourTimesForm(forms.Form):
    """When the tours of a force start."""

    starts = forms.CharField(
        label=_("Tours start at"),
        help_text=_("Times of the 24-hour clock with commas between them"),
        max_length=60,
    )

    def clean_starts(self) -> list[str]:
        """Return the times. Raises ValidationError where they make no sense."""
        words: list[str] = self.cleaned_data["starts"].split(",")
        try:
            read_starts(words)
        except UnableToReadTourTimes as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return words
