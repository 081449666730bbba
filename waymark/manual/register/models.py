"""Tables of the manual: own chapters with their versions, printings, and who follows what."""

from django.db import models


class OwnChapter(models.Model):
    """A chapter that a partnership wrote itself. It is withdrawn, never deleted; what it says stands in its versions."""

    area = models.CharField(max_length=80)
    name = models.SlugField(max_length=80)
    """Its part of the address; it never changes."""
    part = models.CharField(max_length=80, blank=True)
    """The part of the manual under which it is listed."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "name"], name="own_chapter_once"),)

    def __str__(self) -> str:
        return f"{self.area}/{self.name}"


class OwnVersion(models.Model):
    """What an own chapter says from a moment on. The newest holds; none is changed."""

    chapter = models.ForeignKey(OwnChapter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    """Who keeps it right: a partnership, a group, a post. No person's name is needed."""
    text = models.TextField()
    """Markdown."""
    review = models.DateField()
    """The day on which it is next looked at."""
    said = models.CharField(max_length=300, blank=True)
    """What is new in this version."""
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chapter", "number"], name="own_version_once"),)

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Printing(models.Model):
    """An area's manual as it stood at a moment: a digest of every chapter, so that later changes can be named."""

    area = models.CharField(max_length=80, db_index=True)
    noticed_at = models.DateTimeField()
    chapters = models.JSONField()
    """Chapter to title and digest; an own chapter is `own/<name>`."""

    def __str__(self) -> str:
        return f"{self.area}, {self.noticed_at}"


class Follow(models.Model):
    """Somebody wants to hear of changes in an area's manual, or in one chapter of it."""

    person = models.CharField(max_length=120)
    area = models.CharField(max_length=80)
    chapter = models.CharField(max_length=90, blank=True)
    """A chapter as a printing names it; empty for the whole manual."""
    since = models.DateTimeField()
    seen = models.ForeignKey(Printing, on_delete=models.PROTECT, related_name="+")
    """The printing up to which they have looked."""
    told = models.ForeignKey(Printing, on_delete=models.PROTECT, related_name="+")
    """The printing of which an e-mail told them last."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "area", "chapter"], name="follow_once"),)

    def __str__(self) -> str:
        return f"{self.person} follows {self.area} {self.chapter}".strip()
