"""Tables of the case file. All but `KeptPack` are projections of the ledger and can be rebuilt."""

from django.db import models


class KeptPack(models.Model):
    """The text of a pack under which an episode was opened, so that an older episode keeps its own rules."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    area = models.CharField(max_length=80)
    edition = models.CharField(max_length=80)
    holds_on = models.DateField()
    texts = models.JSONField()


class Subject(models.Model):
    """Whom or what a stream is about."""

    stream = models.CharField(primary_key=True, max_length=200)
    reference = models.CharField(max_length=120, db_index=True)
    area = models.CharField(max_length=80, db_index=True)
    born = models.DateField(null=True)
    sequence = models.PositiveIntegerField()
    """The last event of the stream that the projections know."""


class Episode(models.Model):
    """One run of a pathway."""

    id = models.CharField(primary_key=True, max_length=300)
    stream = models.CharField(max_length=200, db_index=True)
    pathway = models.CharField(max_length=80)
    pin = models.CharField(max_length=200)
    came_from = models.CharField(max_length=300)
    opened_as = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class Answer(models.Model):
    """The newest answer to a question in an episode."""

    stream = models.CharField(max_length=200, db_index=True)
    episode = models.CharField(max_length=300)
    question = models.CharField(max_length=200)
    value = models.JSONField(null=True)
    event = models.CharField(max_length=300)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["stream", "episode", "question"], name="one_answer_to_a_question"),
        )


class Alias(models.Model):
    """A stream that is read into another's file: they were matched as one child. A projection of the kept fact `same-person-as`."""

    stream = models.CharField(primary_key=True, max_length=200)
    stands_for = models.CharField(max_length=200, db_index=True)


class Related(models.Model):
    """Two streams that are or once were matched. What was written while they were is found through this."""

    stream = models.CharField(max_length=200, db_index=True)
    other = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stream", "other"], name="related_once"),)
