"""What no template of the web may hold, whoever wrote it."""

import re
from pathlib import Path

import pytest

import muster.web

WEB = Path(muster.web.__file__).parent
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
OUR_SCRIPTS = sorted((WEB / "shell" / "static" / "muster" / "js").glob("*.js"))
FORBIDDEN = {
    "a style of its own": r"<style|\sstyle\s*=",
    "a script of its own": r"<script(?![^>]*\ssrc=)",
    "a handler of its own": r"\son[a-z]+\s*=\s*[\"']",
    "an address that runs": r"javascript:",
    "htmx that evaluates": r"hx-on|hx-vals\s*=\s*[\"']js:|hx-trigger\s*=\s*[\"'][^\"']*\[",
    "something from elsewhere": r"(src|href|action)\s*=\s*[\"'](https?:)?//",
    "words marked as safe": r"\|\s*safe\b|autoescape off",
}


def short(path):
    return str(path.relative_to(WEB))


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_holds_nothing_the_policy_refuses(path):
    text = path.read_text(encoding="utf-8")
    found = [why for why, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert not found


@pytest.mark.parametrize("path", OUR_SCRIPTS, ids=short)
def test_a_script_evaluates_nothing_and_asks_nobody_else(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|document\.write|https?://", text)


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="https://example.com/a.png">',
        "{{ words|safe }}",
    ],
)
def test_what_is_forbidden_is_found(text):
    assert any(re.search(pattern, text) for pattern in FORBIDDEN.values())
