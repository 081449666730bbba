"""Settings of the web application: pages, signing in, security headers, what is kept where."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parents[2]
_VAR = Path(os.environ.get("WAYMARK_VAR", BASE_DIR / "var"))
_HTTPS = os.environ.get("WAYMARK_HTTPS") == "yes"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "waymark" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "waymark.web.shell.jinja.environment",
            "context_processors": ["waymark.web.shell.context.shell"],
        },
    },
    {
        # What libraries bring in Django's own language: the texts of e-mails.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Style sheets, scripts and pictures, made by `make setup` from package.json. Their addresses change with their content.
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "dist" / "assets"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60

# Signing in, with an e-mail address and a password.
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "waymark.web.shell.accounts.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_TEMPLATE_EXTENSION = "html"
# Whoever types an unknown address is told so by e-mail only: the page says the same in both cases.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# Wrong passwords for one address are axes' business, below; this stops whoever tries many addresses from one place.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}
AXES_FAILURE_LIMIT = 5
AXES_RESET_ON_SUCCESS = True
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "waymark.web.shell.accounts.name_tried"
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "waymark.web.shell.accounts.locked_out"

# How long somebody may be away from the keyboard; the page warns before, and drafts keep what was typed.
SESSION_COOKIE_AGE = int(os.environ.get("WAYMARK_SESSION_MINUTES", "30")) * 60
# The middleware writes it when a person does something, not when a page asks by itself.
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "waymark.web.shell.errors.csrf_refused"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
X_FRAME_OPTIONS = "DENY"

# No script and no style but our own files.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# E-mail says that there is something to read, never about whom. Without a server it is written to the console.
EMAIL_BACKEND = os.environ.get("WAYMARK_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_FILE_PATH = os.environ.get("WAYMARK_EMAIL_FOLDER", str(_VAR / "mail"))
DEFAULT_FROM_EMAIL = os.environ.get("WAYMARK_EMAIL_FROM", "waymark@localhost")

# The address by which people call the application: links in e-mails begin with it.
WAYMARK_ADDRESS = os.environ.get("WAYMARK_ADDRESS", "http://localhost:8000")

# A draft that nobody has touched for so many days is thrown away; "" keeps the program's own number.
WAYMARK_DRAFT_DAYS = int(os.environ["WAYMARK_DRAFT_DAYS"]) if os.environ.get("WAYMARK_DRAFT_DAYS") else None
# A member of the public may come back to a concern that was not sent for so many days.
WAYMARK_REPORT_DRAFT_DAYS = int(os.environ.get("WAYMARK_REPORT_DRAFT_DAYS", "7"))

# Documents lie outside every folder that is served.
WAYMARK_DOCUMENTS = Path(os.environ.get("WAYMARK_DOCUMENTS", _VAR / "documents"))
WAYMARK_DOCUMENT_MEGABYTES = int(os.environ.get("WAYMARK_DOCUMENT_MEGABYTES", "20"))
# The indexes of the search; they are made anew whenever they are missing.
WAYMARK_SEARCH = Path(os.environ.get("WAYMARK_SEARCH", _VAR / "search"))
# The sign-in page lists the demo's users only where this is set.
WAYMARK_DEMO = os.environ.get("WAYMARK_DEMO") == "yes"
WAYMARK_DEMO_PASSWORD = "invented-Passw0rd-only"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
