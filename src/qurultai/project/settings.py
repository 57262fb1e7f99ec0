"""Settings: the embedded default needs none; `QURULTAI_*` variables choose the cluster's parts."""

import secrets
from pathlib import Path

import environ

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env("QURULTAI_DATA", default="data")).resolve()
DEMO = env.bool("QURULTAI_DEMO", default=False)
DEBUG = False
BASE_URL = env("QURULTAI_BASE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("QURULTAI_HOSTS", default=LOCAL_HOSTS)
SECURE = BASE_URL.startswith("https:")


def _secret_key() -> str:
    """The key from the environment, or one made once and kept outside the database in the data folder."""
    if given := env("QURULTAI_SECRET_KEY", default=""):
        return given
    file = DATA / "secret-key"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(48))
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.list("QURULTAI_SECRET_KEY_FALLBACKS", default=[])

IDENTITY_KEY = env("QURULTAI_IDENTITY_KEY", default="")
IDENTITY_KEY_FILE = DATA.with_name(f"{DATA.name}.identity-key")
"""What identity documents and badge keys are sealed with: 32 bytes as base64; without it a file beside the data folder,
not in it, so that a copy of the folder is not enough to read them or to make badges."""

APPLE_PASS_FILE = env("QURULTAI_APPLE_PASS_FILE", default="")
GOOGLE_WALLET_FILE = env("QURULTAI_GOOGLE_WALLET_FILE", default="")
GOOGLE_WALLET_ISSUER = env("QURULTAI_GOOGLE_WALLET_ISSUER", default="")
"""Where the operator keeps the keys that sign badges for wallets; a wallet without keys is not offered."""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "qurultai.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton",
    "django_htmx",
    "csp",
    "qurultai.kit",
    "qurultai.kit.ui",
    "qurultai.editions",
    "qurultai.calendar",
    "qurultai.notices",
    "qurultai.documents",
    "qurultai.registration",
    "qurultai.accreditation",
    "qurultai.programme",
    "qurultai.onsite",
    "qurultai.website",
    "qurultai.cabinet",
    "qurultai.office",
    "qurultai.project",
    "qurultai.demo",
]

MIDDLEWARE = [
    "qurultai.website.middleware.ReadyPages",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "qurultai.kit.middleware.Fences",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qurultai.kit.middleware.Private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "qurultai.editions.middleware.WhoAndWhere",
    "qurultai.kit.middleware.Refusals",
    "qurultai.kit.middleware.Commands",
]

ROOT_URLCONF = "qurultai.project.urls"
WSGI_APPLICATION = "qurultai.project.wsgi.application"
ROLES_MODULE = "qurultai.roles"
WIRING_MODULE = "qurultai.wiring"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "qurultai.editions.context.page",
                "qurultai.office.navigation.page",
                "qurultai.cabinet.navigation.page",
            ],
        },
    }
]

DATABASES = {"default": env.db("QURULTAI_DATABASE_URL", default=f"sqlite:///{DATA / 'qurultai.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"ENGINE": "qurultai.kit.sqlite", "CONN_MAX_AGE": None}
else:
    DATABASES["default"] |= {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
EMBEDDED = DATABASES["default"]["ENGINE"] == "qurultai.kit.sqlite"
WORKER_IN_WEB = env.bool("QURULTAI_WORKER_IN_WEB", default=True)
DATABASES["default"]["TEST"] = {
    "NAME": env("QURULTAI_TEST_DB", default="") or (str(DATA / "test.sqlite3") if EMBEDDED else None)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("QURULTAI_REDIS_URL", default="")
if REDIS_URL:
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    CACHES = {"default": redis, "limits": redis}
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"},
        "limits": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
    }

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
AGAIN_URL, PASSKEY_URL, KEPT_URL = "account_reauthenticate", "passkey_needed", "kept_form"
LOGIN_REDIRECT_URL = "cabinet:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_ADAPTER = "qurultai.people.signin.Adapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"request_login_code": "300/m/ip", "reauthenticate": "10/m/user"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_ADAPTER = "qurultai.people.signin.PasskeyAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("QURULTAI_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

LANGUAGE_CODE = "en"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
FORMAT_MODULE_PATH = ["qurultai.kit.formats"]
LOCALE_PATHS = []
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "media"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

EMAIL = env.email_url("QURULTAI_MAIL_URL", default="filemail://")
vars().update(EMAIL)
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("QURULTAI_MAIL_FROM", default="forum@example.org")

SESSION_COOKIE_AGE = 15 * 24 * 3600  # a day longer than a session, so that one that is over is known as such
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
KEPT_COOKIE_NAME = "__Host-kept" if SECURE else "kept"
KNOWN_COOKIE_NAME = "__Host-known" if SECURE else "known"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "qurultai.project.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

REPORTS_PATH = "/reports/"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
        "report-uri": [REPORTS_PATH],
        "report-to": ["reports"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
