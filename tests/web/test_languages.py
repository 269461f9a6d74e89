"""A language is offered where it is translated into, and everything shown can be translated."""

import ast
import re
from pathlib import Path

import pytest

import muster.web
from muster.web.languages import languages_in
from muster.web.settings import LANGUAGES, LOCALE_PATHS

WEB = Path(muster.web.__file__).parent
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
CATALOGUE = Path("cy/LC_MESSAGES")
FOUND_BY_GETTEXT = {
    "gettext": {None, "_"},
    "gettext_lazy": {None, "_"},
    "ngettext": {None},
    "ngettext_lazy": {None},
    "pgettext": {None},
    "pgettext_lazy": {None},
    "npgettext": {None},
}
BLOCKS = re.compile(
    r"{#.*?#}|{% comment.*?endcomment %}|{% blocktranslate.*?endblocktranslate %}"
    r"|{% block (?:\w*class|scheme) %}.*?{% endblock %}|{% verbatim.*?endverbatim %}"
    r"|<(script|style|code|svg)\b.*?</\1>|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
TEXT = re.compile(r">([^<>]*)<")
SHOWN = re.compile(r"\b(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"")
WORD = re.compile(r"[^\W\d_]{2,}")
LITERAL = re.compile(
    r"{%\s*(?:warning|button|heading|field|csv_link|tag|card)\s+\"([^\"]*[^\W\d_]{2}[^\"]*)\""
)
NO_WORDS = {"Muster", "· Muster", "Enter", "Esc", "SHA-256"}  # names, and keys of a keyboard
NOT_SHOWN = {
    "shell/templates/shell/gallery.html": "made-up words, on no server",
    "shell/templates/shell/gallery_wall.html": "made-up words, on no server",
    "shell/templates/shell/gallery_signed_out.html": "made-up words, on no server",
    "forces/templates/forces/swap.html": "attributes of a part, and no words",
}


def short(path):
    return str(path.relative_to(WEB))


def unmarked(text):
    """Return what a template shows that is not marked for translation."""
    found = LITERAL.findall(text)
    bare = BLOCKS.sub(lambda cut: "\n" * cut[0].count("\n") + " ", text)
    told = [*TEXT.findall(f">{bare}<"), *SHOWN.findall(bare)]
    told = [re.sub(r"&\w+;", " ", each).strip() for each in told]
    return found + [each for each in told if WORD.search(each) and each not in NO_WORDS]


@pytest.mark.parametrize(
    "path", [each for each in TEMPLATES if short(each) not in NOT_SHOWN], ids=short
)
def test_everything_a_template_says_can_be_translated(path):
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Good day</p>",
        "Good day",
        '<a aria-label="Good day" href="/">→</a>',
        '{% warning "Good day" %}{% endwarning %}',
        '{% translate "Yes" %} and good day',
        "{% if it %}Good day{% endif %}",
    ],
)
def test_what_is_not_marked_is_found(text):
    assert unmarked(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p class="m-note">{% translate "Good day" %}</p>',
        "{% blocktranslate %}Good <b>day</b>{% endblocktranslate %}",
        '<a aria-label="{% translate "Good day" %}">{{ words }}</a>',
        "<td>1 – 2</td>",
    ],
)
def test_what_is_marked_is_not_complained_of(text):
    assert unmarked(text) == []


def test_words_in_code_are_marked_by_names_that_gettext_knows():
    strange = []
    for path in sorted(WEB.rglob("*.py")):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.ImportFrom) and each.module == "django.utils.translation":
                strange += [
                    f"{short(path)}: {name.name} as {name.asname}"
                    for name in each.names
                    if "gettext" in name.name
                    and name.asname not in FOUND_BY_GETTEXT.get(name.name, ())
                ]
    assert strange == []


def test_welsh_is_offered_where_its_catalogue_is_compiled(tmp_path):
    assert languages_in(tmp_path) == [("en-gb", "English")]
    (tmp_path / CATALOGUE).mkdir(parents=True)
    (tmp_path / CATALOGUE / "django.po").touch()
    assert languages_in(tmp_path) == [("en-gb", "English")]
    (tmp_path / CATALOGUE / "django.mo").touch()
    assert languages_in(tmp_path) == [("en-gb", "English"), ("cy", "Cymraeg")]


def test_a_server_offers_what_it_has():
    assert languages_in(LOCALE_PATHS[0]) == LANGUAGES
