"""A planning lead: a month's return, its faults, what moves, who would lift the limit, answers."""

import re

import pytest
from playwright.sync_api import expect
from tests.web.journeys.sending import FAULTY, faulty, mended

pytestmark = pytest.mark.slow

RETURNS, PEOPLE = "/returns/west-midlands/", "/people/west-midlands/"
CELL = "/forces/west-midlands/cells/public-order/capability"
QUESTION = "Which exercise shows it, and when was it held?"


@pytest.fixture
def asked(site):
    """Put a question of an inspector's to the force, and return its address."""
    return site.ask(
        "from tests.web.journeys.seed import put_question\n"
        "import json\n"
        f"print(json.dumps(put_question({QUESTION!r})))"
    )


def send(lead, path):
    """Send a file, and wait until it was checked."""
    page = lead.page
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Send and check").click()
    if not lead.scripts:
        for _look in range(60):
            page.wait_for_timeout(500)
            if re.search("/(faults|changes)", page.url):
                break
            page.reload()


def load_a_month(lead, folder, mark):
    """Fetch the template, send a file with faults, mend them, see what moves, and accept."""
    page = lead.page
    lead.open(RETURNS)
    lead.follow(page.get_by_role("button", name="Template and format"), re.compile("."))
    with page.expect_download() as kept:
        page.get_by_role("button", name=re.compile("Download")).or_(
            page.get_by_role("link", name=re.compile("workbook|template", re.IGNORECASE))
        ).first.click()
    assert kept.value.suggested_filename.endswith(".xlsx")
    lead.open(RETURNS)
    lead.follow(page.get_by_role("button", name="Send a return").first, "Send a return")
    send(lead, faulty(folder))
    expect(page.locator(".m-fault__cell").first).to_be_visible(timeout=60_000)
    lead.look()
    lead.sees("is not a known")
    lead.follow(lead.main().get_by_role("link", name="tickets").first, re.compile("."))
    expect(page.locator(".m-fault__cell")).to_contain_text(FAULTY)
    lead.follow(page.get_by_role("button", name="Send the mended file"), "Send a return")
    send(lead, mended(folder, f"Operations planning, {mark}"))
    accept = page.get_by_role("button", name="Accept this return")
    expect(accept).to_be_visible(timeout=60_000)
    lead.look()
    lead.sees("Cells of the matrix that move, and why", "criteria graded differently")
    accept.click()
    lead.sees("Accepted: this is the return in use")
    lead.look()
    lead.open("/")
    lead.sees("Cells that moved")


def find_who_lifts(lead):
    """Say why, see the six, and open the record of one."""
    page = lead.page
    page.goto(f"{PEOPLE}?lift=psu")
    if page.get_by_role("heading", name="Before you look").count():
        lead.look()
        page.get_by_label("To plan training and refreshers").check()
        page.get_by_role("button", name="Go on").click()
    lead.arrive(re.compile("people"))
    lead.sees("Renewing the lapsed tickets of these 6 people", "Nobody fewer would do")
    expect(page.locator(".m-people tbody tr")).to_have_count(6)
    lead.follow(page.locator(".m-people tbody th a").first, re.compile(r"^\d+$"))
    lead.sees("You are looking", "Each read is recorded with it")


def judge(lead, reasons):
    """Record a judgement beside the finding of a cell."""
    page = lead.page
    lead.open(CELL)
    page.locator("summary", has_text="Record a judgement").click()
    form = page.locator("form[action*='/judgements/']")
    form.get_by_label("Partly met").check()
    form.get_by_label("Reasons").fill(reasons)
    form.get_by_role("button", name="Record the judgement").click()
    lead.arrive("Public order: capability")
    lead.sees(reasons)


def answer(lead, address, words):
    """Answer a question of an inspector's, resting on the cell as it stands and on a file."""
    page = lead.page
    lead.open("/requests/")
    lead.open(f"{address}answer/")
    page.get_by_label("Answer", exact=True).fill(words)
    page.get_by_label(re.compile("The cell as it stands")).check()
    page.locator("input[name=documents]").first.check()
    file = {"name": "debrief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 synthetic"}
    page.set_input_files("input[name=attached]", [file])
    page.get_by_role("button", name="Give this answer").click()
    lead.sees(words, "It rests on", "debrief.pdf")
    with page.expect_download() as kept:
        page.get_by_role("link", name=re.compile("debrief.pdf")).first.click()
    assert kept.value.suggested_filename == "debrief.pdf"
    lead.look()


def walk(lead, folder, address, mark):
    load_a_month(lead, folder, mark)
    find_who_lifts(lead)
    judge(lead, f"Two serials were seen whole in the spring: {mark}.")
    answer(lead, address, f"The regional exercise of the spring shows it: {mark}.")


def test_a_planning_lead_loads_a_month_and_answers_for_it(signed_in, tmp_path, asked):
    walk(signed_in("planning"), tmp_path, asked, "at a desk")


def test_a_planning_lead_does_it_on_a_phone(signed_in, tmp_path, asked):
    walk(signed_in("planning", width=390), tmp_path, asked, "on a phone")


def test_a_planning_lead_does_it_without_scripts(signed_in, tmp_path, asked):
    walk(signed_in("planning", scripts=False), tmp_path, asked, "without scripts")
