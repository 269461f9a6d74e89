import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.exchange.validator import breaches

from muster.exchange import StrengthAnswer, UnableToFindSchema, schema_names, schema_of

LOCAL = ("--doctrine", "county")
EVENING = ("--network", "county", "--at", "2026-03-02T20:00")
DATA = Path(__file__).parents[1] / "data"
FERNBANK = DATA / "callouts" / "fernbank.csv"
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
    "a matrix": ("assess", "west-midlands-2013"),
    "a matrix of one force of a network": ("assess", "county", "--force", "loamshire"),
    "a region summed": ("assess", "county", "--region", "county", "--edition", "2012"),
    "a network's matrices": ("assess", "county"),
    "two forces": ("compare", "barsetshire", "loamshire", "--network", "county"),
    "a force against its region": (
        *("compare", "barsetshire", "--against", "region", "--network", "county"),
    ),
    "two dates": ("compare", "west-midlands-2013", "--at-b", "2014-12-01T00:00"),
    "an assurance": ("assure", "west-midlands-2013", "--since", "2013-08-31T00:00"),
    "a ledger of totals": ("ledger", "west-midlands-2013"),
    "a ledger of one force": ("ledger", "county", "--force", "loamshire", "--without", "foxglove"),
    "a ledger of a network": ("ledger", "county"),
    "criteria": ("doctrine", "criteria", "--edition", "2012"),
    "criteria of one threat": ("doctrine", "criteria", "--threat", "cyber"),
    "the crosswalk": ("doctrine", "crosswalk"),
    "the framework": ("doctrine", "framework"),
    "a test without notice": ("test", "score", "west-midlands-2013"),
    "events": ("events", "{events}", *LOCAL),
    "events of a network": ("events", "{events}", "--network", "county"),
    "events of one return": ("events", "{events}", *LOCAL, "--network", "{barsetshire}"),
    "a plan": ("plan", "{demands}", *EVENING),
    "a plan by telephone": ("plan", "{demands}", *EVENING, "--policy", "nearest"),
    "a plan made again": ("replan", "{plan}", "{changes}", "--at", "2026-03-02T20:40"),
    "a plan edited by hand": ("replan", "{plan}", "{edits}"),
    "a donor's consent": ("consent", "{plan}", "--network", "county", "--force", "barsetshire"),
    "a donor's consent by name": (
        *("consent", "{plan}", "--network", "county", "--force", "mummerset", "--names"),
    ),
    "relief": ("relief", "{plan}", "--hours", "48"),
    "a call-out": ("callout", "{fernbank}", *LOCAL),
    "a call-out as it was known": (
        *("callout", "{fernbank}", *LOCAL),
        *("--at", "2026-08-01T20:20", "--known-at", "2026-08-01T20:20"),
    ),
    "every hour": (
        *("rehearse", "every-hour", "--network", "county"),
        *("--days", "3", "--draws", "5"),
    ),
    "every hour of one force": (
        *("rehearse", "every-hour", "--network", "county", "--force", "mummerset"),
        *("--days", "3", "--draws", "5", "--required", "60=1"),
    ),
    "the scenarios": ("scenario", "list"),
    "a scenario": ("scenario", "show", "olympics-2012"),
    "a forecast": ("forecast", "{barsetshire}", *LOCAL, "--days", "30", "--floor", "9"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_is_answered_keeps_the_published_schema(ask, barsetshire, tmp_path, asked):
    files = {name: DATA / f"{name}.csv" for name in ("events", "demands", "changes", "edits")}
    files |= {"fernbank": FERNBANK, "barsetshire": barsetshire, "plan": tmp_path / "plan.json"}
    if "{plan}" in asked:
        files["plan"].write_text(json.dumps(ask("plan", files["demands"], *EVENING)))
    answer = ask(*(part.format(**files) for part in asked))
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


WANTED = ("schema", "force", "at", "edition", "cells", "questions", "shares")
WANTED_OF_A_CELL = ("threat", "aspect", "grade", "because", "judgement", "criteria")
WANTED_OF_A_CRITERION = (
    *("id", "statement", "basis", "grade", "required"),
    *("declared", "recorded", "demonstrated", "because", "source"),
)


def test_a_matrix_has_the_keys_that_were_promised_in_their_order(ask):
    answer = ask("assess", "west-midlands-2013")
    cell = answer["cells"][0]
    assert tuple(answer)[: len(WANTED)] == WANTED
    assert tuple(cell)[: len(WANTED_OF_A_CELL)] == WANTED_OF_A_CELL
    promised = WANTED_OF_A_CRITERION
    assert tuple(cell["criteria"][0])[: len(promised)] == promised
    assert len(answer["cells"]) == 20
    assert sum(len(each["criteria"]) for each in answer["cells"]) == 90
    assert all(each["source"] for cell in answer["cells"] for each in cell["criteria"])


def test_a_ledger_has_the_keys_that_were_promised_in_their_order(ask):
    answer = ask("ledger", "west-midlands-2013", "--from", "2011-04-01", "--to", "2013-03-31")
    promised = ("schema", "unit", "received", "given", "net", "entries", "notes")
    assert tuple(answer)[: len(promised)] == promised
    wanted = ("muster.ledger/1", "psu", 43, 21, -22)
    assert tuple(answer[key] for key in promised[: len(wanted)]) == wanted
    assert answer["standing"] == "net_recipient"
    assert [entry["leaves_out"] for entry in answer["entries"]] == [
        ["August 2011 disorder", "London Olympics 2012", "Dale Farm"]
    ] * 2
    assert sum("already leaves out" in note for note in answer["notes"]) == 2
    assert answer["sums"]["given"]["in_totals"] == 21


def test_a_ledger_with_costs_keeps_the_published_schema(ask, tmp_path):
    card = tmp_path / "card.toml"
    card.write_text(
        '[[rate]]\nunit = "psu"\nper = "officer_hour"\nrate = 40\nfrom = 2024-03-01\n'
        'source = "invented"\n'
    )
    answer = ask("ledger", "county", "--rates", str(card))
    assert breaches(schema_of("ledger"), answer) == []
    assert not answer["cost"]["total"]["covered"]
    assert answer["cost"]["not_covered"]


def test_a_grade_names_its_criterion_and_a_judgement_says_how_it_differs(ask):
    cells = ask("assess", "west-midlands-2013")["cells"]
    cell = next(c for c in cells if (c["threat"], c["aspect"]) == ("public-order", "capability"))
    assert (cell["grade"], cell["judgement"]["grade"]) == ("not_met", "met")
    assert cell["worst"] == "public-order.capability.self-assessment"
    assert "what is held makes it not met" in cell["judgement"]["differs"]
    at_once = next(c for c in cell["criteria"] if c["id"].endswith("units-at-once"))
    assert at_once["demonstrated"]["level"] == "stated"
    assert at_once["demonstrated"]["standing"] == "lower_level"
    assert (at_once["recorded"]["low"], at_once["recorded"]["value"]) == (0, 1)


def test_an_assurance_numbers_every_source_and_leaves_none_unused(ask):
    answer = ask("assure", "west-midlands-2013", "--since", "2013-08-31T00:00")
    lines = [*answer["figures"], *answer["short"], *answer["worsened"]]
    used = {number for line in lines for number in line["sources"]}
    assert all(line["sources"] for line in lines)
    assert used == set(range(1, len(answer["sources"]) + 1))


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


def test_a_review_of_predictions_keeps_the_published_schema(ask, barsetshire, tmp_path):
    calls = tmp_path / "calls.csv"
    calls.write_text(
        "occasion,force,called_at,post,state,count,predicted_minutes,arrived_minutes\n"
        "Larch,barsetshire,2026-02-01T21:00,constable,recall,8,60,50\n"
        "Larch,barsetshire,2026-02-01T21:00,constable,on_duty,8,,\n"
    )
    answer = ask("test", "right", calls, *LOCAL)
    assert breaches(schema_of("muster.right/1"), answer) == []
    assert [each["verdict"] for each in answer["proposals"]] == ["cannot_tell"] * 4


def test_a_scored_test_names_no_officer(ask, barsetshire, tmp_path):
    officer = (barsetshire / "officers.csv").read_text().splitlines()[1].partition(",")[0]
    script = tmp_path / "t.json"
    answer = {"minutes": 9, "kind": "arrived", "what": "constable", "count": 1}
    heading = {"unit": "psu", "units": 1, "put_at": "2026-03-02T20:00"}
    script.write_text(json.dumps({"test": heading, "answers": [{**answer, "officers": officer}]}))
    answer = ask("test", "score", barsetshire, *LOCAL, "--script", script)
    assert breaches(schema_of("test"), answer) == []
    assert officer not in json.dumps(answer)
