"""What is equal in every environment."""

from pathlib import Path

from wegwijs.config import environment
from wegwijs.rowsecurity.scope import clear

PACKAGE = Path(__file__).resolve().parents[2]

ROOMS = [
    "wegwijs.ui",
    "wegwijs.organisations",
    "wegwijs.access",
    "wegwijs.audit",
    "wegwijs.people",
    "wegwijs.documents",
    "wegwijs.messages",
    "wegwijs.ledger",
    "wegwijs.imports",
    "wegwijs.agenda",
    "wegwijs.contracts",
    "wegwijs.dossiers",
    "wegwijs.safety",
    "wegwijs.hours",
    "wegwijs.groups",
    "wegwijs.stages.overdracht",
    "wegwijs.stages.begeleiding",
    "wegwijs.stages.intake",
    "wegwijs.stages.pip",
    "wegwijs.stages.participatie",
    "wegwijs.stages.leerroutes",
    "wegwijs.stages.welkom",
    "wegwijs.stages.ontzorgen",
    "wegwijs.exchange.duo",
    "wegwijs.alerts",
    "wegwijs.oversight",
    "wegwijs.reporting",
    "wegwijs.takeover",
    "wegwijs.desk",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_cotton",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wegwijs.ui.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wegwijs.ui.headers.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Inside what says how long an answer is: a page put in later would be cut off at nothing.
    "wegwijs.ui.views.explain_refused_method",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wegwijs.access.middleware.actor_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# A connection that comes back to the pool forgets for whom it worked.
POOL = {"min_size": 1, "timeout": 10, "reset": clear}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wegwijs.desk.shell.shell",
            ],
            "builtins": ["wegwijs.ui.templatetags.ui"],
        },
    },
]

FORM_RENDERER = "wegwijs.ui.forms.renderer.Renderer"
CSRF_FAILURE_VIEW = "wegwijs.access.views.refused.csrf_failure"

ROOT_URLCONF = "wegwijs.config.urls"
WSGI_APPLICATION = "wegwijs.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DEBUG = False

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Who signs in, and how.
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "wegwijs.access.passwords.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Wegwijs: "
# No mail to an address that has no account: it would be a stranger's.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A link to a new password lives a day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "wegwijs.access.adapters.AccountAdapter"
MFA_ADAPTER = "wegwijs.access.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Functional management makes the accounts: nobody can claim somebody else's address. Without this, whoever once asked
# for a new password can't add a second step any more.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "wegwijs.access.passkeys.ActivateAppForm",
    "add_webauthn": "wegwijs.access.passkeys.AddPasskeyForm",
    "edit_webauthn": "wegwijs.access.passkeys.EditPasskeyForm",
}
MFA_TOTP_ISSUER = "Wegwijs"
# Wrong passwords are counted for the account and for the address they come from; beyond this the door stays shut until the
# time is over. An office sits behind one address, so that one may be wrong more often.
SIGN_IN_PER_ACCOUNT = "5/15m/key"
SIGN_IN_PER_ADDRESS = "30/15m/ip"
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": f"{SIGN_IN_PER_ADDRESS},{SIGN_IN_PER_ACCOUNT}"}
# Wrong codes of invitations, for the address they come from.
WRONG_CODES = "60/15m/ip"
# Wrong keys of systems of providers, for the address they come from; and how much one key may ask.
WRONG_KEYS = "60/15m/ip"
API_PACE = "240/m/key"
# Counted in the database: all processes on all machines count together. Full means culled, so it is wide.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wegwijs_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SOCIALACCOUNT_ADAPTER = "wegwijs.access.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# The button on our page leads to the provider at once.
SOCIALACCOUNT_LOGIN_ON_GET = True
# The identity provider says which verified address someone has; an account with that address is that person's.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

# The browser keeps nothing after closing and sends nothing elsewhere.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# An hour without asking anything; before it is over the page warns and one can stay (WCAG 2.2.1). After a long working day
# one signs in again in any case.
SESSION_COOKIE_AGE = 60 * 60
SESSION_LONGEST = 10 * 60 * 60
# How long it counts that somebody showed who they are, for acts that ask for it.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
SESSION_ENGINE = "wegwijs.access.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
OIDC_SERVER = environment.text("WEGWIJS_OIDC_SERVER")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        # Signing in posts to us and is then redirected to the identity provider.
        "form-action": ["'self'", *([OIDC_SERVER] if OIDC_SERVER else [])],
    },
}

# Ten megabytes is the largest file a partner sends: what is larger is measured and thrown away while it comes in, so
# that it can be refused at its field and never fills the disk. Files above 2.5 MB are streamed to disk.
FILE_UPLOAD_HANDLERS = [
    "wegwijs.ui.uploads.Measured",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# DUO as the sender of notifications, and the header in which the TLS terminator puts the OIN of its certificate.
DUO_OIN = environment.text("WEGWIJS_DUO_OIN")
DUO_CLIENT_HEADER: str | None = environment.text("WEGWIJS_DUO_CLIENT_HEADER") or "X-Client-Oin"
# Where an administrator puts the certificates of gemeenten, and the roots by which DUO is known ("": the machine's).
DUO_CERTIFICATES = environment.text("WEGWIJS_DUO_CERTIFICATES")
DUO_CA = environment.text("WEGWIJS_DUO_CA")

# Where people reach Wegwijs, for addresses in mails.
SITE_URL = environment.text("WEGWIJS_ADRES", "http://127.0.0.1:8000").rstrip("/")

# Whom to tell of a hole in the security (mailto:, https:// or tel:), and until which day that holds; the page of the policy.
SECURITY_CONTACT = environment.text("WEGWIJS_BEVEILIGING_CONTACT")
SECURITY_CONTACT_UNTIL = environment.text("WEGWIJS_BEVEILIGING_TOT")
SECURITY_POLICY_URL = environment.text("WEGWIJS_BEVEILIGING_BELEID")

# Each room's jobs.py registers its background jobs.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["wegwijs.config.jobs", "wegwijs.stages.ontzorgen.repaying"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "wegwijs.config.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "procrastinate": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
