"""A form's field as a component is given it: label, hint, error, control."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from muster.web.shell.widgets import DayInput, InstantInput

TEMPLATES: tuple[tuple[type[forms.Widget], str], ...] = (
    (InstantInput, "parts"),
    (DayInput, "parts"),
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file_upload"),
    (forms.Textarea, "textarea"),
)
# What Django says of any field alike: in a summary it needs the field's name before it.
NAMELESS = {
    *("invalid", "invalid_choice", "invalid_list", "min_value", "max_value", "min_length"),
    *("max_length", "max_digits", "max_decimal_places", "max_whole_digits", "step_size"),
}
ALREADY_SAID = {"class", "id", "required", "rows", "cols", "aria-describedby"}


def template_of(bound: BoundField) -> str:
    """Return the component that draws a field's widget; a line of text where none fits better."""
    widget = bound.field.widget
    found = next((name for kind, name in TEMPLATES if isinstance(widget, kind)), "input")
    return f"shell/components/{found}.html"


def field_context(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    """Return what the component of a field is given.

    `options` may say label, hint, label_size (`s`, `m`, `l`), width (characters), prefix, suffix,
    rows, inline, drop (a file field without a place to drop on has it false).
    """
    identity = bound.auto_id or bound.html_name
    widget = bound.field.widget
    drawn = widget.get_context(bound.html_name, bound.value(), {**widget.attrs, "id": identity})
    hint = options.get("hint", bound.help_text)
    error = " ".join(errors_of(bound))
    said = [f"{identity}-hint"] * bool(hint) + [f"{identity}-error"] * bool(error)
    return {
        "drop": True,
        **options,
        "id": identity,
        "name": bound.html_name,
        "label": options.get("label") or bound.label,
        "optional": not bound.field.required and options.get("optional", True),
        "hint": hint,
        "error": error,
        "described_by": " ".join(said),
        "value": drawn["widget"]["value"],
        "type": drawn["widget"].get("type", "text"),
        "attributes": _attributes(drawn["widget"]["attrs"], bound),
        "items": list(_items(drawn["widget"], identity)),
        "parts": list(_parts(drawn["widget"], bound, identity)),
        "kind": "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios",
        "checked": bool(drawn["widget"]["attrs"].get("checked")),
        "multiple": getattr(widget, "allow_multiple_selected", False),
        "bound": bound,
    }


def _attributes(attrs: dict[str, Any], bound: BoundField) -> dict[str, Any]:
    given = {
        name: True if value is True else value
        for name, value in attrs.items()
        if name not in ALREADY_SAID and value not in (False, None)
    }
    given.pop("checked", None)
    if bound.field.disabled:
        given["disabled"] = True
    return given


def _items(widget: dict[str, Any], identity: str) -> Iterator[dict[str, Any]]:
    """Return choices one by one; the first has the field's own id, so that errors lead to it."""
    number = 0
    for group, options, _index in widget.get("optgroups", []):
        for option in options:
            number += 1
            yield {
                "group": group or "",
                "id": identity if number == 1 else f"{identity}-{number}",
                "value": "" if option["value"] is None else option["value"],
                "text": option["label"],
                "selected": option["selected"],
                "disabled": bool(option["attrs"].get("disabled")),
                "hint": option["attrs"].get("hint", ""),
                "mark": option["attrs"].get("mark", ""),
            }


def _parts(widget: dict[str, Any], bound: BoundField, identity: str) -> Iterator[dict[str, Any]]:
    for part in widget.get("subwidgets", []):
        yield {
            "id": identity + part["name"].removeprefix(bound.html_name),
            "name": part["name"],
            "label": part["attrs"].get("label", ""),
            "width": part["attrs"].get("width", 2),
            "inputmode": part["attrs"].get("inputmode", ""),
            "value": "" if part["value"] is None else part["value"],
            "error": bool(bound.errors),
        }


def mistakes(*given: Any) -> list[tuple[str, str]]:
    """Return what is wrong with forms and form sets, each with the id it leads to, or none."""
    found: list[tuple[str, str]] = []
    for each in given:
        if isinstance(each, forms.BaseFormSet):
            found += [("", str(error)) for error in each.non_form_errors()]
            found += mistakes(*each.forms)
        elif each is not None and each.is_bound:
            found += _mistakes(each)
    return found


def _mistakes(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    yield from (("", str(error)) for error in form.non_field_errors())
    for bound in form:
        for fault, said in zip(bound.errors.as_data(), errors_of(bound), strict=True):
            if bound.is_hidden or fault.code in NAMELESS:
                said = _("%(label)s: %(error)s") % {"label": bound.label, "error": said}
            yield "" if bound.is_hidden else first_id(bound), said


def errors_of(bound: BoundField) -> list[str]:
    """Return what is wrong with a field, in words that name it where Django's do not."""
    faults = zip(bound.errors.as_data(), bound.errors, strict=True)
    return [_required(bound) if _bare(fault, str(said)) else str(said) for fault, said in faults]


def _bare(fault: forms.ValidationError, said: str) -> bool:
    default = forms.Field.default_error_messages["required"]
    return fault.code == "required" and said == str(default)


def _required(bound: BoundField) -> str:
    widget, label = bound.field.widget, {"label": bound.label}
    if isinstance(widget, forms.FileInput):
        return _("Choose a file for “%(label)s”") % label
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick “%(label)s” to go on") % label
    if isinstance(widget, forms.Select | forms.RadioSelect):
        return _("Choose an answer to “%(label)s”") % label
    return _("Fill in “%(label)s”") % label


def first_id(bound: BoundField) -> str:
    """Return the id of the first thing of a field that can be typed in or pressed."""
    identity = bound.auto_id or bound.html_name
    widget = bound.field.widget
    if isinstance(widget, DayInput | InstantInput):
        return f"{identity}_day"
    return identity
