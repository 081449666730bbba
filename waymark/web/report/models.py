"""A concern that somebody is writing, kept until it is sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Report(models.Model):
    """One concern on its way. What was typed goes when it is sent; what remains is what its sender may read again, for some days."""

    class Kind(models.TextChoices):
        """Who writes."""

        PUBLIC = "public", "A member of the public"
        PROFESSIONAL = "professional", "Somebody in their work"
        TELEPHONE = "telephone", "Staff, for somebody who telephones"
        CONFIRMATION = "confirmation", "A telephone referral put into writing"

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.CharField(max_length=80)
    person = models.CharField(max_length=120)
    """Who writes: `user:<pk>`, or `public:<id>`."""
    agency = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64)
    """Of what the browser keeps in a cookie. No key is kept as it is."""
    code_hash = models.CharField(max_length=64, db_index=True)
    pin_hash = models.CharField(max_length=200)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    about = models.JSONField(default=dict)
    """Of a confirmation: the file, the episode and the step that it is for."""
    content = models.JSONField(default=dict)
    """What was typed, as it was typed."""
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    receipt = models.JSONField(default=dict)

    class Meta:
        app_label = "web"
        db_table = "web_report"
        indexes: ClassVar = [models.Index(fields=["person", "sent_at"], name="web_report_person")]

    def __str__(self) -> str:
        return f"{self.kind} report in {self.area}"
