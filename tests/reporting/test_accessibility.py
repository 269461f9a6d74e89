"""Pages looked at by a browser: held to WCAG 2.2 AA, and to the width of a telephone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browsers import opened_chromium

from muster.doctrine import read_doctrine
from muster.reporting import render_html
from muster.reporting.charts import parts_chart
from muster.reporting.document import Document, Figure, table
from muster.reporting.grades import cell_name

pytestmark = pytest.mark.slow
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.fixture(scope="module")
def browser():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened


PAGES = (
    *(
        "one_force",
        "all_forces",
        "a_year",
        "every_hour",
        "training",
        "checked",
        "unit",
        "everything",
    ),
    *(
        "one_matrix",
        "all_matrices",
        "two_matrices",
        "statement",
        "a_map",
        "some_events",
        "aid",
        "a_callout",
    ),
    *("a_test", "a_review"),
    *("a_plan", "a_replan", "a_relief", "a_consent"),
    *("a_campaign", "a_national_campaign", "some_worths"),
)


@pytest.fixture(params=PAGES)
def page_text(request):
    return render_html(request.getfixturevalue(request.param))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_page_has_nothing_in_anybodys_way(browser, page_text, scheme, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_content(page_text)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options=RULES)
    page.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_a_page_never_scrolls_sideways(browser, page_text, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(page_text)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width


@pytest.mark.parametrize(
    "name",
    [
        *("one_force", "all_forces", "a_year", "every_hour", "all_matrices"),
        *("a_campaign", "a_national_campaign", "some_worths"),
    ],
)
def test_a_chart_fits_a_telephone_without_being_moved(browser, request, name):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.set_content(render_html(request.getfixturevalue(name)))
    hidden = page.evaluate(
        "[...document.querySelectorAll('.drawing')].map(e => e.scrollWidth - e.clientWidth)"
    )
    shown = page.locator(".chart:visible").count()
    page.close()
    assert hidden and max(hidden) == 0
    assert shown == len(hidden)


# A word on two lines is a word cut in two: each run of text has at most a line for each word.
CUT = """
() => {
  document.querySelectorAll('details').forEach(each => each.open = true);
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const cut = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.data.split(/[\\s\\-–./_:]+/).filter(Boolean).length;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top))).size;
    if (words && lines > words) cut.push(node.data);
  }
  return cut;
}
"""


@pytest.mark.parametrize("told", ["one_matrix", "all_matrices", "two_matrices", "statement"])
@pytest.mark.parametrize(("width", "media"), [(390, "screen"), (1440, "screen"), (680, "print")])
def test_no_word_is_cut_in_two(browser, request, told, width, media):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(media=media)
    page.set_content(render_html(request.getfixturevalue(told)))
    cut = page.evaluate(CUT)
    page.close()
    assert cut == []


def test_the_longest_name_of_a_cell_is_within_its_chart(browser):
    doctrine = read_doctrine()
    names = [
        cell_name(threat.slug, aspect.slug, doctrine)
        for threat in doctrine.threats
        for aspect in doctrine.aspects
    ]
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    drawn = parts_chart("", "", [(name, (1, 2)) for name in names], [("met", ""), ("not", "")])
    figure = Figure("Cells", "", drawn, table("Cells", ("Cell",), [("one",)]))
    page.set_content(render_html(Document("Cells", (figure,))))
    starts = page.evaluate("[...document.querySelectorAll('text')].map(each => each.getBBox().x)")
    page.close()
    assert min(starts) >= 0


def test_what_is_folded_is_open_on_paper(browser, one_matrix):
    page = browser.new_page()
    page.set_content(render_html(one_matrix))
    last = page.locator(".card").last
    assert not last.is_visible()
    page.emulate_media(media="print")
    assert last.is_visible()
    page.close()


def test_a_link_from_the_matrix_opens_what_explains_it(browser, one_matrix, tmp_path):
    (tmp_path / "page.html").write_text(render_html(one_matrix), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_role("link", name="Partly met").first.click()
    assert page.locator("details[open]").count() == 1
    page.close()


@pytest.mark.parametrize("told", ["statement", "full_statement"])
def test_a_statement_is_one_page_of_a4(browser, request, told):
    page = browser.new_page()
    page.set_content(render_html(request.getfixturevalue(told)))
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_a_page_prints(browser, page_text):
    page = browser.new_page()
    page.set_content(page_text)
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
