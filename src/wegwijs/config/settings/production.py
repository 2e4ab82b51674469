"""A real installation: everything that differs comes from environment variables, and nothing is guessed."""

from wegwijs.config import environment
from wegwijs.config.settings.base import *  # noqa: F403
from wegwijs.config.settings.base import OIDC_SERVER, POOL

SECRET_KEY = environment.required("WEGWIJS_SECRET_KEY", "een geheime sleutel van ten minste 50 tekens")
SECRET_KEY_FALLBACKS = environment.listing("WEGWIJS_SECRET_KEY_OLD")
ALLOWED_HOSTS = environment.listing("WEGWIJS_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

_database = environment.database(
    environment.required("DATABASE_URL", f"de PostgreSQL-server, zoals {environment.DATABASE_EXAMPLE}")
)
DATABASES = {
    "default": {
        **_database,
        "OPTIONS": {
            **_database["OPTIONS"],  # type: ignore[dict-item]
            "pool": {**POOL, "max_size": environment.number("WEGWIJS_DB_POOL", 8)},
        },
    }
}

# TLS ends at the proxy before us, which must set this header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies add the sender's address to X-Forwarded-For; 0 where none does. Wrong passwords are counted by it.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("WEGWIJS_PROXIES", 1)
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Listing a domain in the browsers themselves is the choice of who owns it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# Who signs in with a password needs an app or passkey too; "nee" only where nobody comes in from the internet.
SECOND_STEP_REQUIRED = environment.text("WEGWIJS_TWEEDE_STAP", "ja") == "ja"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

MEDIA_ROOT = environment.data_folder() / "files"
SITE_URL = environment.text("WEGWIJS_ADRES", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "").rstrip(
    "/"
)
EMAIL_HOST = environment.text("WEGWIJS_SMTP_HOST", "localhost")
EMAIL_PORT = environment.number("WEGWIJS_SMTP_PORT", 25)
EMAIL_HOST_USER = environment.text("WEGWIJS_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("WEGWIJS_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.text("WEGWIJS_SMTP_TLS", "ja") == "ja"
DEFAULT_FROM_EMAIL = environment.text("WEGWIJS_MAIL_FROM", "wegwijs@localhost")

SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": environment.text("WEGWIJS_OIDC_NAME", "Account van uw organisatie"),
                    "client_id": environment.required(
                        "WEGWIJS_OIDC_CLIENT", "de client-id bij de OIDC-server"
                    ),
                    "secret": environment.required("WEGWIJS_OIDC_SECRET", "het geheim bij de OIDC-server"),
                    "settings": {"server_url": OIDC_SERVER, "oauth_pkce_enabled": True},
                }
            ]
        }
    }
    if OIDC_SERVER
    else {}
)
