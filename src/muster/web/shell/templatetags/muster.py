"""Tags of every page: grades, instants, fields, tables and the pieces pages are made of."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.web.clock import now
from muster.web.shell import glyphs
from muster.web.shell.asking import FORMAT, KNOWN, PAGE, SORT, query_with
from muster.web.shell.fields import field_context, mistakes, template_of
from muster.web.shell.parts import Line, Link, MatrixView, Step, Tour, TruthView
from muster.web.shell.words import age_words, day_words, instant_words, iso, local_day

register = template.Library()
Context = template.Context
When = datetime | date | int

GRADES: Mapping[str, tuple[str, str, Any]] = {
    "met": ("good", "tick", gettext_lazy("Met")),
    "partly_met": ("short", "half", gettext_lazy("Partly met")),
    "not_met": ("none", "cross", gettext_lazy("Not met")),
    "not_evidenced": ("unknown", "ring", gettext_lazy("Not evidenced")),
    "": ("soft", "", gettext_lazy("Nothing asked")),
}
TRUTHS = (
    (gettext_lazy("Declared"), gettext_lazy("Nothing declared")),
    (gettext_lazy("Recorded"), gettext_lazy("Nothing recorded")),
    (gettext_lazy("Demonstrated"), gettext_lazy("Nothing demonstrated")),
)
MISSING = "–"


def _inside(content: str) -> SafeString:
    """Return what a template rendered between two tags, already escaped by it."""
    return mark_safe(content.strip())  # noqa: S308


def token_of(grade: object) -> str:
    """Return a grade as its token: `partly_met` for `partly met`, nothing for None."""
    return str(grade or "").strip().lower().replace(" ", "_")


@register.filter
def tone(grade: object) -> str:
    """Return the tone of a grade: good, short, none, unknown or soft."""
    return GRADES[token_of(grade)][0]


@register.simple_tag
def grade(
    token: object, *, size: str = "", href: str = "", words: str = "", badge: bool = False
) -> SafeString:
    """Return a grade by its shape, its word and its tone; a link where `href` is given."""
    tone_name, shape, said = GRADES[token_of(token)]
    classes = f"m-grade m-tone-{tone_name}"
    classes += f" m-grade--{size}" if size else ""
    classes += " m-grade--badge" if badge else ""
    inside = format_html("{}{}", glyphs.shape_svg(shape), words or said)
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', classes, href, inside)
    return format_html('<span class="{}">{}</span>', classes, inside)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a small sign that decorates the words beside it."""
    return glyphs.icon_svg(name)


@register.simple_tag
def wordmark() -> SafeString:
    """Return Muster's mark."""
    return glyphs.mark_svg()


@register.simple_tag
def instant(value: datetime | int | None, style: str = "plain") -> SafeString:
    """Return an instant in a `time` element; styles: full, plain, short, time."""
    return _time(value, instant_words(value, style) if value is not None else "")


@register.simple_tag
def day(value: When | None, style: str = "plain") -> SafeString:
    """Return a day in a `time` element; styles: full, plain, short, weekday."""
    if value is None:
        return mark_safe(MISSING)  # noqa: S308
    return _time(local_day(value), day_words(value, style))


def _time(value: When | None, said: str) -> SafeString:
    if value is None:
        return mark_safe(MISSING)  # noqa: S308
    return format_html('<time datetime="{}">{}</time>', iso(value), said)


@register.simple_tag(takes_context=True)
def age(context: Context, value: When | None, at: datetime | int | None = None) -> SafeString:
    """Return how old something is, at the instant the page is asked for, or now."""
    if value is None:
        return mark_safe(MISSING)  # noqa: S308
    return _time(value, age_words(value, at or context.get("known") or now()))


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """Return a form's field: label, hint, error and control. Options: see `field_context`."""
    return render_to_string(template_of(bound), field_context(bound, options))


@register.simple_tag
def fields(form: Any) -> SafeString:
    """Return every field of a form, in its order."""
    return format_html_join("\n", "{}", ((field(bound),) for bound in form))


@register.inclusion_tag("shell/components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Return what is wrong with forms and form sets, each leading to where it can be mended."""
    return {"errors": mistakes(*forms)}


@register.inclusion_tag("shell/components/button.html")
def button(text: str, **options: Any) -> dict[str, Any]:
    """Return a button, or a link that looks like one where `href` is given.

    Options: variant (`secondary`, `warning`), href, name, value, type, disabled, small.
    """
    classes = [f"govuk-button--{options['variant']}"] if options.get("variant") else []
    classes += ["m-button--small"] if options.get("small") else []
    return {**options, "text": text, "classes": " ".join(classes)}


@register.simple_tag
def tag(text: object, tone: str = "") -> SafeString:
    """Return a small label; tones: good, short, none, unknown, soft."""
    classes = f"govuk-tag m-tag--{tone}" if tone else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', classes, text)


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, label: str, key: str, *, number: bool = False) -> SafeString:
    """Return a column's heading that sorts its table by a link: first upwards, then downwards.

    The view names the order in force as `sort` in the context, else the address does.
    """
    request = context["request"]
    current = str(context.get("sort") or request.GET.get(SORT, ""))
    name, downwards = current.removeprefix("-"), current.startswith("-")
    following = f"-{key}" if name == key and not downwards else key
    return format_html(
        '<th scope="col"{}{}><a class="m-sort" href="{}">{}</a></th>',
        mark_safe(' class="m-number"' if number else ""),  # noqa: S308
        format_html(' aria-sort="{}"', "descending" if downwards else "ascending")
        if name == key
        else "",
        query_with(request, sort=following, page=None),
        label,
    )


@register.simple_tag(takes_context=True)
def csv_link(context: Context, label: str = "") -> SafeString:
    """Return a link to the same table as CSV."""
    return format_html(
        '<a href="{}" download>{}</a>',
        query_with(context["request"], **{FORMAT: "csv", PAGE: None}),
        label or _("Download as CSV"),
    )


@register.inclusion_tag("shell/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Return links to the other pages of a list; nothing where there is only one."""
    request, paginator = context["request"], page.paginator

    def address(number: int) -> str:
        return query_with(request, page=str(number))

    items = [
        {"number": each, "href": address(each), "current": each == page.number}
        if isinstance(each, int)
        else {"ellipsis": True}
        for each in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "items": items if paginator.num_pages > 1 else [],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_block_tag
def heading(content: str, title: str, *, kicker: str = "", lead: str = "") -> SafeString:
    """Return a page's heading; what stands between the tags are its actions."""
    given = {"title": title, "kicker": kicker, "lead": lead, "actions": _inside(content)}
    return render_to_string("shell/components/heading.html", given)


@register.inclusion_tag("shell/components/crumbs.html")
def crumbs(*parts: Any) -> dict[str, Any]:
    """Return the way here: words and addresses by turns, the last words without an address."""
    pairs = [*parts, *([""] if len(parts) % 2 else [])]
    return {"items": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("shell/components/key_figure.html")
def key_figure(value: object, label: str, **options: Any) -> dict[str, Any]:
    """Return a large figure and what it counts, inside `<dl class="m-figures">`.

    Options: unit, note, tone, href.
    """
    return {**options, "value": value, "label": label}


@register.simple_block_tag
def figure(content: str, drawing: str, caption: str, *, said: str = "") -> SafeString:
    """Return a drawing with its caption; what stands between the tags is its table of numbers.

    `drawing` is SVG of our own making, already safe; anything else is escaped.
    """
    given = {"drawing": drawing, "caption": caption, "said": said, "numbers": _inside(content)}
    return render_to_string("shell/components/figure.html", given)


@register.inclusion_tag("shell/components/empty.html")
def empty(title: str, what: str = "", *, href: str = "", action: str = "") -> dict[str, Any]:
    """Return what is said where there is nothing yet, and what to do about it."""
    return {"title": title, "what": what, "href": href, "action": action}


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Return words set apart from those around them."""
    return format_html('<div class="m-inset">{}</div>', _inside(content))


@register.simple_block_tag
def warning(content: str, title: str = "") -> SafeString:
    """Return a warning: a sign, a title, and what stands between the tags."""
    given = {"title": title, "content": _inside(content)}
    return render_to_string("shell/components/warning.html", given)


@register.inclusion_tag("shell/components/stale.html")
def stale(since: datetime | int | None, words: str = "") -> dict[str, Any]:
    """Return that what is shown is old, and since when."""
    return {"since": since, "words": words}


@register.inclusion_tag("shell/components/summary_list.html")
def summary_list(lines: Sequence[Line | tuple[Any, ...]]) -> dict[str, Any]:
    """Return keys and values, each with something to do about it where a line says so."""
    return {"lines": [each if isinstance(each, Line) else Line(*each) for each in lines]}


@register.inclusion_tag("shell/components/tabs.html")
def tabs(links: Sequence[Link], label: str = "") -> dict[str, Any]:
    """Return links that look like tabs, each a page of its own."""
    return {"links": links, "label": label or _("Views")}


@register.inclusion_tag("shell/components/progress.html")
def progress(done: float, total: float, label: str, *, said: str = "") -> dict[str, Any]:
    """Return how far something has come, as a bar and in words."""
    share = round(100 * done / total) if total else 0
    return {"done": done, "total": total, "label": label, "said": said or f"{share} %"}


@register.inclusion_tag("shell/components/timeline.html")
def timeline(steps: Sequence[Step]) -> dict[str, Any]:
    """Return what happened, in the order given."""
    return {"steps": steps}


@register.inclusion_tag("shell/components/truths.html", takes_context=True)
def truths(context: Context, *shown: TruthView | None) -> dict[str, Any]:
    """Return declared, recorded and demonstrated side by side, in that order; None is missing."""
    filled = [*shown, None, None, None][: len(TRUTHS)]
    sides = [(*names, each or TruthView()) for names, each in zip(TRUTHS, filled, strict=True)]
    return {"truths": sides, "known": context.get("aged_at") or context.get("known")}


@register.inclusion_tag("shell/components/matrix.html")
def matrix(view: MatrixView, *, key: bool = True) -> dict[str, Any]:
    """Return a matrix of grades; on a narrow screen each row is a list."""
    rows = [
        (name, url, list(zip(view.columns, squares, strict=True)))
        for name, url, squares in view.rows
    ]
    return {"view": view, "rows": rows, "key": key, "grades": [each for each in GRADES if each]}


@register.inclusion_tag("shell/components/slider.html", takes_context=True)
def slider(context: Context, name: str, label: str, **options: Any) -> dict[str, Any]:
    """Return a range that asks for the page at another step, as it is moved.

    Options: least, most, step, value, said (the value in words), ends (words for both ends),
    start and unit (the instant of nought, and `hour` or `day`) or words (what each step is
    called), target (the selector of what is replaced; the main part where none is given).
    """
    request = context["request"]
    kept = [(key, value) for key, value in request.GET.items() if key not in (name, PAGE)]
    start = iso(options["start"]) if "start" in options else ""
    spoken = "|".join(str(each) for each in options.get("words", ()))
    given = {**options, "start": start, "spoken": spoken, "kept": kept, "path": request.path}
    return {"name": name, "label": label, **given}


@register.inclusion_tag("shell/components/tour.html", takes_context=True)
def tour(context: Context, shown: Tour | None) -> dict[str, Any]:
    """Return a first-run tour: steps in a dialog, shown once and never in the way."""
    return {"tour": shown, "csrf_token": context.get("csrf_token")}


@register.filter
def initials(name: object) -> str:
    """Return the first letters of the last two words of a name."""
    return "".join(word[0] for word in str(name).split()[-2:]).upper()


@register.simple_tag(takes_context=True)
def present_url(context: Context) -> str:
    """Return the address of the same page as it is known now."""
    return query_with(context["request"], **{KNOWN: None})


@register.simple_tag
def optional_url(name: str, *args: object) -> str:
    """Return an address by its name, or nothing where there is none of that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def page_instant(style: str = "full") -> SafeString:
    """Return the instant at which this page is made."""
    return instant(now(), style)
