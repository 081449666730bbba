"""The table of duties: a projection of the ledger."""

from django.db import models


class Duty(models.Model):
    """One instance of a duty. `state` is what ended it, or open, held or may arise; late follows from `late_from` and the clock."""

    key = models.CharField(primary_key=True, max_length=700)
    stream = models.CharField(max_length=200, db_index=True)
    area = models.CharField(max_length=80)
    pathway = models.CharField(max_length=80)
    episode = models.CharField(max_length=300)
    duty = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    strength = models.CharField(max_length=10)
    urgent = models.CharField(max_length=200)
    member = models.CharField(max_length=200)
    audience = models.CharField(max_length=200)
    holder = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    arose_on = models.DateField()
    arose_at = models.DateTimeField()
    known_since = models.DateTimeField()
    due = models.CharField(max_length=40)
    """As the time module writes it: a date is the end of that day; empty where no time is given."""
    late_from = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    overran = models.BooleanField()
    counts_working_days = models.BooleanField()
    observable = models.BooleanField()
    """False where the file was imported from a return that cannot show whether this was done: it is counted apart."""

    class Meta:
        indexes = (
            models.Index(fields=["state", "late_from"], name="duty_by_lateness"),
            models.Index(fields=["duty", "state"], name="duty_by_name"),
        )
