"""Pages looked at by a browser: held to WCAG 2.2 AA, and to the width of a telephone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from muster.reporting import render_html

pytestmark = pytest.mark.slow
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture(
    params=["one_force", "all_forces", "a_year", "training", "checked", "unit", "everything"]
)
def page_text(request):
    return render_html(request.getfixturevalue(request.param))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_page_has_nothing_in_anybodys_way(browser, page_text, scheme, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_content(page_text)
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


def test_a_page_prints(browser, page_text):
    page = browser.new_page()
    page.set_content(page_text)
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
