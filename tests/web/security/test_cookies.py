"""The cookies and the transport of a server that browsers reach by HTTPS."""

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SAMESITE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "DEBUG",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
)  # fmt: skip
READ = f"""
import json
from muster.web import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the settings of a server with a name of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MUSTER_")}
    given = clean | {
        "MUSTER_SECRET_KEY": "a-secret-of-this-test-and-of-nobody-else-" * 2,
        "MUSTER_HOSTS": "muster.police.example",
        "MUSTER_DATA": str(tmp_path_factory.mktemp("data")),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    run = subprocess.run(
        [sys.executable, "-c", READ], env=given, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_a_session_is_bound_to_the_host_and_to_https(served):
    assert served["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert served["SESSION_COOKIE_SECURE"] and served["SESSION_COOKIE_HTTPONLY"]
    assert served["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_the_token_of_forms_is_too_and_is_sent_by_our_pages_alone(served):
    assert served["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert served["CSRF_COOKIE_SECURE"] and served["CSRF_COOKIE_HTTPONLY"]
    assert served["CSRF_COOKIE_SAMESITE"] == "Strict"
    assert served["LANGUAGE_COOKIE_SECURE"]


def test_browsers_are_held_to_https_for_a_year(served):
    assert served["SECURE_SSL_REDIRECT"] and served["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert served["SECURE_HSTS_SECONDS"] >= 31536000
    assert not served["DEBUG"] and not served["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
