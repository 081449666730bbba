"""Tables of access: which agencies are involved with whom, and who opened which file."""

from typing import Any, NoReturn

from django.db import models

from waymark.ledger.errors import AppendOnly


class Involvement(models.Model):
    """An agency has to do with a child. Worked out from the ledger, and made again by a rebuild."""

    stream = models.CharField(max_length=200)
    agency = models.CharField(max_length=80)
    why = models.CharField(max_length=20)
    """One of `waymark.access.projections.Why`."""
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["stream", "agency", "why"], name="access_involved_once_for_a_reason"),
        )
        indexes = (models.Index(fields=["agency", "why", "stream"], name="access_agency_why"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.why} {self.stream}"


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    """Stand in for every way of Django's to change what was written."""
    raise AppendOnly("Who read what is never changed. Write with waymark.access.reading.log_read.")


class OnlyGrowing(models.QuerySet["ReadLog"]):
    """A query set that reads and adds."""

    update = bulk_update = delete = update_or_create = _update = _raw_delete = refuse


class ReadLog(models.Model):
    """Somebody opened something of a child's file. The database refuses to change or delete it (`access.guards`)."""

    stream = models.CharField(max_length=200)
    person = models.CharField(max_length=200)
    post = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    agency = models.CharField(max_length=80)
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=500)
    at = models.DateTimeField()

    objects = OnlyGrowing.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = (
            models.Index(fields=["stream", "at"], name="access_read_stream"),
            models.Index(fields=["person", "at"], name="access_read_person"),
        )

    delete = refuse

    def __str__(self) -> str:
        return f"{self.person} read {self.what} of {self.stream}"
