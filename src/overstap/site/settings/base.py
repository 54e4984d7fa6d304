"""What holds everywhere, whatever the storage."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[2]

DEMO = os.environ.get("OVERSTAP_DEMO") == "1"
DEBUG = False
ALLOWED_HOSTS = os.environ.get("OVERSTAP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

# Behind a proxy that speaks https; the demo on one's own machine speaks http.
HTTPS = os.environ.get("OVERSTAP_HTTPS") == "1"

# --- Parts -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "overstap.audit",
    "overstap.background",
    "overstap.parties",
    "overstap.taxonomy",
    "overstap.demand",
    "overstap.training",
    "overstap.people",
    "overstap.consent",
    "overstap.correspondence",
    "overstap.links",
    "overstap.casework",
    "overstap.treasury",
    "overstap.allotment",
    "overstap.payments",
    "overstap.publication",
    "overstap.arrangements",
    "overstap.mediation",
    "overstap.placement",
    "overstap.brokerage",
    "overstap.importing",
    "overstap.portability",
    "overstap.privacy",
    "overstap.oversight",
    # Before allauth, so that our templates for signing in are found first.
    "overstap.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "overstap.web.middleware.HouseLoginMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "overstap.web.middleware.TraceMiddleware",
    "overstap.web.middleware.ActingMiddleware",
    "overstap.web.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "overstap.site.urls"
WSGI_APPLICATION = "overstap.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "overstap.web.context_processors.frame",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = [
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
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# A person signs in with a code by e-mail, a professional with a password and a second factor.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Overstap] "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "overstap.web.account.adapter.HouseAccountAdapter"
ACCOUNT_FORMS = {
    "login": "overstap.web.account.forms.LoginForm",
    "request_login_code": "overstap.web.account.forms.RequestLoginCodeForm",
    "confirm_login_code": "overstap.web.account.forms.ConfirmLoginCodeForm",
    "reauthenticate": "overstap.web.account.forms.ReauthenticateForm",
    "change_password": "overstap.web.account.forms.ChangePasswordForm",
    "set_password": "overstap.web.account.forms.SetPasswordForm",
    "reset_password": "overstap.web.account.forms.ResetPasswordForm",
    "reset_password_from_key": "overstap.web.account.forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": "overstap.web.account.forms.AuthenticateForm",
    "reauthenticate": "overstap.web.account.forms.ReauthenticateFactorForm",
    "activate_totp": "overstap.web.account.forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Overstap"

# --- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# Windows open and close by the clock of the database; only a demo hands in its own.
WINDOWS_BY_GIVEN_CLOCK = DEMO

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "static/"
# The program ships its own static files: nothing to collect at set-up.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Safety ------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("OVERSTAP_ORIGINS", "").split(",") if origin]

CSRF_FAILURE_VIEW = "overstap.web.errors.csrf_failure"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS

# A file attached to a form: 10 MB is a long scan; more is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# --- Post and log --------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = os.environ.get("OVERSTAP_FROM", "overstap@localhost")
# Where people find this site: stands in letters, which are written without a visitor.
PUBLIC_ADDRESS = os.environ.get("OVERSTAP_ADDRESS", "http://localhost:8000")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    # A form that was filled in wrongly, or an address that is not there, is no event for the log.
    # Nor is it that visitors wait for one another: that is what the queue is for.
    "loggers": {"django.request": {"level": "ERROR"}, "waitress.queue": {"level": "ERROR"}},
}
