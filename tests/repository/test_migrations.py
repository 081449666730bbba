"""The migrations say what the models say."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError


@pytest.mark.django_db
def test_migrations_are_complete():
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)
    except (SystemExit, SystemCheckError) as missing:
        pytest.fail(f"run `python manage.py makemigrations`: {missing}\n{said.getvalue()}")
