"""The form in which somebody judges a cell, wherever a cell is shown."""

from typing import Any

from django import template

from muster.web.judgements.forms import JudgementForm

register = template.Library()


@register.inclusion_tag("judgements/form.html", takes_context=True)
def judgement_form(
    context: template.Context, force: str, threat: str, aspect: str
) -> dict[str, Any]:
    """Return the form to judge a cell of a force, for whoever may."""
    form = JudgementForm(threat=threat, aspect=aspect, initial={"subject": f"{threat}.{aspect}"})
    return {"form": form, "force": force, "csrf_token": context.get("csrf_token")}
