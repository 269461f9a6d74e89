"""Settings of the web, from the environment alone; what is unsafe `muster check` says aloud."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from muster.web import single_sign_on
from muster.web.assets import digest_of_assets
from muster.web.environment import Environment
from muster.web.languages import OWN, languages_in
from muster.web.policy import static_headers

HERE = Path(__file__).parent
ENVIRONMENT = Environment()
DEMONSTRATION = ENVIRONMENT.demonstration
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret
SECRET_KEY_FALLBACKS = ENVIRONMENT.words("MUSTER_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = ENVIRONMENT.hosts
DATA_FOLDER = ENVIRONMENT.folder
INSTANCE_NAME = ENVIRONMENT.word("MUSTER_NAME", "Muster")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "muster.web.accounts",  # before allauth, so that its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
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
    "muster.web.administration",
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
    "muster.web.shell.digests.PageDigest",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "muster.web.accounts.sessions.SessionsThatEnd",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "muster.web.accounts.sessions.SecondFactorFirst",
    "muster.web.audit.middleware.Witness",
    "muster.web.shell.refusing.SaysWhatIsWrong",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
            "libraries": {"freshness": "muster.web.picture.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "muster.web.shell.context.shell",
                "muster.web.accounts.context.sign_in",
            ],
        },
    },
]
DATABASES = {"default": ENVIRONMENT.database()}
THREADS = ENVIRONMENT.threads
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, Any]] = {
    "default": {  # what every process of every server has to know: how often somebody tried
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
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
    {"NAME": "muster.web.accounts.passwords.WordsOfOurs"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "muster.web.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "muster.web.accounts.forms.SignInForm",
    "change_password": "muster.web.accounts.forms.ChangePasswordForm",
    "set_password": "muster.web.accounts.forms.SetPasswordForm",
    "reset_password": "muster.web.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "muster.web.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "muster.web.accounts.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, never by oneself
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{INSTANCE_NAME}: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # failures of one address are counted by axes
SECOND_FACTOR = ENVIRONMENT.flag("MUSTER_SECOND_FACTOR", default=not DEMONSTRATION)
MFA_ADAPTER = "muster.web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "muster.web.accounts.forms.SecondStepForm",
    "reauthenticate": "muster.web.accounts.forms.SecondStepAgainForm",
    "activate_totp": "muster.web.accounts.forms.ActivateAppForm",
    "add_webauthn": "muster.web.accounts.forms.AddPasskeyForm",
    "login_webauthn": "muster.web.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "muster.web.accounts.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "muster.web.accounts.forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = INSTANCE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
SOCIALACCOUNT_ADAPTER = "muster.web.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(ENVIRONMENT)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may send to ourselves alone, and this goes elsewhere
SOCIALACCOUNT_AUTO_SIGNUP = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "muster.web.accounts.ceilings.AccountCeiling"
ACCOUNT_CEILING = 50  # failures of one account from ten addresses or more, within the wait
AXES_LOCKOUT_CALLABLE = "muster.web.accounts.lockouts.answer_locked_out"
AXES_USERNAME_CALLABLE = "muster.web.accounts.lockouts.typed_name"
AXES_CLIENT_IP_CALLABLE = "muster.web.accounts.lockouts.caller_address"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "code", "username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

MAIL = bool(ENVIRONMENT.word("MUSTER_MAIL_HOST"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = ENVIRONMENT.word("MUSTER_MAIL_HOST")
EMAIL_PORT = ENVIRONMENT.number("MUSTER_MAIL_PORT", 587)
EMAIL_HOST_USER = ENVIRONMENT.word("MUSTER_MAIL_USER")
EMAIL_HOST_PASSWORD = ENVIRONMENT.word("MUSTER_MAIL_PASSWORD")
EMAIL_USE_TLS = ENVIRONMENT.flag("MUSTER_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.word("MUSTER_MAIL_FROM", "muster@localhost")
ACCOUNT_EMAIL_NOTIFICATIONS = MAIL

IDLE_MINUTES = ENVIRONMENT.number("MUSTER_IDLE_MINUTES", 30)
SESSION_HOURS = ENVIRONMENT.number("MUSTER_SESSION_HOURS", 12)  # a tour of duty
BOUND = "__Host-" if ENVIRONMENT.https else ""  # cookies that no other host may set or read
SESSION_COOKIE_NAME = f"{BOUND}sessionid"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_NAME = f"{BOUND}csrftoken"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_NAME = f"{BOUND}language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
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

MEGABYTE = 1024 * 1024
UPLOAD_LIMIT = 200 * MEGABYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE

ASSETS = "" if DEBUG else digest_of_assets()
STATIC_URL = f"/static/{ASSETS}/" if ASSETS else "/static/"
ASSETS_FOLDER = DATA_FOLDER / "static" / ASSETS
STATIC_ROOT = ASSETS_FOLDER if ASSETS and ASSETS_FOLDER.is_dir() else None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_MAX_AGE = 0
WHITENOISE_IMMUTABLE_FILE_TEST = rf"^{STATIC_URL}" if ASSETS else None
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers

LANGUAGE_CODE = OWN
LOCALE_PATHS = [HERE / "locale"]
LANGUAGES = languages_in(LOCALE_PATHS[0])
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
RETURN_DAYS, RETURN_DAYS_ASSUMED = ENVIRONMENT.return_days
TOUR_STARTS = ENVIRONMENT.words("MUSTER_TOUR_STARTS") or ["07:00", "15:00", "23:00"]
MUSTER_NOW = None
