"""What pages are dressed in: built from the sources as they stand, small, licensed, ours."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import muster

ROOT = Path(muster.__file__).parents[2]
STATIC = ROOT / "src" / "muster" / "web" / "shell" / "static" / "muster"
SOURCES = ROOT / "tools" / "web_assets"
CHARTS = re.compile(r"^(\.chart|\.heat|\.map|\.timeline).*$\n?", re.MULTILINE)
FIRST_PAINT = 200_000
STYLE = (STATIC / "css" / "muster.css").read_text(encoding="utf-8")


def sources_digest():
    """Return the digest that tools/build_web_assets.sh writes at the head of the style sheet."""
    digest = hashlib.sha256()
    for path in sorted((SOURCES / "scss").glob("*.scss"), key=lambda each: each.name):
        digest.update(path.read_bytes())
    digest.update((SOURCES / "package-lock.json").read_bytes())
    report = (ROOT / "src/muster/reporting/data/report.css").read_text(encoding="utf-8")
    digest.update("".join(rules(report)).encode())
    return digest.hexdigest()


def rules(report):
    """Return the rules of charts, line by line."""
    return [match.group() for match in CHARTS.finditer(report)]


def test_the_style_sheet_is_built_from_the_sources_as_they_stand():
    assert STYLE.startswith(f"/*! {sources_digest()} */"), "run tools/build_web_assets.sh"


def test_a_first_paint_is_small():
    first = [STATIC / "css" / "muster.css", STATIC / "fonts" / "public-sans-latin.woff2"]
    first += sorted((STATIC / "vendor").glob("*.js")) + sorted((STATIC / "js").glob("*.js"))
    compressed = sum(len(gzip.compress(path.read_bytes())) for path in first)
    assert compressed < FIRST_PAINT / 2, "leave room for the page itself"


@pytest.mark.parametrize("word", ["GDS Transport", "#1d70b8", "crown", "logotype", "//fonts."])
def test_nothing_is_worn_that_belongs_to_govuk_alone(word):
    assert word.lower() not in STYLE.lower()


def test_the_style_sheet_asks_for_nothing_that_is_not_here():
    asked = re.findall(r"url\([\"']?([^)\"']+)", STYLE)
    assert asked
    assert all((STATIC / "css" / each).is_file() for each in asked if not each.startswith("data:"))


@pytest.mark.parametrize("name", ["govuk-frontend", "htmx", "public-sans"])
def test_what_others_made_keeps_its_licence(name):
    assert len((STATIC / "licences" / f"{name}.txt").read_text(encoding="utf-8")) > 300


def test_scripts_of_others_point_at_no_map_that_is_missing():
    for path in (STATIC / "vendor").glob("*.js"):
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8")
