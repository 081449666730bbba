"""The table of information requests, worked out from the ledger."""

from django.db import models


class InformationRequest(models.Model):
    """A question put to one agency about one child, with its answer. Made again by a rebuild."""

    id = models.CharField(primary_key=True, max_length=60)
    stream = models.CharField(max_length=200, db_index=True)
    episode = models.CharField(max_length=300)
    agency = models.CharField(max_length=80)
    what = models.TextField()
    purpose = models.TextField()
    needed_by = models.DateField()
    asked_by = models.CharField(max_length=200)
    asked_for = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    ended_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    """Answered after the day by which it was needed. Of an open one the clock tells."""
    answered_by = models.CharField(max_length=200)
    answer = models.TextField()
    lawful_basis = models.CharField(max_length=40)
    nothing_known = models.BooleanField(default=False)
    withdrawn_because = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["agency", "state", "needed_by"], name="sharing_agency_state"),)

    def __str__(self) -> str:
        return f"{self.agency}: {self.what[:40]}"
