"""Tables of the case file. All but `KeptPack` and `Draft` are projections of the ledger and can be rebuilt."""

import uuid

from django.db import models

from waymark.casefile.words import TAGS


class KeptPack(models.Model):
    """The text of a pack under which an episode was opened, so that an older episode keeps its own rules."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    area = models.CharField(max_length=80)
    edition = models.CharField(max_length=80)
    holds_on = models.DateField()
    texts = models.JSONField()


class Subject(models.Model):
    """Whom or what a stream is about, with what every list shows of a file. What the fields hold: `waymark.casefile.summary`."""

    stream = models.CharField(primary_key=True, max_length=200)
    reference = models.CharField(max_length=120, db_index=True)
    area = models.CharField(max_length=80, db_index=True)
    born = models.DateField(null=True)
    sequence = models.PositiveIntegerField()
    """The last event of the stream that the projections know."""
    name = models.CharField(max_length=200, default="")
    sort_name = models.CharField(max_length=200, default="", db_index=True)
    preferred_name = models.CharField(max_length=200, default="")
    due_date = models.DateField(null=True)
    postcode = models.CharField(max_length=10, default="")
    tags = models.JSONField(default=list)
    allocated_worker = models.CharField(max_length=200, default="", db_index=True)
    allocated_team = models.CharField(max_length=200, default="", db_index=True)
    last_seen = models.DateField(null=True)
    last_seen_alone = models.DateField(null=True)
    open_pathways = models.JSONField(default=list)
    recent_contacts = models.PositiveIntegerField(default=0)
    newest_event_at = models.DateTimeField(null=True)

    @property
    def tags_in_words(self) -> list[str]:
        """The tags as people say them; the categories of a plan follow it."""
        return [TAGS.get(tag, tag.partition(":")[2].replace("-", " ")) for tag in self.tags]


class Episode(models.Model):
    """One run of a pathway, with what a list shows of it. `reference` is what people say and write for it."""

    id = models.CharField(primary_key=True, max_length=300)
    stream = models.CharField(max_length=200, db_index=True)
    pathway = models.CharField(max_length=80)
    pin = models.CharField(max_length=200)
    came_from = models.CharField(max_length=300)
    opened_as = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    area = models.CharField(max_length=80, default="")
    reference = models.CharField(max_length=20, default="", db_index=True)
    stage = models.CharField(max_length=200, default="")
    rating = models.CharField(max_length=20, default="")
    decided = models.CharField(max_length=200, default="")
    concern = models.CharField(max_length=200, default="")
    referred_by = models.CharField(max_length=200, default="", db_index=True)
    referrer = models.CharField(max_length=200, default="")

    class Meta:
        indexes = (models.Index(fields=["area", "pathway", "closed_at", "opened_at"], name="episode_for_lists"),)


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
    """A stream that is read into another's file: they were matched as one child. A projection of the kept facts `same-person-as`.

    `stands_for` is where the file stands: the end of the way, where that one is in turn read into a third.
    """

    stream = models.CharField(primary_key=True, max_length=200)
    stands_for = models.CharField(max_length=200, db_index=True)


class Related(models.Model):
    """Two streams that are or once were matched. What was written while they were is found through this."""

    stream = models.CharField(max_length=200, db_index=True)
    other = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stream", "other"], name="related_once"),)


class Draft(models.Model):
    """What somebody is still writing (`waymark.casefile.drafts`). No record, and not in the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=600)
    data = models.JSONField()
    other_copy = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "token_hash", "kind", "subject"], name="one_draft_of_a_thing"),
        )
