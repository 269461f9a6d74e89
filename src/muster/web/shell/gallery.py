"""Every component in every state, on invented counties: for looking, and for tests to look."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from muster.web.accounts.rights import Viewer
from muster.web.shell.asking import sort_asked
from muster.web.shell.navigation import NavItem
from muster.web.shell.parts import Line, Link, MatrixView, Square, Step, Tour, TourStep, TruthView
from muster.web.shell.widgets import DayField, InstantField

AT = datetime(2026, 3, 3, 22, 40, tzinfo=UTC)
DIGEST = "sha256:7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a"
NAV = ("Today", "Nation", "Force", "Compare", "Returns", "Tour", "People", "Doctrine", "Audit")
ASPECTS = ("Capacity and contribution", "Capability", "Consistency", "Connectivity")
MATRIX = MatrixView(
    "Barsetshire against the requirement of 2015, as at 3 March 2026",
    "Threat",
    ASPECTS,
    (
        (
            "Terrorism",
            "#terrorism",
            (
                Square("met", "#", ("2 of 2 criteria",)),
                Square("met", "#", ("3 of 3 criteria",)),
                Square("not evidenced", "#", ("Nothing recorded since May 2024",)),
                Square(None, "", ()),
            ),
        ),
        (
            "Public order",
            "#order",
            (
                Square(
                    "partly met", "#", ("12 of 14 PSUs within 8 hours", "A sergeant stops the 13th")
                ),
                Square("not met", "#", ("11 commanders out of date",), "Judged partly met"),
                Square("met", "#", ("Kit as the region's",)),
                Square("met", "#", ("4 serials formed with Loamshire",)),
            ),
        ),
        (
            "Civil emergencies",
            "#civil",
            (
                Square("met", "#", ("1 of 1 criterion",)),
                Square("partly met", "#", ("38 of 45 trained and in date",)),
                Square("not met", "#", ("No joint exercise since 2023",)),
                Square("not evidenced", "#", ("No plan names a partner",)),
            ),
        ),
    ),
)

FORCES = (
    ("Barsetshire", "Wessex", 14, 12, 0.86, "partly met"),
    ("Borchester City", "Wessex", 21, 21, 0.99, "met"),
    ("Loamshire", "Midland", 9, 5, 0.41, "not met"),
    ("Mummerset", "Wessex", 4, 6, 1.0, "met"),
    ("Radfordshire", "Midland", 8, 0, 0.0, "not evidenced"),
)
SAID = (
    (messages.SUCCESS, "The return is accepted. Three cells moved."),
    (messages.INFO, "Loamshire's return of February was superseded this morning."),
    (messages.WARNING, "The roster is 41 days old; its shelf life is 35."),
    (messages.ERROR, "Nothing was saved: the form was open for too long."),
)
NOTICES = tuple("1 hour" if hours == 1 else f"{hours} hours" for hours in range(25))
COLUMNS = ("force", "region", "asked", "units", "chance", "grade")
CURVE = """<svg class="chart" viewBox="0 0 640 220" role="img" aria-label="{label}">
<g class="grid"><line class="rule" x1="40" x2="620" y1="180" y2="180"/>
<line class="rule" x1="40" x2="620" y1="125" y2="125"/><line class="rule" x1="40" x2="620" y1="70"
y2="70"/><line class="rule" x1="40" x2="620" y1="15" y2="15"/></g>
<line class="floor" x1="40" x2="620" y1="52" y2="52"/>
<path class="line" d="M40 158H110V136H185V103H300V81H420V59H620"/>
<text class="label" x="32" y="184" text-anchor="end">0</text>
<text class="label" x="32" y="129" text-anchor="end">5</text>
<text class="label" x="32" y="74" text-anchor="end">10</text>
<text class="label" x="32" y="19" text-anchor="end">15</text>
<text class="label" x="40" y="204">at once</text><text class="label" x="185" y="204">1 hour</text>
<text class="label" x="300" y="204">4 hours</text><text class="label" x="420" y="204">8 hours</text>
<text class="label" x="620" y="204" text-anchor="end">24 hours</text>
<text class="value" x="614" y="44" text-anchor="end">14 asked</text>
<text class="value" x="614" y="80" text-anchor="end">12 whole PSUs</text></svg>"""
STEPS = (
    Step(
        datetime(2026, 3, 3, 21, 5, tzinfo=UTC),
        "Return of March accepted",
        "612 officers",
        "#",
        "good",
    ),
    Step(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "Judgement recorded", "Public order, capability"),
    Step(
        datetime(2026, 2, 27, 16, 30, tzinfo=UTC),
        "Return refused",
        "14 faults in 2 sheets",
        "#",
        "none",
    ),
)
TOUR = Tour(
    "gallery",
    (
        TourStep("Start with Today", "What got worse, what is about to, and what you are asked."),
        TourStep(
            "Every figure says why", "Press a grade to see what it rests on, and how old it is."
        ),
        TourStep("Find anything", "Press / anywhere, and type a force, a threat or a task."),
    ),
)


class GalleryForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Name and rank", help_text="As it is known in your force.")
    units = forms.IntegerField(label="Units offered", min_value=0)
    email = forms.EmailField(label="Work email address", required=False)
    secret = forms.CharField(
        label="Password", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    region = forms.ChoiceField(
        label="Region", choices=[("", "Choose one"), ("wessex", "Wessex"), ("midland", "Midland")]
    )
    grade = forms.ChoiceField(
        label="How does it stand?",
        widget=forms.RadioSelect,
        choices=[("met", "Met"), ("partly", "Partly met"), ("not", "Not met")],
    )
    kinds = forms.MultipleChoiceField(
        label="Which kinds of unit?",
        help_text="Choose all that apply.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("psu", "Police support unit"), ("cbrn", "CBRN team"), ("search", "Search team")],
        required=False,
    )
    day = DayField(label="In date until", help_text="For example, 27 3 2026.")
    at = InstantField(label="Ready at", required=False)
    reasons = forms.CharField(
        label="Reasons", widget=forms.Textarea, help_text="Whoever reads this later was not there."
    )
    workbook = forms.FileField(label="Return", help_text="A workbook or a folder of tables.")
    agreed = forms.BooleanField(label="I have read it and I put my name to it")


MISTYPED = {
    "name": "",
    "units": "-3",
    "email": "nobody",
    "day_day": "31",
    "day_month": "2",
    "day_year": "2026",
    "at_day": "29",
    "at_month": "3",
    "at_year": "2026",
    "at_time": "1:30",
    "reasons": "",
}


def _page() -> dict[str, Any]:
    nav = [
        NavItem(each, "/help/components" if each == "Force" else "#", each == "Force")
        for each in NAV
    ]
    viewer = Viewer(1, "Chief Inspector Grantly", "grantly@barsetshire.example")
    return {
        "viewer": viewer,
        "nav": nav,
        "page_digest": DIGEST,
        "edition": "Requirement of March 2015",
        "at": AT,
    }


def _rows(request: HttpRequest) -> tuple[str, list[tuple[Any, ...]]]:
    column, downwards = sort_asked(request, COLUMNS, "force")
    number = COLUMNS.index(column)
    rows = sorted(FORCES, key=lambda row: row[number], reverse=downwards)
    return f"{'-' * downwards}{column}", rows


def _slide(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("hours", "8")
    hours = min(int(asked), len(NOTICES) - 1) if asked.isdecimal() else 8
    ends = (NOTICES[0], NOTICES[-1])
    return {"hours": hours, "notices": NOTICES, "said": NOTICES[hours], "ends": ends}


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Return the gallery."""
    for level, said in SAID:
        messages.add_message(request, level, said)
    sort, rows = _rows(request)
    given = {
        "grades": ("met", "partly met", "not met", "not evidenced", None),
        "tones": ("good", "short", "none", "unknown", "soft"),
        "form": GalleryForm(),
        "bad": GalleryForm(MISTYPED, prefix=None, auto_id="bad_%s"),
        "matrix_view": MATRIX,
        "curve": mark_safe(CURVE.format(label="Units by hours of notice")),  # noqa: S308
        "sort": sort,
        "rows": rows,
        "pages": Paginator(range(400), 10).page(8),
        "declared": TruthView("14 PSUs", "within 8 hours", "Return of March 2026", "#", AT, True),
        "recorded": TruthView("12 PSUs", "a sergeant stops the 13th", "Roster and tickets", "", AT),
        "steps": STEPS,
        "lines": (
            Line("Force", "Barsetshire"),
            Line("Nominated inspector", "2271", "#", "Change"),
            ("On-call senior officer", "1044", "#", "Change"),
        ),
        "links": (Link("Matrix", "#", True), Link("Strength", "#"), Link("Forecast", "#")),
        **_slide(request),
        "tour_shown": TOUR if "tour" in request.GET else None,
        "known": AT if "known" in request.GET else None,
        "day": date(2026, 3, 27),
    }
    return render(request, "shell/gallery.html", {**_page(), **given})


@login_not_required
def wall(request: HttpRequest) -> HttpResponse:
    """Return a wall screen."""
    return render(request, "shell/gallery_wall.html", {**_page(), "steps": STEPS})


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    """Return a page of somebody who has not signed in."""
    return render(request, "shell/gallery_signed_out.html", {"form": GalleryForm()})


@login_not_required
def problem(request: HttpRequest, status: int) -> HttpResponse:
    """Return what is said of a refusal or a failure."""
    known = status if status in (400, 403, 404, 429, 500) else 404
    return render(request, f"{known}.html", {**_page(), "request_id": "5f0c"}, status=known)
