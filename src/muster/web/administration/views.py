"""Pages of administration: health, users, roles, forces, retention, who may look at a force."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from muster.web import clock
from muster.web.accounts.models import Role
from muster.web.accounts.queries import past_appointments, place_words
from muster.web.accounts.rights import (
    RIGHTS,
    Place,
    Right,
    force_of,
    may,
    needs,
    require,
    viewer_of,
)
from muster.web.administration.forms import RetentionForm, SearchForm
from muster.web.administration.health import signs
from muster.web.administration.models import RetentionRule
from muster.web.administration.queries import (
    FORCE_ROLES,
    Sought,
    forces_manned,
    onlookers,
    user_known,
    users_sought,
)
from muster.web.administration.retention import due_under, set_rule, summed
from muster.web.administration.words import RIGHT_WORDS, ROLE_WORDS
from muster.web.documents.models import Kind
from muster.web.rulebook import force_slugs
from muster.web.spreadsheet import csv_answer

PAGE = 50
ADMINISTER = needs(Right.ADMINISTER)


def _asks_csv(request: HttpRequest) -> bool:
    return request.GET.get("format") == "csv"


@require_GET
@ADMINISTER
def home(request: HttpRequest) -> HttpResponseBase:
    """Show whether the server is well, and where to go from here."""
    viewer = viewer_of(request)
    known = users_sought(viewer, Sought())
    given = {
        "signs": signs(whole=may(viewer, Right.ADMINISTER, Place.nation())),
        "users": len(known),
        "without": sum(each.state == "one_step" for each in known),
        "invited": sum(each.state == "invited" for each in known),
        "gaps": [each for each in forces_manned(viewer) if each.gaps and each.holders],
    }
    return render(request, "administration/home.html", given)


@require_GET
@ADMINISTER
def users(request: HttpRequest) -> HttpResponseBase:
    """Show the users an administrator looks after, as asked; also as CSV."""
    viewer = viewer_of(request)
    form = SearchForm(request.GET, viewer=viewer)
    form.is_valid()
    said = form.cleaned_data
    parts = [said.get(name, "") for name in ("q", "role", "force", "state")]
    found = users_sought(viewer, Sought(*parts))
    if _asks_csv(request):
        head = ["name", "email", "force", "state", "appointments", "last_sign_in"]
        rows = [
            [
                each.user.name,
                each.user.email,
                each.user.force,
                each.state,
                "; ".join(str(held) for held in each.appointments),
                each.user.last_login.isoformat() if each.user.last_login else "",
            ]
            for each in found
        ]
        return csv_answer("users", [head, *rows])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "administration/users.html", {"form": form, "page": page})


@require_GET
@ADMINISTER
def user(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show one user: what they hold and held, how they sign in, and what can be changed."""
    known = user_known(viewer_of(request), number)
    if known is None:
        raise Http404(_("There is no such user among those you look after"))
    given = {
        "who": known,
        "past": past_appointments(known.user),
        "own": known.user.pk == viewer_of(request).user_id,
        "page_force": known.user.force,
    }
    return render(request, "administration/user.html", given)


@require_GET
@ADMINISTER
def roles(request: HttpRequest) -> HttpResponseBase:
    """Explain what each role may do; also as CSV."""
    if _asks_csv(request):
        head = ["right", "words", *(role.value for role in Role)]
        rows = [
            [
                right.value,
                str(RIGHT_WORDS[right]),
                *("yes" if right in RIGHTS[role] else "no" for role in Role),
            ]
            for right in Right
        ]
        return csv_answer("roles", [head, *rows])
    explained = [
        (role, ROLE_WORDS[role], [RIGHT_WORDS[right] for right in Right if right in RIGHTS[role]])
        for role in Role
    ]
    return render(request, "administration/roles.html", {"explained": explained})


@require_GET
@ADMINISTER
def every_force(request: HttpRequest) -> HttpResponseBase:
    """Show who holds what in each force, and which roles nobody holds; also as CSV."""
    manned = forces_manned(viewer_of(request))
    if _asks_csv(request):
        head = ["force", "region", *(role.value for role in FORCE_ROLES), "gaps"]
        rows = [
            [
                each.slug,
                each.region,
                *("; ".join(names) for _role, names in each.cells),
                "; ".join(each.gaps),
            ]
            for each in manned
        ]
        return csv_answer("forces", [head, *rows])
    gaps_only = request.GET.get("gaps") == "yes"
    shown = [each for each in manned if each.gaps] if gaps_only else manned
    given = {"manned": shown, "roles": FORCE_ROLES, "gaps_only": gaps_only, "total": len(manned)}
    return render(request, "administration/forces.html", given)


@require_http_methods(["GET", "POST"])
@ADMINISTER
def retention(request: HttpRequest) -> HttpResponseBase:
    """Show how long documents are kept; a change is previewed before it is saved."""
    viewer = require(request, Right.ADMINISTER, Place.nation())
    rules = {each.kind: each for each in RetentionRule.objects.select_related("set_by")}
    rows = [(kind, label, rules.get(kind)) for kind, label in Kind.choices]
    if _asks_csv(request):
        head = ["kind", "days", "set_at"]
        body = [
            [kind, rule.days if rule else "", rule.set_at.isoformat() if rule else ""]
            for kind, _label, rule in rows
        ]
        return csv_answer("retention", [head, *body])
    form = RetentionForm(request.POST or None)
    given: dict[str, Any] = {"rows": rows, "form": form}
    if request.method == "POST" and form.is_valid():
        kind, days = form.cleaned_data["kind"], form.cleaned_data["days"]
        if request.POST.get("previewed"):
            set_rule(kind, days, by=viewer, reason=form.cleaned_data["reason"])
            messages.success(request, _("The rule is saved. What is due is erased tonight."))
            return redirect("administration:retention")
        given["preview"] = summed(due_under(kind, days, clock.now())) if days else None
        given["asked"] = {"kind": Kind(kind).label, "days": days}
    return render(request, "administration/retention.html", given)


@require_GET
@needs(Right.SEE_AUDIT, force_of)
def access(request: HttpRequest, force: str) -> HttpResponseBase:
    """Show a force who may look at it: inspectors and their requests first; also as CSV."""
    if force not in force_slugs():
        raise Http404(_("Doctrine has no force of that name"))
    found = onlookers(force, past=True)
    if _asks_csv(request):
        head = ["name", "role", "over", "from", "until", "data_request", "entries_in_30_days"]
        rows = [
            [
                each.appointment.user.name,
                each.appointment.role,
                place_words(each.appointment.reach, each.appointment.scope),
                each.appointment.starts_at.isoformat(),
                each.appointment.ends_at.isoformat() if each.appointment.ends_at else "",
                each.appointment.request,
                each.looked,
            ]
            for each in found
        ]
        return csv_answer(f"access-{force}", [head, *rows])
    inspectors = [each for each in found if each.appointment.role == Role.INSPECTOR]
    given = {
        "force": force,
        "name": place_words("force", force),
        "inspectors": inspectors,
        "others": [each for each in found if each not in inspectors and not each.over],
    }
    return render(request, "administration/access.html", given)
