"""Everything unsafe is named, with its remedy, and what is safe is not complained of."""

import pytest
from tests.web.databases import SECRET

from muster.web.checking import check_configuration
from muster.web.findings import Level

SAFE = {
    "MUSTER_SECRET_KEY": SECRET,
    "MUSTER_HOSTS": "muster.example.police.uk",
    "MUSTER_BEHIND_PROXY": "yes",
    "MUSTER_AUDIT_KEY": "q" * 43 + "=",
    "DATABASE_URL": "postgresql://muster:word@db.example/muster",
}
OIDC = {
    "MUSTER_OIDC_ISSUER": "https://id.example.police.uk",
    "MUSTER_OIDC_CLIENT_ID": "muster",
    "MUSTER_OIDC_CLIENT_SECRET": "between-us",
}
UNSAFE = [
    ({"MUSTER_SECRET_KEY": ""}, "environment", "openssl rand"),
    ({"MUSTER_SECRET_KEY": "abc" * 30}, "secret", "can be guessed"),
    ({"MUSTER_DEMONSTRATION": "yes"}, "demonstration", "prints its passwords"),
    ({"MUSTER_DEMONSTRATION": "yes", "MUSTER_SECRET_KEY": ""}, "secret", "Everybody knows"),
    ({"MUSTER_DEBUG": "1"}, "debug", "take it out"),
    ({"MUSTER_HOSTS": "*"}, "hosts", "name the hosts"),
    ({"MUSTER_HOSTS": ".police.uk"}, "hosts", "name the hosts"),
    ({"MUSTER_HOSTS": "https://muster.example"}, "hosts", "without https://"),
    ({"MUSTER_BEHIND_PROXY": "no"}, "https", "MUSTER_BEHIND_PROXY=yes"),
    ({"MUSTER_HTTPS": "no"}, "https", "in the clear"),
    ({"MUSTER_ORIGINS": "muster.example"}, "origins", "give origins whole"),
    ({**OIDC, "MUSTER_OIDC_CLIENT_SECRET": ""}, "sign_on", "MUSTER_OIDC_CLIENT_SECRET"),
    ({**OIDC, "MUSTER_OIDC_ISSUER": "http://id.example"}, "sign_on", "https://"),
    ({"MUSTER_MAIL_HOST": "mail.example", "MUSTER_MAIL_TLS": "no"}, "letters", "in the clear"),
    ({"MUSTER_THREADS": "0"}, "environment", "1 to 64"),
    ({"MUSTER_IDLE_MINUTES": "0"}, "environment", "one or more"),
    ({"MUSTER_LOG": "LOUD"}, "environment", "DEBUG, INFO"),
    ({"DATABASE_URL": "sqlite:///x"}, "environment", "postgresql://"),
]
TO_WEIGH = [
    ({"MUSTER_SECOND_FACTOR": "no"}, "second_factor", "password alone"),
    ({"MUSTER_AUDIT_KEY": ""}, "audit_key", "rand -base64 32"),
    ({"MUSTER_HOST": "muster.example"}, "names", "did you mean MUSTER_HOSTS?"),
]


def test_what_is_safe_is_not_complained_of():
    assert check_configuration({**SAFE, **OIDC}) == ()


@pytest.mark.parametrize(("change", "about", "words"), UNSAFE)
def test_what_is_unsafe_keeps_the_server_from_starting(change, about, words):
    found = [each for each in check_configuration(SAFE | change) if each.level is Level.ERROR]
    assert about in {each.about for each in found}
    assert words in " ".join(each.sentence for each in found)


@pytest.mark.parametrize(("change", "about", "words"), TO_WEIGH)
def test_what_may_be_meant_is_for_the_operator_to_weigh(change, about, words):
    (found,) = check_configuration(SAFE | change)
    assert (found.level, found.about) == (Level.WARNING, about)
    assert words in found.sentence


def test_all_faults_are_told_at_once_and_errors_first():
    found = check_configuration({"MUSTER_DEBUG": "perhaps", "MUSTER_HTTPS": "?", "MUSTER_X": ""})
    said = " ".join(each.sentence for each in found)
    assert all(name in said for name in ("MUSTER_DEBUG", "MUSTER_HTTPS", "MUSTER_X"))
    levels = [each.level for each in found]
    assert levels == sorted(levels, key=lambda level: level is not Level.ERROR)


def test_the_demonstration_on_this_machine_is_safe():
    assert check_configuration({"MUSTER_DEMONSTRATION": "yes"}) == ()


def test_the_secret_itself_is_never_said():
    found = check_configuration({"MUSTER_SECRET_KEY": "guessable!" * 6, "MUSTER_HOSTS": "*"})
    assert found
    assert not any("guessable" in each.sentence for each in found)
