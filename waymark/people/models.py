"""What finds a child again: projections of the facts that are kept about who they are."""

from django.db import models


class Known(models.Model):
    """Who a file is about, as searched."""

    stream = models.CharField(primary_key=True, max_length=200)
    name = models.CharField(max_length=200)
    preferred_name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, db_index=True)
    born = models.DateField(null=True, db_index=True)
    due_date = models.DateField(null=True, db_index=True)
    sex = models.CharField(max_length=20)
    nhs_number = models.CharField(max_length=20, db_index=True)
    address = models.CharField(max_length=400)
    postcode = models.CharField(max_length=10, db_index=True)
    first_line = models.CharField(max_length=200, db_index=True)
    """The address up to its first comma, folded: what tells homes of one postcode apart."""
    household = models.CharField(max_length=220, db_index=True)
    """The first line and the postcode; empty where either is not known."""
    area = models.CharField(max_length=80)


class NameSound(models.Model):
    """A key under which a name is found by spelling, short form or sound (`waymark.people.sounds`)."""

    known = models.ForeignKey(
        Known,
        db_column="stream",
        db_constraint=False,
        db_index=True,
        on_delete=models.DO_NOTHING,
        related_name="sounds",
    )
    key = models.CharField(max_length=210)

    class Meta:
        indexes = (models.Index(fields=["key", "known"], name="name_by_sound"),)


class Around(models.Model):
    """Another child's file that a child's family list names."""

    stream = models.CharField(max_length=200, db_index=True)
    other = models.CharField(max_length=200, db_index=True)
    relationship = models.CharField(max_length=200)
