"""Run the examples of a documentation page, in order, in a folder of their own.

What each kind of fenced block does:

- `python` is executed, or where it starts `>>>` tried as a doctest; all blocks of a page
  share one namespace.
- `output` must be what the `python` block before it printed.
- `console` holds commands, each on a line starting `$ ` (a backslash carries it on to the
  next line), which must succeed, and below each the output to be seen, if any is shown.
- any block with `title="some/file"` is written to that file, for the blocks after it.
- `sh` is for what cannot run inside a test, such as setting up; `UNRUN` limits it.
- other languages (`text`, `toml`, `json`, `mermaid`, …) are only shown.

In output, a line `...` stands for any number of lines, and `...` within a line for anything.
"""

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from sybil import Document, Example, Region
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

PROGRESS = re.compile(r"^.* …\n", re.MULTILINE)  # said only where a run takes over a second
UNRUN = (
    "git clone ",
    "cd ",
    "./demo",
    "./test",
    ". .venv/",
    "pip install ",
    "python3 -m venv ",
    "apt-get ",
    "MUSTER_DEMONSTRATION=yes django-admin ",  # gettext's own programs, which few machines have
)
TITLE = re.compile(r'title="([^"]+)"')
PROGRESS = re.compile(r"^[A-Za-z].* …\n", re.MULTILINE)
LONGEST_RUN = 120  # seconds; a command that hangs should fail, not stall the build


def matches(shown: str, seen: str) -> bool:
    """Say whether output is as shown, `...` standing for anything.

    What is said on a slow machine of work that takes over a second may be there or not.
    """
    return _matches(shown, seen) or _matches(shown, PROGRESS.sub("", seen))


def _matches(shown: str, seen: str) -> bool:
    parts = []
    for line in shown.strip("\n").splitlines():
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            pattern = ".*".join(re.escape(part.rstrip()) for part in line.rstrip().split("..."))
            parts.append(pattern + r"[ \t]*\n")
    return re.fullmatch("".join(parts), seen.strip("\n") + "\n") is not None


def commands(block: str) -> list[tuple[str, str]]:
    """Return each command of a console block with the output shown below it."""
    found: list[tuple[str, list[str]]] = []
    continued = False
    for line in block.splitlines():
        if continued:
            found[-1] = (f"{found[-1][0]}\n{line}", [])
        elif line.startswith("$ "):
            found.append((line[2:], []))
        else:
            assert found, f"a console block starts with a command: {line!r}"
            found[-1][1].append(line)
        continued = not found[-1][1] and line.endswith("\\")
    return [(command, "\n".join(output)) for command, output in found]


def run_console(block: str) -> None:
    """Run the commands of a console block in bash, and compare what they print."""
    scripts = Path(sys.executable).parent
    surroundings = {
        **os.environ,
        "PATH": f"{scripts}:{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
    }
    for command, shown in commands(block):
        run = subprocess.run(
            ["bash", "-c", command],
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_RUN,
            check=False,
        )
        assert run.returncode == 0, f"$ {command}\nended with {run.returncode}\n{run.stdout}"
        seen = PROGRESS.sub("", run.stdout)
        assert not shown.strip() or matches(shown, seen), (
            f"$ {command}\nshown:\n{shown}\nseen:\n{seen}"
        )


def run_python(source: str, example: Example) -> None:
    """Execute a Python block, and keep what it prints for an `output` block."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(
            compile("\n" * example.line + source, example.path, "exec", dont_inherit=True),
            example.namespace,
        )
    example.namespace["__printed__"] = printed.getvalue()


def run_doctest(source: str, example: Example) -> None:
    """Try what follows each `>>>`, and compare what it answers."""
    test = doctest.DocTestParser().get_doctest(
        source, {}, Path(example.path).name, example.path, example.line
    )
    test.globs = example.namespace
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    assert not runner.run(test, out=said.append, clear_globs=False).failed, "".join(said)


def evaluate(example: Example) -> None:
    """Do with one fenced block what its language asks for."""
    arguments, source = example.parsed
    language = arguments.split()[0]
    title = TITLE.search(arguments)
    if title:
        written = Path(title.group(1))
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(source, encoding="utf-8")
    elif language == "python" and source.startswith(">>>"):
        run_doctest(source, example)
    elif language == "python":
        run_python(source, example)
    elif language == "output":
        seen = example.namespace.get("__printed__", "")
        assert matches(source, seen), f"shown:\n{source}\nseen:\n{seen}"
    elif language == "console":
        run_console(source)
    elif language in ("sh", "bash", "shell"):
        for line in source.splitlines():
            plain = line.removeprefix("sudo ").partition(" #")[0]
            assert not plain.strip() or plain.startswith(UNRUN), f"use `console` for: {line}"


def blocks(document: Document) -> Iterable[Region]:
    """Yield a region for every fenced block of a page that names a language."""
    lexer = FencedCodeBlockLexer(
        language=r"[^\n`]+", mapping={"language": "arguments", "source": "source"}
    )
    for region in lexer(document):
        parsed = region.lexemes["arguments"], region.lexemes["source"]
        yield Region(region.start, region.end, parsed, evaluate)


def run_page(page: Path) -> int:
    """Run every example of a page in the current folder; return how many there are."""
    examples = list(Document.parse(str(page), blocks).examples())
    for example in examples:
        try:
            example.evaluate()
        except Exception as wrong:
            raise AssertionError(f"{page.name}, line {example.line}: {wrong}") from wrong
    return len(examples)
