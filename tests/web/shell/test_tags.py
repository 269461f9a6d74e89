"""Tags: what they say, and that they escape what they are given."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from tests.web.shell.markup import read

from muster.assessment import Grade
from muster.policing import clock
from muster.web.shell.parts import Line, Link, MatrixView, Square, Step, TruthView

BAD = "<script>alert('&')</script>"
SUMMER = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)


def drawn(source, path="/", **given):
    request = RequestFactory().get(path)
    return Template("{% load muster %}" + source).render(Context({"request": request, **given}))


@pytest.mark.parametrize(
    ("grade", "tone", "word"),
    [
        (Grade.MET, "good", "Met"),
        (Grade.PARTLY_MET, "short", "Partly met"),
        (Grade.NOT_MET, "none", "Not met"),
        (Grade.NOT_EVIDENCED, "unknown", "Not evidenced"),
    ],
)
def test_a_grade_is_told_by_shape_word_and_tone(grade, tone, word):
    for token in (grade, grade.name.lower()):
        said = drawn("{% grade token %}", token=token)
        assert f"m-tone-{tone}" in said
        assert word in said
        assert "<svg" in said


def test_grades_have_four_different_shapes():
    shapes = {
        read(drawn("{% grade token %}", token=grade)).children[0].children[0].__repr__()
        for grade in Grade
    }
    assert len(shapes) == len(Grade)


def test_where_nothing_is_asked_no_shape_pretends_to_a_grade():
    said = drawn("{% grade token %}", token=None)
    assert "Nothing asked" in said
    assert "<svg" not in said


def test_a_grade_leads_to_what_explains_it():
    said = drawn('{% grade "met" href="/cell?a=1&b=2" %}')
    assert read(said).children[0].attributes["href"] == "/cell?a=1&b=2"


def test_an_instant_is_said_in_local_time_and_kept_for_machines():
    said = drawn("{% instant value 'full' %}", value=SUMMER)
    assert "Wednesday 1 July 2026, 22:30 BST" in said
    assert 'datetime="2026-07-01T22:30+01:00"' in said


def test_a_minute_is_an_instant_too():
    minute = clock.minute_of(SUMMER)
    assert drawn("{% instant value %}", value=minute) == drawn("{% instant value %}", value=SUMMER)


def test_a_day_is_the_local_one():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert "1 July 2026" in drawn("{% day value %}", value=late)
    assert "27 March 2026" in drawn("{% day value %}", value=date(2026, 3, 27))


def test_no_instant_is_a_dash():
    assert drawn("{% instant value %}{% day value %}{% age value %}", value=None) == "–––"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minute old"),
        (59, "59 minutes old"),
        (60, "1 hour old"),
        (60 * 24, "1 day old"),
        (60 * 24 * 41, "41 days old"),
        (60 * 24 * 92, "3 months old"),
        (60 * 24 * 800, "2 years old"),
        (-5, "still to come"),
    ],
)
def test_an_age_is_said_in_the_unit_it_is_felt_in(minutes, said):
    at = clock.minute_of(SUMMER)
    assert said in drawn("{% age value at %}", value=at - minutes, at=at)


def test_an_age_is_told_as_at_the_instant_a_page_is_asked_for():
    was = datetime(2026, 6, 21, 21, 30, tzinfo=UTC)
    assert "10 days old" in drawn("{% age was %}", was=was, known=SUMMER)


def test_a_heading_sorts_upwards_first_and_downwards_next():
    source = '{% sort_heading "Units" "units" %}'
    assert "sort=units" in drawn(source, "/forces?sort=name")
    first = drawn(source, "/forces?sort=units")
    assert 'aria-sort="ascending"' in first
    assert "sort=-units" in first
    assert 'aria-sort="descending"' in drawn(source, "/forces?sort=-units")


def test_sorting_keeps_what_was_asked_and_starts_at_the_first_page():
    said = drawn('{% sort_heading "Units" "units" %}', "/forces?region=wessex&page=4")
    link = read(said).children[0].children[0].attributes["href"]
    assert link == "?region=wessex&sort=units"


def test_the_csv_of_a_table_is_the_table_as_it_was_asked_for():
    said = drawn("{% csv_link %}", "/forces?region=wessex&sort=-units&page=2")
    link = read(said).children[0].attributes["href"]
    assert link == "?region=wessex&sort=-units&format=csv"


def test_one_page_needs_no_pagination():
    said = drawn("{% pagination page %}", page=Paginator(range(3), 10).page(1))
    assert "<nav" not in said


def test_pagination_keeps_what_was_asked():
    page = Paginator(range(30), 10).page(2)
    said = drawn("{% pagination page %}", "/people?skill=psu", page=page)
    assert "?skill=psu&amp;page=3" in said


def test_crumbs_end_where_one_is():
    said = read(drawn('{% crumbs "Nation" "/nation" "Barsetshire" %}'))
    items = said.children[0].children[0].children
    assert [each.attributes.get("aria-current") for each in items] == [None, "page"]


def test_a_heading_holds_the_actions_between_its_tags():
    said = drawn('{% heading "Force" %}{% button "Load" href="/load" %}{% endheading %}')
    assert '<a href="/load"' in said
    assert "&lt;" not in said


def test_a_figure_without_numbers_folds_nothing():
    assert "<details" not in drawn('{% figure "x" "Caption" %} {% endfigure %}')
    assert "<details" in drawn('{% figure "x" "Caption" %}<table></table>{% endfigure %}')


def test_what_is_missing_of_three_truths_is_said():
    said = drawn("{% truths shown None None %}", shown=TruthView("14 PSUs"))
    assert "Nothing recorded" in said
    assert "Nothing demonstrated" in said
    assert "Nothing declared" not in said


def test_a_matrix_names_the_column_of_every_square():
    view = MatrixView("Matrix", "Threat", ("A", "B"), [("T", "", [Square("met"), Square(None)])])
    said = drawn("{% matrix view %}", view=view)
    assert 'data-column="A"' in said
    assert 'data-column="B"' in said


ESCAPED = {
    "grade": '{% grade "met" words=bad href=bad %}',
    "tag": "{% tag bad %}",
    "button": "{% button bad name=bad value=bad %}{% button bad href=bad %}",
    "heading": "{% heading bad kicker=bad lead=bad %}{{ bad }}{% endheading %}",
    "crumbs": "{% crumbs bad bad bad %}",
    "key figure": "{% key_figure bad bad unit=bad note=bad href=bad %}",
    "figure": "{% figure bad bad said=bad %}{{ bad }}{% endfigure %}",
    "empty": "{% empty bad bad href=bad action=bad %}",
    "inset": "{% inset %}{{ bad }}{% endinset %}",
    "warning": "{% warning bad %}{{ bad }}{% endwarning %}",
    "stale": "{% stale None bad %}",
    "summary list": "{% summary_list lines %}",
    "tabs": "{% tabs links bad %}",
    "progress": "{% progress 1 2 bad said=bad %}",
    "timeline": "{% timeline steps %}",
    "truths": "{% truths truth truth truth %}",
    "matrix": "{% matrix view %}",
    "sort heading": "{% sort_heading bad bad %}",
    "csv": "{% csv_link bad %}",
    "slider": "{% slider bad bad least=0 most=1 value=bad said=bad words=words target=bad %}",
}


@pytest.mark.parametrize("source", ESCAPED.values(), ids=ESCAPED)
def test_a_tag_escapes_what_it_is_given(source):
    said = drawn(
        source,
        f"/?q={BAD}",
        bad=BAD,
        words=[BAD],
        lines=[Line(BAD, BAD, BAD, BAD)],
        links=[Link(BAD, BAD)],
        steps=[Step(SUMMER, BAD, BAD, BAD, BAD)],
        truth=TruthView(BAD, BAD, BAD, BAD),
        view=MatrixView(BAD, BAD, [BAD], [(BAD, BAD, [Square("met", BAD, [BAD], BAD)])]),
    )
    assert "<script" not in said
    assert "script" in said
