"""What somebody is typing on the page of a step, kept until it is recorded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StepDraft(models.Model):
    """One person's unfinished form of one step of one child. It is no record: it goes when the step is recorded, or after days."""

    person = models.CharField(max_length=120)
    name = models.CharField(max_length=500)
    """The file, the step and the episode."""
    typed = models.JSONField(default=dict)
    """The fields as they were typed."""
    version = models.PositiveIntegerField(default=1)
    """Grows with each saving, so that two windows are noticed."""
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "web"
        db_table = "web_step_draft"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "name"], name="one_draft_of_a_step")]

    def __str__(self) -> str:
        return self.name
