"""Every page that may be asked for without doing anything is a sound page.

The addresses and who gets in are those of `tests.web.addresses`; each is asked for by one
person who may, with the returns of three small synthetic forces held.
"""

import gzip
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from tests.web.addresses import ADDRESSES, OPEN
from tests.web.cast import FORCE, NOBODY, PARTS

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
MOST = 200 * KILOBYTE  # compressed: the page with all that it needs to be painted
WITH_MAP = {"nation:nation", "nation:region"}
VERSIONED = re.compile(r"^/static/([0-9a-f]{12}/)?")
DIGEST = re.compile(r"Page digest(?:</dt><dd| <span) class=\"m-code\">((?:sha256:)?[0-9a-f]{64})<")
NOT_PAGES = {"live:stream", "tours:wall_now", "shell:health", "interface:openapi-json"}
FIGURES = {
    "forces:force",
    "forces:strength",
    "forces:year",
    "forces:cell",
    "nation:nation",
    "nation:region",
    "compare:compare",
}
SYNTHETIC = FIGURES | {"today:today", "people:list", "returns:list", "tours:wall"}
QUERIES = {"compare:compare": "?first=force:west-midlands&second=nation"}
BARE = {"tours:wall"}  # made for a screen across the room
RUNNING = {"administration:home"}  # shows how the server does this moment
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
HEADED = re.compile(r"<h[12][ >]")
A_FEW = 2  # rows that are read, and not taken away
WITHOUT_CSV = {
    "accounts:home": "one's own appointments and sessions, of no use elsewhere",
    "usersessions_list": "one's own sessions, of no use elsewhere",
    "administration:home": "how the server does this moment; the interface gives it to monitors",
    "returns:template": "what a return holds: the template itself is the file to take",
    "shell:credits": "whose work these pages stand on, with the licences to read",
    "tours:declare": "a form to fill in; what was declared is had as CSV",
    "tours:wall": "a screen across the room, which nobody clicks; the interface gives it",
}
NAMES = sorted(
    name for name, row in ADDRESSES.items() if row.get == OPEN and name not in NOT_PAGES and row.to
)


class Read(HTMLParser):
    """What matters of a page."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.title, self.lang = 0, "", ""
        self.links, self.needs, self.inline = [], [], []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self._inside = tag
        self.headings += tag == "h1"
        if tag == "html":
            self.lang = said.get("lang", "")
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])
        if tag == "link" and said.get("rel") in ("stylesheet", "preload"):
            self.needs.append(said["href"])
        if tag == "script" and said.get("src"):
            self.needs.append(said["src"])
        if tag == "script" and not said.get("src") and said.get("type") != "application/json":
            self.inline.append("script")
        if tag == "style" or "style" in said:
            self.inline.append(f"style of {tag}")
        self.inline.extend(f"{name} of {tag}" for name in said if re.match("on[a-z]", name))

    def handle_data(self, data):
        if self._inside == "title" and not self.title:
            self.title = data.strip()

    def handle_endtag(self, tag):
        self._inside = ""


def browser_for(name, cast):
    row = ADDRESSES[name]
    fitting = [who for who in PARTS if who in row.to and who not in row.but]
    if name in ("account_login",) or not fitting:
        return Client()
    return cast.client(fitting[0])


def opened(name, cast):
    client = browser_for(name, cast)
    if name == "people:list":
        client.post(reverse("people:reason", kwargs={"force": FORCE}), {"why": "parade"})
    address = reverse(name, kwargs=ADDRESSES[name].given) + QUERIES.get(name, "")
    return client, address, client.get(address)


@cache
def weight(address):
    found = finders.find(VERSIONED.sub("", address))
    assert isinstance(found, str), f"{address} is not there"
    held = Path(found).read_bytes()
    return len(held) if address.endswith(".woff2") else len(gzip.compress(held))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound(name, cast, held):
    client, address, answer = opened(name, cast)
    assert answer.status_code == OPEN
    text = answer.content.decode()
    page = Read(text)
    assert page.headings == 1
    assert page.lang.startswith("en")
    assert page.title
    assert page.inline == []
    if name not in BARE:
        assert "#content" in page.links, "no skip link"
    if 'class="m-foot' in text or name in BARE:
        named = DIGEST.search(text)
        assert named, "no digest"
        if name not in RUNNING:
            again = DIGEST.search(client.get(address).content.decode())
            assert again[1] == named[1], "the same page has another digest"
    limit = MOST * (3 if name in WITH_MAP else 1)
    sent = len(gzip.compress(answer.content))
    assert sent + sum(weight(each.split("?")[0]) for each in page.needs) < limit
    for link in sorted({each for each in page.links if "format=csv" in each}):
        sheet = client.get(urljoin(address, link))
        assert sheet.status_code == OPEN, link
        assert sheet["Content-Type"].startswith("text/csv"), link
        assert b"".join(sheet).strip(), link


def without_csv(text):
    """Return the tables of a page that have more than a few rows and no CSV in their section."""
    found = []
    for table in TABLE.finditer(text):
        if table[0].partition("<tbody")[2].count("<tr") <= A_FEW:
            continue
        before = [each.start() for each in HEADED.finditer(text, 0, table.start())]
        after = HEADED.search(text, table.end())
        section = text[before[-1] if before else 0 : after.start() if after else None]
        if "format=csv" not in section:
            caption = re.search(r"<caption[^>]*>(.*?)</caption>", table[0], re.DOTALL)
            found.append(caption[1] if caption else table[0][:KILOBYTE])
    return found


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(WITHOUT_CSV)))
def test_every_table_can_be_taken_away(name, cast, held):
    _client, _address, answer = opened(name, cast)
    assert without_csv(answer.content.decode()) == []


def test_a_table_without_its_csv_is_found():
    rows = "<tr></tr>" * 3
    table = f"<table><caption>Units</caption><tbody>{rows}</tbody></table>"
    link = '<a href="?format=csv">CSV</a>'
    assert without_csv(f"<h2>Units</h2>{link}{table}") == []
    assert without_csv(f"<h2>Other</h2>{link}<h2>Units</h2>{table}<h2>More</h2>{link}") == ["Units"]


def test_pages_that_need_no_csv_are_pages():
    assert set(WITHOUT_CSV) <= set(NAMES)


@pytest.mark.parametrize("name", sorted(SYNTHETIC))
def test_a_page_of_synthetic_figures_says_so(name, cast, held):
    _client, _address, answer = opened(name, cast)
    assert "Synthetic data" in answer.content.decode()


def test_the_table_of_addresses_has_pages_to_look_at():
    assert len(NAMES) > 50
    assert NOBODY not in PARTS
