"""Agencies, teams, posts and users."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, email: str, name: str, *, joined_at: datetime, password: str | None = None) -> User:
        """A user who signs in with an e-mail address. Without a password none works until one is set. Called by `actions.add_user` alone."""
        user = self.model(email=address(email), name=name.strip(), joined_at=joined_at)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this e-mail address, however it is written."""
        return self.get(email=address(username or ""))


def address(written: str) -> str:
    """An e-mail address as we keep it: without spaces around it, in small letters."""
    return written.strip().lower()


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from the posts that they hold, never from the user."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    @property
    def person(self) -> str:
        """How events name this user."""
        return f"user:{self.pk}"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, for libraries that ask."""
        return self.name


class AgencyKind(models.TextChoices):
    """What sort of agency."""

    COUNCIL = "council", "Council"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    SCHOOL = "school", "School or nursery"
    VOLUNTARY = "voluntary", "Voluntary body"


class Agency(models.Model):
    """An organisation with duties towards children."""

    slug = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    areas = models.JSONField(default=list)
    """The areas in which it works."""

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Part of an agency: people who share work."""

    slug = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    area = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A user's role in an agency, perhaps in a team, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts", null=True, blank=True)
    role = models.CharField(max_length=40)
    """One of `waymark.agencies.roles.ROLES`."""
    areas = models.JSONField(default=list)
    """The areas whose work this post does."""
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    """The last day of the post."""

    class Meta:
        indexes = (models.Index(fields=["role", "agency"], name="agencies_post_role"),)

    def __str__(self) -> str:
        return f"{self.role} in {self.agency_id}"
