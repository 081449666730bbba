"""Django's settings. Every value that differs between installations is an environment variable."""

import os
from pathlib import Path

from waymark.config.database import database
from waymark.config.secrets import kept_key

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("WAYMARK_VAR", BASE_DIR / "var"))

# Signs sessions and forms. Without one in the environment, one is made and kept beside the data.
SECRET_KEY = os.environ.get("WAYMARK_SECRET_KEY") or kept_key(VAR / "keys" / "web.key")
DEBUG = os.environ.get("WAYMARK_DEBUG") == "yes"
ALLOWED_HOSTS = os.environ.get("WAYMARK_HOSTS", "").split()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "waymark.ledger",
    "waymark.agencies",
    "waymark.access",
    "waymark.people",
    "waymark.casefile",
    "waymark.work",
    "waymark.sharing",
    "waymark.meetings",
    "waymark.manual.documents",
    "waymark.manual.register",
    "waymark.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "waymark.web.shell.middleware.PostMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "waymark.config.urls"
WSGI_APPLICATION = "waymark.config.wsgi.application"

DATABASES = {"default": database(os.environ.get("WAYMARK_DATABASE_URL", ""), default=VAR / "waymark.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Stored in UTC, shown in London.
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"

# The key that signs the ledger's daily head. Keep it, and exported heads, out of the database owner's reach.
WAYMARK_LEDGER_KEY = Path(os.environ.get("WAYMARK_LEDGER_KEY", VAR / "keys" / "ledger.pem"))

# Where the packs lie: a folder of area folders.
WAYMARK_PACKS = Path(os.environ.get("WAYMARK_PACKS", BASE_DIR / "packs"))

from waymark.config.web import *  # noqa: E402, F403 (what only the web needs stands apart)
