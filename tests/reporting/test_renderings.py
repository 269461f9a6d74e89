import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from rich.console import Console

from muster.reporting import print_document, render_html, render_markdown


def printed(document, width=100):
    console = Console(file=io.StringIO(), width=width, no_color=True)
    print_document(document, console)
    return console.file.getvalue()


def test_every_word_of_a_page_is_escaped(everything):
    page = render_html(everything)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_page_fetches_nothing(everything):
    page = render_html(everything)
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "url(" not in page and "@import" not in page


def test_a_page_is_well_formed(one_force, all_forces, everything):
    for document in (one_force, all_forces, everything):
        page = re.search("<body.*?>(.*)</body>", render_html(document), re.DOTALL).group(1)
        ElementTree.fromstring(f"<body>{page}</body>")


def test_a_page_has_language_title_landmarks_and_a_way_past_them(one_force):
    page = render_html(one_force)
    assert '<html lang="en-GB">' in page
    assert re.search(r"<title>[^<]+ – Muster</title>", page)
    for mark in ("<header>", "<main id=", "<footer>", 'href="#content"'):
        assert mark in page
    assert page.count("<h1>") == 1


def test_every_table_has_a_caption_and_scoped_headings(one_force):
    page = render_html(one_force)
    assert page.count("<table") == page.count("<caption>") > 0
    assert not re.search(r"<th(?![^>]*scope=)[ >]", page)


def test_every_chart_says_itself_and_has_its_numbers_beneath(one_force):
    page = render_html(one_force)
    figures = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert figures
    for figure in figures:
        assert 'role="img"' in figure and "<title" in figure and "<desc" in figure
        assert figure.index("<svg") < figure.index("<table")


def test_a_chart_is_drawn_wide_and_narrow_and_says_the_same_twice(one_force):
    page = render_html(one_force)
    drawings = re.findall(r'<svg[^>]*class="chart (\w+)".*?</svg>', page, re.DOTALL)
    assert drawings and drawings == ["wide", "narrow"] * (len(drawings) // 2)
    said = [re.findall(r"<desc[^>]*>(.*?)</desc>", page)[at::2] for at in (0, 1)]
    assert said[0] == said[1]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_page_about_invented_people_says_so_and_another_does_not(one_force):
    assert "nobody in this is real" in render_html(one_force)
    assert "nobody in this is real" not in render_html(replace(one_force, synthetic=False))


def test_a_page_rendered_twice_is_the_same(one_force):
    assert render_html(one_force) == render_html(one_force)


def test_markdown_keeps_hostile_marks_as_words(everything):
    text = render_markdown(everything)
    code = [line for line in text.splitlines() if line.startswith("    ")]
    assert "<script>" not in text.replace(code[0], "")
    assert r"\<script\>" in text and r"\|" in text
    assert "**Synthetic" in text


def test_the_terminal_says_everything_the_page_does(one_force):
    said = " ".join(printed(one_force).split())
    for words in ("Barsetshire", "Commander", "At once", "A note.", "Published", "Synthetic"):
        assert words in said


@pytest.mark.parametrize("width", [120, 80, 60, 40])
def test_the_terminal_keeps_to_its_width(one_force, all_forces, width):
    for document in (one_force, all_forces):
        assert max(map(len, printed(document, width).splitlines())) <= width


@pytest.mark.parametrize("width", [80, 60, 40])
def test_no_word_of_a_table_is_broken(one_force, width):
    words = set(printed(one_force, width).replace(":", " ").split())
    assert {"Commander", "Sergeant", "Constable", "Driver", "Carrier"} <= words


def test_markup_in_the_terminal_is_only_words(everything):
    assert "<script>" in printed(everything)


def test_county_totals_stand_beneath_their_forces(all_forces):
    said = printed(all_forces)
    assert "All forces" in said and "Loamshire" in said


def test_a_table_of_many_words_becomes_cards_on_a_telephone(checked, one_force):
    page = render_html(checked)
    assert '<table class="cards">' in page
    assert '<td data-label="Column">rank</td>' in page
    assert "@media screen and (max-width: 600px)" in page
    assert '<table class="cards">' not in render_html(one_force)


def test_a_page_says_dates_and_documents_as_people_do(one_force, unit):
    for page in (render_html(one_force), render_html(unit)):
        assert not re.search(r"\d{4}-\d{2}-\d{2}", page.partition("</style>")[2])
        assert "hmic-west-midlands-2014" not in page
    assert "Strategic Policing Requirement: West Midlands" in render_html(unit)


def test_a_published_unit_says_what_in_it_is_recalled(unit):
    said = printed(unit, width=200)
    assert "Published; refresher, fitness and safety tickets recalled" in said
