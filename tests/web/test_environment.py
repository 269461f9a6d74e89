"""What the environment says, and what is refused."""

import pytest
from tests.web.databases import SECRET

from muster.web.environment import Environment, UnableToConfigure

GIVEN = {"MUSTER_SECRET_KEY": SECRET}


def read(**text):
    return Environment({**GIVEN, **text})


def database(url, **text):
    return read(DATABASE_URL=url, **text).database()


@pytest.mark.parametrize("said", ["", "short", "x" * 49])
def test_a_secret_that_is_missing_or_short_is_refused(said):
    with pytest.raises(UnableToConfigure, match="openssl rand"):
        Environment({"MUSTER_SECRET_KEY": said}).secret  # noqa: B018


def test_the_demonstration_needs_no_secret_of_its_own():
    assert Environment({"MUSTER_DEMONSTRATION": "yes"}).secret


@pytest.mark.parametrize(
    ("hosts", "https"),
    [
        ("", False),
        ("localhost", False),
        ("muster.example", True),
        ("localhost,muster.example", True),
    ],
)
def test_browsers_are_held_to_https_unless_it_is_this_machine_alone(hosts, https):
    assert read(MUSTER_HOSTS=hosts).https is https
    assert read(MUSTER_HOSTS=hosts, MUSTER_HTTPS="no").https is False


def test_a_word_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(UnableToConfigure, match="MUSTER_DEBUG is 'perhaps'; say yes or no"):
        read(MUSTER_DEBUG="perhaps").debug  # noqa: B018


@pytest.mark.parametrize("said", ["0", "65", "many", "-1"])
def test_threads_are_from_1_to_64(said):
    with pytest.raises(UnableToConfigure, match="MUSTER_THREADS"):
        read(MUSTER_THREADS=said).threads  # noqa: B018
    assert read(MUSTER_THREADS="64").threads == 64


def test_rows_are_in_a_file_of_the_folder_unless_an_address_is_given(tmp_path):
    found = read(MUSTER_DATA=str(tmp_path)).database()
    assert found["NAME"] == str(tmp_path / "muster.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_of_postgresql_is_read_whole():
    found = database("postgres://us%40er:p%2Fw@db.example:5433/the%20name?sslmode=verify-full")
    assert (found["USER"], found["PASSWORD"]) == ("us@er", "p/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "the name")
    assert found["OPTIONS"]["sslmode"] == "verify-full"


def test_a_socket_is_given_as_a_host_behind_the_question_mark():
    found = database("postgresql://postgres:@/muster?host=/run/postgresql")
    assert found["HOST"] == "/run/postgresql"
    assert "host" not in found["OPTIONS"]


def test_each_thread_may_have_a_connection_and_the_stream_too():
    assert database("postgresql://db/muster", MUSTER_THREADS="6")["OPTIONS"]["pool"]["max_size"] > 6


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/muster",
        "postgresql://db",
        "postgresql://db:port/muster",
        "postgresql://user:pass#word@db/muster",
    ],
)
def test_an_address_that_is_not_one_is_refused_with_its_form(url):
    with pytest.raises(UnableToConfigure, match="USER:PASSWORD@HOST:PORT/NAME"):
        database(url)


def test_a_setting_of_the_connection_that_would_be_passed_over_is_refused():
    with pytest.raises(UnableToConfigure, match="sslmod, which means nothing"):
        database("postgresql://db/muster?sslmod=require")


def test_how_long_a_return_is_trusted_is_assumed_until_it_is_said():
    assert read().return_days == (35, True)
    assert read(MUSTER_RETURN_DAYS="35").return_days == (35, False)
    assert read(MUSTER_RETURN_DAYS="45").return_days == (45, False)


@pytest.mark.parametrize("said", ["0", "367", "a month"])
def test_a_return_is_trusted_for_a_day_to_a_year(said):
    with pytest.raises(UnableToConfigure, match="MUSTER_RETURN_DAYS"):
        read(MUSTER_RETURN_DAYS=said).return_days  # noqa: B018
