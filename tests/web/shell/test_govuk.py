"""Our components say what GOV.UK Frontend's own fixtures say, for the options we use."""

import json
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from tests.web.shell.markup import read

FIXTURES = [
    (json.loads(path.read_text())["component"], each)
    for path in sorted((Path(__file__).parent / "fixtures").glob("*.json"))
    for each in json.loads(path.read_text())["fixtures"]
]


def text(options, name):
    return options.get(name, {}).get("text", "")


def common(options):
    identity = options.get("id") or options.get("idPrefix") or options["name"]
    hint, error = text(options, "hint"), text(options, "errorMessage")
    said = [f"{identity}-hint"] * bool(hint) + [f"{identity}-error"] * bool(error)
    legend = options.get("fieldset", {}).get("legend", {}).get("text", "")
    return {
        "id": identity,
        "name": options["name"],
        "label": text(options, "label") or legend,
        "hint": hint,
        "error": error,
        "described_by": " ".join(said),
        "attributes": {},
        "prefix": text(options, "prefix"),
        "suffix": text(options, "suffix"),
        "inline": "inline" in options.get("classes", ""),
        "items": [
            {
                "group": "",
                "id": identity if at == 1 else f"{identity}-{at}",
                "value": item["value"],
                "text": item["text"],
                "selected": item.get("checked") or item.get("selected"),
                "hint": text(item, "hint"),
            }
            for at, item in enumerate(options.get("items", []), 1)
        ],
    }


def drawn_field(template, **more):
    def draw(options):
        return render_to_string(f"shell/components/{template}.html", {**common(options), **more})

    return draw


def drawn_button(options):
    variant = options.get("classes", "").removeprefix("govuk-button--")
    given = {
        "text": options["text"],
        "variant": variant,
        "href": options.get("href", ""),
        "name": options.get("name", ""),
        "disabled": options.get("disabled", False),
    }
    template = Template(
        "{% load muster %}{% button text variant=variant href=href name=name disabled=disabled %}"
    )
    return template.render(Context(given))


def drawn_tag(options):
    template = Template("{% load muster %}{% tag text tone=tone %}")
    tone = "soft" if options.get("classes") else ""
    drawn = template.render(Context({"text": options["text"], "tone": tone}))
    return drawn.replace("m-tag--soft", options.get("classes", ""))


def drawn_errors(options):
    errors = [(each.get("href", "")[1:], each["text"]) for each in options["errorList"]]
    return render_to_string("shell/components/error_summary.html", {"errors": errors})


def drawn_pagination(options):
    given = {
        "items": options.get("items", []),
        "previous": options.get("previous", {}).get("href", ""),
        "next": options.get("next", {}).get("href", ""),
    }
    return render_to_string("shell/components/pagination.html", given)


DRAWN = {
    "button": drawn_button,
    "checkboxes": drawn_field("choices", kind="checkboxes"),
    "error-summary": drawn_errors,
    "file-upload": drawn_field("file_upload", drop=False),
    "input": drawn_field("input"),
    "pagination": drawn_pagination,
    "radios": drawn_field("choices", kind="radios"),
    "select": drawn_field("select"),
    "tag": drawn_tag,
    "textarea": drawn_field("textarea"),
}


@pytest.mark.parametrize(
    ("component", "fixture"),
    FIXTURES,
    ids=[f"{component}: {each['name']}" for component, each in FIXTURES],
)
def test_a_component_is_marked_up_as_its_fixture(component, fixture):
    assert read(DRAWN[component](fixture["options"])) == read(fixture["html"])
