"""The table of meetings, worked out from the ledger."""

from django.db import models


class Meeting(models.Model):
    """A meeting arranged about one child. Made again by a rebuild."""

    id = models.CharField(primary_key=True, max_length=60)
    stream = models.CharField(max_length=200, db_index=True)
    area = models.CharField(max_length=80)
    episode = models.CharField(max_length=300)
    step = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    state = models.CharField(max_length=20)
    event = models.CharField(max_length=300)
    """The act with which it was held, in the file's history."""

    class Meta:
        indexes = (models.Index(fields=["area", "starts_at"], name="meeting_by_area"),)

    def __str__(self) -> str:
        return f"{self.title}, {self.starts_at}"
