"""The page of how a force's returns come: when they are due, and its watched folder."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from muster.web.accounts.rights import Right, force_of, needs
from muster.web.feeds import queries
from muster.web.feeds.actions import set_rule
from muster.web.feeds.forms import RuleForm
from muster.web.returns.exports import saved_csv
from muster.web.returns.places import at

ON_A_PAGE = 25
COLUMNS = ("at", "name", "outcome", "why", "moved_to")


@require_http_methods(["GET", "POST"])
@needs(Right.SEE_RETURNS, force_of)
def feed(request: HttpRequest, force: str) -> HttpResponse:
    """Show how a force's returns come, and let whoever sends them set it."""
    here = at(request, force)
    rule = queries.rule_of(force)
    arrivals = queries.arrivals_of(force)
    if request.GET.get("format") == "csv":
        rows = ([getattr(each, name) for name in COLUMNS] for each in arrivals)
        return saved_csv(f"arrivals-{force}", [COLUMNS, *rows])
    initial = {"due_day": rule.due_day, "accepts_sound": rule.accepts_sound} if rule else {}
    form = RuleForm(request.POST or None, initial=initial)
    if request.method == "POST":
        if not here.sends:
            raise PermissionDenied(Right.SEND_RETURN.value)
        form = RuleForm(request.POST)
        if form.is_valid():
            set_rule(force, by=here.viewer, **form.cleaned_data)
            messages.success(request, _("Set."))
            return redirect("feeds:feed", force=force)
    given = {
        "here": here,
        "form": form,
        "rule": rule,
        "next_day": queries.next_day_of(rule),
        "late": queries.late_now((force,)),
        "folder": queries.watched_folder(force),
        "arrivals": Paginator(arrivals, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "feeds/feed.html", given, status=status)
