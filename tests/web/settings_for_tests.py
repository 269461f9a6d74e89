"""Settings of the web's tests: those of a server, with a throw-away database and quick hashes.

`DATABASE_URL` is heeded, so that the same tests run on PostgreSQL.
"""

import os
from unittest import mock

_GIVEN = {
    "MUSTER_SECRET_KEY": "a-secret-of-the-tests-and-of-nobody-else-" * 2,
    "MUSTER_HOSTS": "",
    "MUSTER_HTTPS": "no",
    "MUSTER_LOG": "CRITICAL",
    "MUSTER_SECOND_FACTOR": "no",  # tests of second factors turn it on
}
with mock.patch.dict(os.environ, _GIVEN):
    for _name in [name for name in os.environ if name.startswith("MUSTER_")]:
        if _name not in _GIVEN:
            del os.environ[_name]
    from muster.web.settings import *  # noqa: F403
    from muster.web.settings import DATABASES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"
else:
    DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
