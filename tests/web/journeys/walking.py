"""A person at a browser: every page they come to is looked at as somebody who needs it sound."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PASSWORD = "muster-demonstration"
PATIENCE = 30_000  # milliseconds; a busy machine answers slowly
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Person:
    """Somebody at a page of a width, with scripts or without."""

    def __init__(self, page: Page, width: int, scripts: bool) -> None:
        """Listen to what the browser complains of."""
        self.page = page
        self.width = width
        self.scripts = scripts
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._hear)

    def _hear(self, said) -> None:
        if said.type == "error" and not EXPECTED.search(said.text):
            self.complaints.append(f"{self.page.url}: {said.text}")

    def sign_in(self, email: str, *, by_keys: bool = False) -> None:
        """Sign in by the page, and put the first-run tour away."""
        self.open("/account/sign-in/")
        if by_keys:
            self.tab_to(self.page.get_by_label("Work email address"))
            self.page.keyboard.type(email)
            self.page.keyboard.press("Tab")
            self.page.keyboard.type(PASSWORD)
            self.page.keyboard.press("Enter")
        else:
            self.page.get_by_label("Work email address").fill(email)
            self.page.get_by_label("Password").fill(PASSWORD)
            self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page.locator("summary", has_text="Account of")).to_be_attached(timeout=PATIENCE)
        self.put_the_tour_away()
        self.look()

    def put_the_tour_away(self) -> None:
        """Refuse the first-run tour where it is offered: no dialog is ever in the way."""
        offer = self.page.locator("[data-tour-offer]")
        if not self.scripts or not offer.count():
            return
        expect(self.page.locator("html[data-started]")).to_be_attached(timeout=PATIENCE)
        expect(self.page.locator("dialog[open]")).to_have_count(0)
        if offer.is_visible():
            self.page.keyboard.press("Escape")
            expect(offer).to_be_hidden()

    def open(self, path: str, status: int = 200) -> None:
        """Go to an address, and look at what is there."""
        answer = self.page.goto(path)
        assert answer is not None and answer.status == status, f"{path}: {answer}"
        self.put_the_tour_away()
        self.look()

    def follow(self, link: Locator, heading: str | re.Pattern[str]) -> None:
        """Click, and look at the page of a heading that it leads to."""
        link.click()
        self.arrive(heading)

    def arrive(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the page of a heading, and look at it."""
        expect(self.page.locator("h1")).to_contain_text(heading, timeout=PATIENCE)
        self.look()

    def sees(self, *words: str | re.Pattern[str]) -> None:
        """Hold that words stand on the page."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each, timeout=PATIENCE)

    def look(self) -> None:
        """Hold that nothing on the page is in anybody's way, and that it fits its width."""
        self.page.wait_for_load_state("load")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.page.url} is {wide} wide"
        assert self.page.locator("h1").count() == 1, self.page.url
        if not self.scripts:
            return
        folds = self.page.locator("main details:not([open])").count()
        if folds:
            self.page.evaluate(
                "document.querySelectorAll('main details:not([open])').forEach("
                "each => { each.dataset.wasShut = ''; each.open = true; })"
            )
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        if folds:
            self.page.evaluate(
                "document.querySelectorAll('main details[data-was-shut]').forEach("
                "each => { delete each.dataset.wasShut; each.open = false; })"
            )

    def tab_to(self, wanted: Locator, most: int = 120) -> None:
        """Press Tab until something has the focus, as somebody without a mouse does."""
        there = wanted.first.element_handle()
        for _press in range(most):
            if there.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {wanted} on {self.page.url}")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        """Come to something by Tab, and press a key there."""
        self.tab_to(wanted)
        self.page.keyboard.press(key)

    def main(self) -> Locator:
        """Return the main part of the page."""
        return self.page.locator("main")
