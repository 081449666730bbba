"""The tables of loaded documents: what each is, and its passages."""

from django.db import models


class Audience(models.TextChoices):
    """Who may find and open a document."""

    ALL = "all", "Everybody"
    SIGNED_IN = "signed-in", "Everybody who is signed in"
    STAFF = "staff", "People who work in this area"


class LoadedDocument(models.Model):
    """A document of somebody else's, loaded for search. Withdrawn, it is found no more; its row stays."""

    id = models.CharField(primary_key=True, max_length=60)
    area = models.CharField(max_length=80, db_index=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    """Who wrote or published it, in words."""
    dated = models.DateField()
    """Which day the document itself bears."""
    audience = models.CharField(max_length=20, choices=Audience.choices)
    file_name = models.CharField(max_length=150)
    form = models.CharField(max_length=10)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    loaded_by = models.CharField(max_length=200)
    loaded_by_name = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, default="")
    withdrawn_why = models.CharField(max_length=500, default="")

    class Meta:
        indexes = (models.Index(fields=["area", "withdrawn_at"], name="loaded_by_area"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.source}, {self.dated})"


class Passage(models.Model):
    """A piece of a document that can be found: where it stands, and what it says."""

    document = models.ForeignKey(LoadedDocument, on_delete=models.PROTECT, related_name="passages")
    number = models.IntegerField()
    heading = models.CharField(max_length=200)
    place = models.CharField(max_length=60)
    """Where it stands in the document: "page 12", "lines 40 to 61"; "" where it has no such thing."""
    text = models.TextField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="one_passage_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"
