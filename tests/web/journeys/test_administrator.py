"""An administrator: an account, an appointment, its end, and the audit that says who did it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

REASON = "A synthetic starter of this month"


def walk(admin, name):
    """Make somebody, appoint them, end it, and read what was recorded."""
    page = admin.page
    admin.open("/administration/")
    admin.open("/administration/users/new")
    make(admin, name)
    admin.follow(page.get_by_role("button", name="Appoint them"), f"Appoint {name}")
    page.get_by_label("Role").select_option(label="Planning lead")
    page.get_by_label("Over", exact=True).select_option("force:staffordshire")
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Appoint", exact=True).click()
    admin.arrive(name)
    admin.sees("Planning lead", "Staffordshire")
    admin.follow(page.get_by_role("link", name=re.compile("^End")), "End this appointment?")
    page.get_by_label("Reason").fill("It was made for a journey")
    page.get_by_role("button", name="End it now").click()
    admin.arrive(name)
    admin.sees("1 appointment that is over")
    admin.follow(page.get_by_role("link", name="What was done to this account"), re.compile("."))
    expect(page.locator("main tbody tr")).not_to_have_count(0)
    admin.open("/audit/verify")


def make(admin, name):
    """Send the form first empty, then filled; the mistakes stand beside their fields."""
    page = admin.page
    page.get_by_role("button", name="Make the account").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    admin.look()
    page.get_by_label("Name and rank").fill(name)
    page.get_by_label("Work email address").fill(f"{name.lower().replace(' ', '.')}@demo.invalid")
    page.get_by_label("Force they belong to").select_option("staffordshire")
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Make the account").click()
    admin.arrive(f"{name} is invited")


def test_an_administrator_appoints_somebody_and_ends_it(signed_in):
    walk(signed_in("admin"), "Insp Exemplar")


def test_an_administrator_does_it_on_a_phone(signed_in):
    walk(signed_in("admin", width=390), "Insp Pocket")
