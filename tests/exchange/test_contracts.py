import json
import re

import pytest
from pydantic import ValidationError
from tests.exchange.validator import breaches

from muster.exchange import StrengthAnswer, UnableToFindSchema, schema_names, schema_of

LOCAL = ("--doctrine", "county")
TOKEN = re.compile(r"[a-z][a-z0-9_]*")
ASKED = {
    "a case": ("strength", "west-midlands-2013"),
    "several kinds": ("strength", "{barsetshire}", *LOCAL, "-u", "psu", "-u", "serial"),
    "by base": ("strength", "{barsetshire}", *LOCAL, "--by-base"),
    "a network": ("strength", "county"),
    "a check": ("return", "check", "{barsetshire}", *LOCAL),
    "a check of nothing": ("return", "check", "nowhere.xlsx"),
    "a unit": ("doctrine", "unit", "psu"),
    "skills": ("doctrine", "skills"),
    "forces": ("doctrine", "forces"),
    "editions": ("doctrine", "editions"),
    "a training need": ("train-need", "{barsetshire}", *LOCAL, "--units", "1"),
    "a forecast": ("forecast", "{barsetshire}", *LOCAL, "--days", "30", "--floor", "9"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_is_answered_keeps_the_published_schema(ask, barsetshire, asked):
    answer = ask(*(part.format(barsetshire=barsetshire) for part in asked))
    assert breaches(schema_of(answer["schema"]), answer) == []


def test_the_validator_sees_what_is_wrong(ask):
    schema = schema_of("strength")
    answer = ask("strength", "west-midlands-2013")
    for wrong in (
        answer | {"schema": "muster.strength/2"},
        answer | {"whole_units": "ten"},
        answer | {"bounds": [0]},
        answer | {"at": "2026-03-02T20:00:00"},
        answer | {"surprise": 1},
        {key: value for key, value in answer.items() if key != "unknown"},
    ):
        assert breaches(schema, wrong)


def test_an_answer_is_read_back_as_it_was(ask):
    answer = ask("strength", "west-midlands-2013")
    again = StrengthAnswer.model_validate_json(json.dumps(answer))
    assert json.loads(again.to_json()) == answer


def test_a_key_the_contract_does_not_know_is_refused(ask):
    answer = ask("strength", "west-midlands-2013") | {"surprise": 1}
    with pytest.raises(ValidationError):
        StrengthAnswer.model_validate(answer)


@pytest.mark.parametrize("name", schema_names())
def test_every_contract_is_named_versioned_and_described(name):
    schema = schema_of(name)
    assert re.fullmatch(r"muster\.[a-z-]+/\d+", name)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["description"]
    assert all(TOKEN.fullmatch(key) for key in schema["properties"])
    assert all(kind["description"] for kind in schema["$defs"].values()) if "$defs" in schema else 1


def test_a_contract_nobody_made_is_refused_with_the_nearest():
    with pytest.raises(UnableToFindSchema, match="did you mean 'forecast'"):
        schema_of("forcast")
    with pytest.raises(UnableToFindSchema, match="there are strength"):
        schema_of("zzz")
