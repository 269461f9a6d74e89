"""What the documentation shows is what happens."""

import re

import pytest
from tests.architecture.house import ROOT
from tests.docs.pages import commands, matches, run_page

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_does_what_it_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_page(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_command_hides_in_a_block_that_is_not_run(page):
    for language, body in re.findall(r"^```([^\n]*)\n(.*?)^```", page.read_text(), re.M | re.S):
        if language.partition(" ")[0] in ("", "text"):
            assert not re.search(r"^(\$|muster) ", body, re.M), f"use `console` for:\n{body}"


@pytest.fixture
def run(tmp_path, monkeypatch):
    def run_text(text):
        monkeypatch.chdir(tmp_path)
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8")
        return run_page(page)

    return run_text


def test_blocks_of_a_page_share_names_files_and_a_folder(run):
    page = """
```toml title="barsetshire/units.toml"
carriers = 5
```
```python
from pathlib import Path
units = Path("barsetshire/units.toml").read_text()
```
```python
print(units.strip())
```
```output
carriers = ...
```
```python
>>> units.strip()[-1:]
'5'
```
```console
$ cat barsetshire/units.toml
carriers = 5
$ printf 'one\\ntwo\\nthree\\n' \\
    | sort
one
...
two
```
"""
    assert run(page) == 6


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("```python\nassert 1 == 2\n```", "line 1"),
        ("```python\nprint(7)\n```\n```output\n8\n```", "seen:\n7"),
        ("```python\n>>> 3 + 4\n8\n```", "Got:\n    7"),
        ("```console\n$ echo 7\n8\n```", "seen:\n7"),
        ("```console\n$ echo seven; exit 3\n```", "ended with 3"),
        ("```console\necho 7\n```", "starts with a command"),
        ("```sh\necho 7\n```", "use `console`"),
        ("   ```python\n   assert False\n   ```", "line 1"),
    ],
)
def test_a_page_that_is_not_true_fails_the_build(run, block, why):
    with pytest.raises(AssertionError, match=re.escape(why)):
        run(block)


@pytest.mark.parametrize(
    ("shown", "seen", "same"),
    [
        ("one\ntwo", "one\ntwo\n", True),
        ("one", "one\ntwo\n", False),
        ("one\n...", "one\ntwo\nthree\n", True),
        ("one\n...\nthree", "one\nthree\n", True),
        ("10 units at ... today", "10 units at 20:00 today", True),
        ("10 units (at most)", "10 units (at most)", True),
        ("10 units (at most)", "10 units at most", False),
        ("a.b", "axb", False),
    ],
)
def test_dots_stand_for_anything_and_nothing_else_does(shown, seen, same):
    assert matches(shown, seen) is same


def test_a_command_carried_over_a_line_is_one_command():
    assert commands("$ a \\\n  b\nout\n$ c") == [("a \\\n  b", "out"), ("c", "")]
