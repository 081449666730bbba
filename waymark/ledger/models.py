"""The ledger's three tables. Nothing here writes: see actions.py, the only way in."""

from typing import Any, NoReturn

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from waymark.ledger.errors import AppendOnly

REFUSED = (
    "The ledger is append-only. Write with waymark.ledger.actions: append for something new, "
    "correct to put an event right, redact to remove a payload."
)


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    """Stand in for every way of Django's to write."""
    raise AppendOnly(REFUSED)


class ReadOnlyQuerySet(models.QuerySet["ReadOnly"]):
    """A query set that only reads."""

    create = bulk_create = get_or_create = update_or_create = refuse
    update = bulk_update = delete = _update = _raw_delete = _insert = refuse


class ReadOnly(models.Model):
    """A model whose rows come and go by the ledger's actions alone."""

    objects = ReadOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    save = save_base = delete = refuse


class Position(models.BigIntegerField):
    """The place of an event in the ledger. On SQLite it is the row's own number, which only `integer` gives."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type in the database."""
        return "integer" if connection.vendor == "sqlite" else "bigint"

    rel_db_type = db_type


class Event(ReadOnly):
    """The envelope of an event: for ever. Moments are text, because what is stored is what is hashed."""

    position = Position(primary_key=True)
    id = models.TextField()
    stream = models.TextField()
    sequence = models.IntegerField()
    type = models.TextField()
    type_version = models.IntegerField()
    occurred_at = models.TextField()
    occurred_precision = models.TextField()
    recorded_at = models.TextField()
    by = models.TextField()
    role = models.TextField()
    agency = models.TextField()
    pack = models.TextField()
    rule = models.TextField()
    act_number = models.TextField()
    corrects = models.TextField()
    payload_hash = models.TextField()
    previous_hash = models.TextField()
    hash = models.TextField()

    class Meta(ReadOnly.Meta):
        constraints = (
            models.UniqueConstraint(fields=["stream", "sequence"], name="ledger_event_stream_sequence"),
            models.UniqueConstraint(fields=["id"], name="ledger_event_id"),
        )

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence}: {self.type}"


class Payload(ReadOnly):
    """What an event says. Redaction empties `content` and `salt` and names itself; nothing else ever changes."""

    position = models.OneToOneField(
        Event, on_delete=models.DO_NOTHING, primary_key=True, db_column="position", related_name="payload"
    )
    content = models.TextField(null=True)
    salt = models.TextField(null=True)
    redacted_by = models.TextField()

    class Meta(ReadOnly.Meta):
        constraints = (
            models.CheckConstraint(
                name="ledger_payload_kept_or_redacted",
                condition=models.Q(content__isnull=False, salt__isnull=False, redacted_by="")
                | (models.Q(content__isnull=True, salt__isnull=True) & ~models.Q(redacted_by="")),
            ),
        )

    def __str__(self) -> str:
        return f"payload of {self.position_id}"


class Head(ReadOnly):
    """A signed statement of what the ledger held on a day."""

    number = models.IntegerField(primary_key=True)
    events = models.BigIntegerField()
    root = models.TextField()
    signed_at = models.TextField()
    key = models.TextField()
    signature = models.TextField()

    def __str__(self) -> str:
        return f"head {self.number}: {self.events} events"
