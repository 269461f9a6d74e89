"""Fields: what they say, what they keep, and days and instants as people type them."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from tests.web.shell.markup import read

from muster.web.shell.fields import mistakes
from muster.web.shell.widgets import DayField, InstantField

BAD = "<b>'\"&"


class Declaration(forms.Form):
    name = forms.CharField(label="Name", help_text="And rank")
    units = forms.IntegerField(label="Units", required=False, min_value=0)
    force = forms.ChoiceField(label="Force", choices=[("b", "Barsetshire"), ("m", "Mummerset")])
    day = DayField(label="Until")
    note = forms.CharField(label=BAD, widget=forms.Textarea, required=False, help_text=BAD)
    hidden = forms.CharField(widget=forms.HiddenInput, label="Stamp", required=False)


def drawn(source, **given):
    return Template("{% load muster %}" + source).render(Context(given))


def boxes(day, month, year, time=None):
    given = {"x_day": day, "x_month": month, "x_year": year}
    return given if time is None else {**given, "x_time": time}


def cleaned(field, given):
    form = type("Form", (forms.Form,), {"x": field})(given)
    assert form.is_valid(), form.errors
    return form.cleaned_data["x"]


def refused(field, given):
    form = type("Form", (forms.Form,), {"x": field})(given)
    assert not form.is_valid()
    return form.errors.as_data()["x"][0].code


def test_a_field_is_described_by_its_hint_and_its_error():
    form = Declaration({})
    said = drawn("{% field form.name %}", form=form)
    assert 'aria-describedby="id_name-hint id_name-error"' in said
    assert "Fill in “Name”" in said


def test_a_field_keeps_what_was_typed_beside_its_error():
    said = drawn("{% fields form %}", form=Declaration({"units": "-4", "day_day": "31"}))
    assert 'value="-4"' in said
    assert 'value="31"' in said


def test_a_field_that_may_be_left_out_says_so():
    assert "(optional)" in drawn("{% field form.units %}", form=Declaration())
    assert "(optional)" not in drawn("{% field form.name %}", form=Declaration())


def test_a_field_escapes_its_words_and_what_was_typed():
    said = drawn("{% fields form %}", form=Declaration({"note": BAD, "name": BAD}))
    assert "<b>" not in said


def test_a_mistake_leads_to_the_box_where_it_is_mended():
    form = Declaration({"units": "-4", "day_day": "31", "day_month": "2", "day_year": "2026"})
    said = drawn("{% error_summary form %}{% fields form %}", form=form)
    ids = {
        element.attributes["id"]
        for element in walk(read(said))
        if element.name in ("input", "select", "textarea")
    }
    led = [each.attributes["href"][1:] for each in walk(read(said)) if each.name == "a"]
    assert led == ["id_name", "id_units", "id_force", "id_day_day"]
    assert set(led) <= ids


def walk(element):
    yield element
    for child in element.children:
        if not isinstance(child, str):
            yield from walk(child)


def test_a_summary_names_the_field_where_the_fault_does_not():
    found = dict(mistakes(Declaration({"units": "-4"})))
    assert found["id_units"].startswith("Units: ")


def test_a_form_without_mistakes_has_no_summary():
    assert drawn("{% error_summary form %}", form=Declaration()).strip() == ""


def test_the_mistakes_of_a_set_of_forms_are_told_together():
    several = forms.formset_factory(Declaration, extra=0)
    filled = several({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-name": "Smith"})
    assert {where for where, _said in mistakes(filled)} >= {"id_form-1-force", "id_form-1-day_day"}


def test_a_day_is_typed_in_three_boxes():
    assert cleaned(DayField(), boxes("27", "3", "2026")) == date(2026, 3, 27)


def test_a_day_may_be_left_out_where_nobody_needs_it():
    assert cleaned(DayField(required=False), boxes("", "", "")) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("31", "2", "2026"), "unreal"),
        (("3", "", "2026"), "incomplete"),
        (("3", "3", "26"), "incomplete"),
        (("three", "3", "2026"), "incomplete"),
        (("", "", ""), "required"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(given, code):
    assert refused(DayField(), boxes(*given)) == code


@pytest.mark.parametrize("time", ["9:05", "09.05", "0905"])
def test_a_time_is_read_as_people_write_it(time):
    found = cleaned(InstantField(), boxes("3", "3", "2026", time))
    assert found == datetime(2026, 3, 3, 9, 5, tzinfo=UTC)


def test_a_time_that_happens_twice_needs_its_zone():
    assert refused(InstantField(), boxes("25", "10", "2026", "01:30")) == "twice"
    summer = cleaned(InstantField(), boxes("25", "10", "2026", "01:30 BST"))
    winter = cleaned(InstantField(), boxes("25", "10", "2026", "01:30 gmt"))
    assert (winter - summer).total_seconds() == 3600


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("29", "3", "2026", "01:30"), "never"),
        (("3", "3", "2026", "25:00"), "never"),
        (("3", "3", "2026", ""), "time"),
        (("3", "3", "2026", "noon"), "time"),
        (("31", "2", "2026", "09:00"), "unreal"),
    ],
)
def test_an_instant_that_makes_no_sense_is_refused(given, code):
    assert refused(InstantField(), boxes(*given)) == code


def test_an_instant_is_shown_in_local_time():
    form = type("Form", (forms.Form,), {"x": InstantField()})(
        initial={"x": datetime(2026, 7, 1, 21, 30, tzinfo=UTC)}
    )
    assert 'value="22:30"' in drawn("{% field form.x %}", form=form)
