"""Somebody makes tokens of their own, sees each once, and ends them."""

from django.test import Client
from django.urls import reverse

from muster.web.accounts.rights import Right
from muster.web.api.models import Token

PAGE = reverse("tokens:list")
WANTED = {"name": "Duty system", "rights": [Right.SEE_PICTURE, Right.SEE_SUMS], "days": 30}


def test_shows_a_new_token_once(cast, held_clock):
    browser = cast.client("planning_lead")
    assert browser.post(PAGE, WANTED).status_code == 302
    shown = browser.get(PAGE)
    secret = shown.context["secret"]
    assert secret in shown.content.decode()
    assert secret not in browser.get(PAGE).content.decode()
    answer = Client().get("/api/v1/nation/matrix", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer.status_code == 404  # it may ask, and no return is held


def test_says_what_is_missing_and_keeps_what_was_typed(cast, held_clock):
    page = cast.client("planning_lead").post(PAGE, {"name": "Duty system", "days": 999})
    assert page.status_code == 400
    text = page.content.decode()
    assert "Duty system" in text and "366" in text
    assert not Token.objects.exists()


def test_offers_no_right_that_is_not_held(cast, held_clock):
    page = cast.client("regional_coordinator").post(PAGE, WANTED | {"rights": [Right.JUDGE]})
    assert page.status_code == 400
    assert not Token.objects.exists()


def test_nobody_revokes_the_token_of_another(cast, held_clock):
    cast.client("planning_lead").post(PAGE, WANTED)
    token = Token.objects.get()
    address = reverse("tokens:revoke", kwargs={"pk": token.pk})
    assert cast.client("chief_officer").post(address).status_code == 404
    assert cast.client("planning_lead").post(address).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
