"""Tables of what is owed. All but `Notice` are projections of the ledger and can be rebuilt.

`listed` marks the rows that a worklist shows; the partial indexes hold only those, so that what was done long ago costs nothing.
"""

from django.db import models
from django.db.models import Q

LISTED = Q(listed=True)


class Duty(models.Model):
    """One instance of a duty. `state` is what ended it, or open, held or may arise; late follows from `late_from` and the clock."""

    key = models.CharField(primary_key=True, max_length=700)
    stream = models.CharField(max_length=200, db_index=True)
    area = models.CharField(max_length=80)
    pathway = models.CharField(max_length=80)
    episode = models.CharField(max_length=300)
    duty = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10)
    """What it asks: do, tell or consider."""
    step = models.CharField(max_length=200)
    """The step that meets it, the first if several do; empty for tell and consider."""
    why = models.CharField(max_length=300)
    """From what it arose: the title of the act, or that a date came."""
    since = models.CharField(max_length=40)
    """When it arose, as the time module writes it."""
    strength = models.CharField(max_length=10)
    urgent = models.CharField(max_length=200)
    member = models.CharField(max_length=200)
    audience = models.CharField(max_length=200)
    holder = models.CharField(max_length=200)
    holders = models.CharField(max_length=400)
    """The role words that may hold it, as `Holders.words` has them."""
    assigned_to = models.CharField(max_length=120)
    """The person whose it is; empty while nobody has it."""
    assigned_team = models.CharField(max_length=80)
    state = models.CharField(max_length=20)
    listed = models.BooleanField()
    """Still to be done, not merely offered, and such as the file can show: what worklists and their counts hold."""
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
            models.Index(fields=["duty", "state"], name="duty_by_name"),
            # `listed` stands last in each, so that what is counted is read from the index alone (SQLite asks for the column otherwise); the area
            # second where somebody's rows are wanted, so that a reader's areas lead no database to go through all of an area for them.
            models.Index(fields=["late_from", "urgent", "listed"], condition=LISTED, name="listed_by_time"),
            models.Index(
                fields=["area", "late_from", "urgent", "assigned_to", "listed"], condition=LISTED, name="listed_by_area"
            ),
            models.Index(
                fields=["assigned_to", "area", "late_from", "urgent", "holders", "listed"],
                condition=LISTED,
                name="listed_by_person",
            ),
            models.Index(
                fields=["assigned_team", "area", "late_from", "urgent", "listed"],
                condition=LISTED,
                name="listed_by_team",
            ),
            models.Index(
                fields=["area", "duty", "late_from", "title", "listed"], condition=LISTED, name="listed_by_type"
            ),
        )


class Holders(models.Model):
    """A set of role words that may hold something, written "|manager|social-worker|". There are few, so that a role's sets are found at once."""

    words = models.CharField(primary_key=True, max_length=400)


class OpenFile(models.Model):
    """A file with an open episode: who has it."""

    stream = models.CharField(primary_key=True, max_length=200)
    area = models.CharField(max_length=80)
    worker = models.CharField(max_length=120)
    team = models.CharField(max_length=80)
    family = models.CharField(max_length=200)
    """The same for the files of children who are known to live in one household."""
    open_since = models.DateTimeField()
    wants_worker = models.BooleanField()
    """Something is owed here that falls to an allocated worker."""

    class Meta:
        indexes = (
            models.Index(fields=["worker", "area"], name="open_by_worker"),
            models.Index(fields=["team"], name="open_by_team"),
            models.Index(
                fields=["area", "open_since"], condition=Q(wants_worker=True, worker=""), name="open_unallocated"
            ),
        )


class Recheck(models.Model):
    """The first instant at which time alone can change what is owed in a file; no row where it never does."""

    stream = models.CharField(primary_key=True, max_length=200)
    at = models.DateTimeField(db_index=True)


class Proposal(models.Model):
    """A proposed act that somebody else signs. `event` is the act's id in the file's history."""

    event = models.CharField(primary_key=True, max_length=300)
    stream = models.CharField(max_length=200, db_index=True)
    area = models.CharField(max_length=80)
    team = models.CharField(max_length=80)
    episode = models.CharField(max_length=300)
    step = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    option = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    signs = models.CharField(max_length=400)
    """The role words that may sign it, as `Holders.words` has them."""
    state = models.CharField(max_length=20)
    """waiting, signed, returned or replaced (by a later proposal)."""
    returned_by = models.CharField(max_length=120)
    comment = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["signs", "proposed_at"], condition=Q(state="waiting"), name="waiting_for_signature"),
        )


class Referral(models.Model):
    """An open contact or referral of one child, as the board lists and orders it (`waymark.work.front_door`)."""

    episode = models.CharField(primary_key=True, max_length=300)
    stream = models.CharField(max_length=200, db_index=True)
    area = models.CharField(max_length=80)
    act = models.CharField(max_length=120)
    """The number of the act in which it came in, the same for all children of one referral."""
    opened_at = models.DateTimeField()
    tab = models.CharField(max_length=20)
    """Where it stands: one of `front_door.Tab`."""
    rating = models.CharField(max_length=20)
    worker = models.CharField(max_length=120)
    late_from = models.DateTimeField(null=True)
    """When what the front door owes first becomes late, or became so; null where nothing has a time."""
    urgent = models.BooleanField()
    """Something is owed at once, in the source's words, without a time."""
    timed = models.CharField(max_length=700)
    untimed = models.CharField(max_length=700)
    """The keys of the most pressing duties with a time and without one; empty if there is none."""
    owed = models.PositiveIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["area", "tab", "urgent", "late_from"], name="referral_by_tab"),
            models.Index(fields=["area", "late_from"], name="referral_by_time"),
            models.Index(fields=["area", "opened_at"], name="referral_by_age"),
            models.Index(fields=["act", "area"], name="referral_by_act"),
        )


class Notice(models.Model):
    """Something that a person should look at. No personal data: what it is about is behind the link. Not a projection."""

    person = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    link = models.CharField(max_length=400)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["person", "created_at"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["created_at"], condition=Q(emailed_at=None, read_at=None), name="notice_unsent"),
        )
