"""Every quotation from the report stands where we say it does."""

from dataclasses import fields, is_dataclass, replace

import pytest

from muster.doctrine import Source, read_doctrine


def sources_of(value):
    """Yield every source anywhere inside a value."""
    if isinstance(value, Source):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from sources_of(getattr(value, field.name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from sources_of(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from sources_of(each)


QUOTED = sorted(
    {
        source
        for source in sources_of(read_doctrine())
        if source.document == "hmic-west-midlands-2014"
    },
    key=repr,
)


def name(source):
    return f"{source.heading} {source.paragraph}: {source.quotation[:30]}"


def test_many_figures_come_from_the_report():
    assert len(QUOTED) >= 15


@pytest.mark.parametrize("source", QUOTED, ids=name)
def test_a_quotation_stands_in_the_paragraph_it_names(source, report):
    assert report.bears_out(source), source.describe()


@pytest.mark.parametrize("source", QUOTED, ids=name)
def test_an_altered_ordinal_is_noticed(source, report):
    assert not report.bears_out(replace(source, paragraph=source.paragraph + 1))
    assert not report.bears_out(replace(source, paragraph=None))


@pytest.mark.parametrize("source", QUOTED, ids=name)
def test_an_altered_word_is_noticed_wherever_it_stands(source, report):
    words = source.quotation.split()
    for at in range(len(words)):
        altered = " ".join((*words[:at], "truncheon", *words[at + 1 :]))
        assert not report.bears_out(replace(source, quotation=altered)), altered


def test_a_quotation_too_short_to_prove_anything_is_not_borne_out(report):
    assert not report.bears_out(replace(QUOTED[0], quotation="police"))
    assert not report.bears_out(replace(QUOTED[0], quotation=""))
