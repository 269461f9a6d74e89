"""Settings of the web, from the environment alone; what is unsafe `muster check` says aloud."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from muster.web.environment import Environment

HERE = Path(__file__).parent
ENVIRONMENT = Environment()
DEMONSTRATION = ENVIRONMENT.demonstration
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret
ALLOWED_HOSTS = ENVIRONMENT.hosts
DATA_FOLDER = ENVIRONMENT.folder
INSTANCE_NAME = ENVIRONMENT.word("MUSTER_NAME", "Muster")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "muster.web.accounts",
    "muster.web.audit",
    "muster.web.documents",
    "muster.web.jobs",
    "muster.web.live",
    "muster.web.nation",
    "muster.web.today",
    "muster.web.returns",
    "muster.web.feeds",
    "muster.web.shell",
    "muster.web.tours",
    "muster.web.people",
    "muster.web.inspections",
    "muster.web.api",
    "muster.web.requirements",
    "muster.web.printouts",
    "muster.web.judgements",
    "muster.web.forces",
    "muster.web.comparisons",
]
MIDDLEWARE = [
    "muster.web.requests.BehindProxy",
    "muster.web.requests.RequestIdentity",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "muster.web.policy.ContentSecurity",
    "muster.web.policy.UploadBound",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "muster.web.urls"
WSGI_APPLICATION = "muster.web.wsgi.application"
ASGI_APPLICATION = "muster.web.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "muster.web.shell.context.shell",
            ],
        },
    },
]
DATABASES = {"default": ENVIRONMENT.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "muster.web.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, never by oneself
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = INSTANCE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 12 * 60 * 60  # a tour of duty
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "muster.web.shell.views.forged"
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.words("MUSTER_ORIGINS")
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = ENVIRONMENT.behind_proxy
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SIGN_ON = ENVIRONMENT.word("MUSTER_OIDC_ISSUER")

MEGABYTE = 1024 * 1024
UPLOAD_LIMIT = 200 * MEGABYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "muster.web.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.word("MUSTER_LOG", "WARNING")},
    "loggers": {
        "muster": {"level": ENVIRONMENT.word("MUSTER_LOG", "INFO"), "propagate": True},
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # its warnings quote addresses
        "axes": {"level": "ERROR"},
    },
}

AUDIT_KEY = ENVIRONMENT.word("MUSTER_AUDIT_KEY")
WATCHED_FOLDER = ENVIRONMENT.word("MUSTER_WATCHED")
DOCTRINE_FOLDERS = ENVIRONMENT.words("MUSTER_DOCTRINE")
COUNTY = ENVIRONMENT.flag("MUSTER_COUNTY")
CONTACTS_KEYS = ENVIRONMENT.contacts_keys
TOUR_STARTS = ENVIRONMENT.words("MUSTER_TOUR_STARTS") or ["07:00", "15:00", "23:00"]
MUSTER_NOW = None
