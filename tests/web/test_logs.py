"""Log lines tell what happened and where, and never who or what was read."""

import json
import logging
import sys

from muster.web.logs import JsonLines
from muster.web.requests import CURRENT


def line(name, message, *args, exc_info=None, **extra):
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc_info)
    record.__dict__.update(extra)
    return json.loads(JsonLines().format(record))


def raised():
    try:
        try:
            raise KeyError("PC 1234")
        except KeyError as first:
            raise ValueError("row of PC 1234") from first
    except ValueError:
        return sys.exc_info()


def test_a_line_has_the_name_of_its_request():
    token = CURRENT.set("abc")
    try:
        assert line("muster.requests", "answered", status=200)["request"] == "abc"
    finally:
        CURRENT.reset(token)


def test_an_address_that_names_somebody_is_not_written():
    said = line("django.request", "%s: %s", "Not Found", "/people/kent/PC1234", status_code=404)
    assert "1234" not in json.dumps(said)
    assert said["status"] == 404


def test_what_failed_is_told_with_its_place_and_without_what_it_quotes():
    said = line("muster.jobs", "failed", exc_info=raised())
    assert "1234" not in json.dumps(said)
    assert said["exception"].startswith("builtins.ValueError at ")
    assert "from builtins.KeyError" in said["exception"]
    assert "test_logs.py" in said["exception"]


def test_our_own_words_are_written_out():
    assert line("muster.jobs", "%d waiting", 3)["message"] == "3 waiting"
