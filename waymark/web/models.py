"""Tables that only the web application needs: what is being written and has not been sent. None of it is a child's record."""

from waymark.web.report.models import Report
from waymark.web.steps.models import StepDraft

__all__ = ["Report", "StepDraft"]
